"""The enterprise and what belongs to it, by subject."""

from .documents import StoredDocument
from .enterprise import Enterprise
from .members import Membership
from .sites import Product, Site
from .staff import StaffCertificate, StaffMember

__all__ = [
    "Enterprise",
    "Membership",
    "Product",
    "Site",
    "StaffCertificate",
    "StaffMember",
    "StoredDocument",
]
