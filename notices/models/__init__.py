"""Notices: the index, its categories, the notice and what it is tied to."""

from .links import NoticeAttachment, NoticeExplanation, NoticeReplacement, NoticeService
from .listing import Listing, NoticeFilter
from .pages import NoticeCategoryPage, NoticeIndexPage, NoticePage, NoticePageQuerySet

__all__ = [
    "Listing",
    "NoticeAttachment",
    "NoticeCategoryPage",
    "NoticeExplanation",
    "NoticeFilter",
    "NoticeIndexPage",
    "NoticePage",
    "NoticePageQuerySet",
    "NoticeReplacement",
    "NoticeService",
]
