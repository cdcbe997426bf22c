"""Published forms, and groups of fields that forms use again."""

from .groups import FieldGroup
from .version import FormVersion, FormVersionQuerySet

__all__ = ["FieldGroup", "FormVersion", "FormVersionQuerySet"]
