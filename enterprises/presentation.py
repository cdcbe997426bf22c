"""What pages show of people and documents, row by row."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from foundation.core.dates import validity

from .models import StaffMember, StoredDocument

Row = dict[str, Any]


def staff_rows(people: Iterable[StaffMember], on: date) -> list[Row]:
    """Each person with the certificates and what is left of them."""
    return [
        {
            "member": member,
            "papers": [
                {"paper": paper, "validity": validity(paper.valid_until, on)}
                for paper in member.certificates.all()
            ],
        }
        for member in people
    ]


def document_rows(documents: Iterable[StoredDocument], on: date) -> list[Row]:
    """Each document with what is left of its validity."""
    return [
        {"document": document, "validity": validity(document.expires_on, on)}
        for document in documents
    ]
