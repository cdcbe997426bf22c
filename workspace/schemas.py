"""Shapes of my space in the API."""

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field


class RecordTab(Schema):
    """One tab of 办理记录."""

    kind: str
    label: str
    count: int


class MessageOut(Schema):
    """One message."""

    id: UUID = Field(alias="uuid")
    kind: str
    title: str
    body: str
    url: str
    created_at: datetime
    read_at: datetime | None


class EnterpriseOut(Schema):
    """The enterprise acted for."""

    id: UUID = Field(alias="uuid")
    name: str
    credit_code: str
    kind: str
    legal_representative: str
    address: str


class MeOut(Schema):
    """Who is signed in, and for whom."""

    name: str
    login_kind: str
    enterprise: str
    rights: list[str]
