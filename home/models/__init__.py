"""The front page, ordinary pages, and what the frame of every page says."""

from .approval import PublicationTask
from .pages import ContentPage, HomePage
from .settings import SiteSettings

__all__ = ["ContentPage", "HomePage", "PublicationTask", "SiteSettings"]
