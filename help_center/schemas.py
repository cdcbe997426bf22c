"""Shapes of the help centre in the API."""

from datetime import date
from typing import Any, Literal

from django.utils.html import strip_tags
from ninja import Schema
from pydantic import Field

from foundation.core.api.schemas import Input
from foundation.core.clock import now


class FaqFilterIn(Input):
    """What is asked for."""

    q: str = Field("", max_length=200, description="关键词或整句问题")
    topic: str = Field("", max_length=40)


class FaqOut(Schema):
    """One question with its answer."""

    question: str = Field(alias="title")
    alternatives: list[str] = Field(alias="ways_to_ask")
    answer: str
    basis: str
    topic: str | None = Field(alias="topic.key", default=None)
    reviewed_on: date | None
    url: str

    @staticmethod
    def resolve_answer(obj: Any) -> str:
        """The answer without markup."""
        return strip_tags(obj.answer.render_as_block()).strip()


class ManualFilterIn(Input):
    """What is asked for."""

    kind: Literal["", "manual", "template", "report", "software", "guide", "video"] = ""


class ManualOut(Schema):
    """One thing to download."""

    title: str
    summary: str
    kind: str
    version: str
    systems: str
    updated_on: date
    filename: str
    size_bytes: int
    sha256: str
    download_count: int
    url: str = Field(alias="download_path")


class HotlineFilterIn(Input):
    """What is asked for."""

    purpose: Literal["", "technical", "business"] = ""


class HotlineOut(Schema):
    """One line; `is_open` is null where the hours were not published."""

    key: str
    purpose: str
    subject: str
    serves: str
    numbers: list[str] = Field(alias="dialled")
    email: str
    hours: str = Field(alias="hours_text")
    note: str
    is_open: bool | None

    @staticmethod
    def resolve_is_open(obj: Any) -> bool | None:
        """Whether somebody answers now."""
        answer: bool | None = obj.is_open(now())
        return answer
