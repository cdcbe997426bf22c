"""Changes to an enterprise and what it owns, and what it offers to forms."""

from .documents import (
    copy_of,
    discard_document,
    erase_document,
    restore_document,
    store_document,
    sweep_trash,
)
from .picks import pick_documents, pick_products, pick_sites, pick_staff
from .seats import enroll_from_sign_in, seats_of

__all__ = [
    "copy_of",
    "discard_document",
    "enroll_from_sign_in",
    "erase_document",
    "pick_documents",
    "pick_products",
    "pick_sites",
    "pick_staff",
    "restore_document",
    "seats_of",
    "store_document",
    "sweep_trash",
]
