"""Shapes of people and documents in the API; personal numbers are masked."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .enums import CertificateKind, DocumentKind, Post
from .models import StaffCertificate, StaffMember, StoredDocument


class CertificateOut(Schema):
    """One certificate of a person."""

    kind: CertificateKind
    kind_label: str = Field(alias="get_kind_display")
    number: str
    issuer: str
    issued_on: date
    valid_until: date | None
    detail: str


class StaffMemberOut(Schema):
    """One person of the enterprise acted for."""

    id: UUID = Field(alias="uuid")
    name: str
    post: Post
    post_label: str = Field(alias="get_post_display")
    department: str
    id_number: str = Field(alias="masked_id_number")
    phone: str = Field(alias="masked_phone")
    joined_on: date | None
    certificates: list[CertificateOut]

    @staticmethod
    def resolve_certificates(member: StaffMember) -> list[StaffCertificate]:
        """Those fetched with the person."""
        return list(member.certificates.all())


class DocumentOut(Schema):
    """One document of the store of the enterprise acted for."""

    id: UUID = Field(alias="uuid")
    title: str
    kind: DocumentKind
    kind_label: str = Field(alias="get_kind_display")
    file_name: str = Field(alias="file.name")
    size_bytes: int = Field(alias="file.size_bytes")
    sha256: str = Field(alias="file.sha256")
    url: str = ""
    expires_on: date | None
    created_at: datetime
    state: Literal["kept", "trashed"] = "kept"

    @staticmethod
    def resolve_url(document: StoredDocument) -> str:
        """Where it is downloaded."""
        return document.file.get_absolute_url()

    @staticmethod
    def resolve_state(document: StoredDocument) -> str:
        """Whether it lies in the trash, where it counts as well."""
        return "trashed" if document.trashed_at else "kept"
