"""The staff side of matters in the Wagtail admin."""

from .desk import DeskPanel
from .matters import matters

__all__ = ["DeskPanel", "matters"]
