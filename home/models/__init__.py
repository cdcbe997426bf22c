"""The front page, ordinary pages, and what the frame of every page says."""

from .pages import ContentPage, HomePage
from .settings import SiteSettings

__all__ = ["ContentPage", "HomePage", "SiteSettings"]
