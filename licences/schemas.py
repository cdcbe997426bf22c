"""Shapes of licences in the API."""

from datetime import date
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .enums import LicenceKind, LicenceStatus


class LicenceOut(Schema):
    """One licence of the enterprise acted for."""

    id: UUID = Field(alias="uuid")
    kind: LicenceKind
    kind_label: str = Field(alias="get_kind_display")
    number: str
    holder_name: str
    product_name: str
    scope: str
    issuer: str
    issued_on: date
    valid_from: date | None
    valid_until: date | None
    status: LicenceStatus
