"""Published forms, and groups of fields that forms use again."""

from .groups import FieldGroup, GroupUse, register_group_uses
from .version import FormVersion, FormVersionQuerySet

__all__ = [
    "FieldGroup",
    "FormVersion",
    "FormVersionQuerySet",
    "GroupUse",
    "register_group_uses",
]
