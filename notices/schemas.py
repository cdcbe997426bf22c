"""Shapes of the notices in the API."""

from datetime import date
from typing import Any, Literal

from django.utils.html import strip_tags
from ninja import Schema
from pydantic import Field

from foundation.core.api.schemas import Input


class NoticeFilterIn(Input):
    """What is asked for."""

    q: str = Field("", max_length=200, description="关键词")
    category: str = Field("", max_length=255, description="类别的网址路径")
    sector: str = Field("", max_length=40)
    validity: Literal["", "current", "amended", "repealed", "draft"] = ""
    year: int | None = Field(None, ge=1949, le=9998)
    published_from: date | None = None
    published_to: date | None = None


class NoticeRow(Schema):
    """A notice in a list."""

    slug: str
    title: str
    summary: str
    number: str
    issuer: str
    published_on: date
    effective_on: date | None
    expires_on: date | None
    validity: str
    audience: str
    sector: str | None = Field(alias="sector.key", default=None)
    url: str


class FileLink(Schema):
    """A file that belongs to a notice."""

    title: str
    url: str
    size_bytes: int


class NoticeLink(Schema):
    """Another page."""

    title: str
    url: str


class NoticeDetail(NoticeRow):
    """A notice with its body as plain text and everything it is tied to."""

    signed_on: date | None
    keywords: list[str]
    text: str
    source_url: str
    contact: str
    attachments: list[FileLink]
    replaces: list[NoticeLink]
    replaced_by: list[NoticeLink]

    @staticmethod
    def resolve_keywords(obj: Any) -> list[str]:
        """The words apart."""
        return list(obj.keywords.split())

    @staticmethod
    def resolve_text(obj: Any) -> str:
        """The body without markup."""
        return strip_tags(obj.body.render_as_block()).strip()

    @staticmethod
    def resolve_attachments(obj: Any) -> list[dict[str, Any]]:
        """The files."""
        return [
            {
                "title": attachment.label,
                "url": attachment.document.url,
                "size_bytes": attachment.document.get_file_size() or 0,
            }
            for attachment in obj.attachments.select_related("document")
        ]

    @staticmethod
    def resolve_replaces(obj: Any) -> list[Any]:
        """Published notices that this one took the place of."""
        links = obj.replacement_links.select_related("replaced")
        return [link.replaced for link in links if link.replaced.live]

    @staticmethod
    def resolve_replaced_by(obj: Any) -> list[Any]:
        """Published notices that took the place of this one."""
        links = obj.replaced_by_links.select_related("page")
        return [link.page for link in links if link.page.live]
