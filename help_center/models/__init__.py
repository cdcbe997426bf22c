"""The help centre: manuals to download, questions and answers, hotlines."""

from .faq import FaqIndexPage, FaqPage, FaqPageQuerySet, FaqService
from .hotlines import Hotline, HotlinePage, HotlineQuerySet
from .index import HelpIndexPage
from .manuals import ManualIndexPage, ManualPage, ManualPageQuerySet

__all__ = [
    "FaqIndexPage",
    "FaqPage",
    "FaqPageQuerySet",
    "FaqService",
    "HelpIndexPage",
    "Hotline",
    "HotlinePage",
    "HotlineQuerySet",
    "ManualIndexPage",
    "ManualPage",
    "ManualPageQuerySet",
]
