"""What editors build a form from, and what their form says once compiled."""

from .fields import FieldsBlock
from .form import FormBlock, StepBlock, definition_of, form_rows
from .problems import problems_of
from .reusing import GroupFieldsBlock, groups_taken

__all__ = [
    "FieldsBlock",
    "FormBlock",
    "GroupFieldsBlock",
    "StepBlock",
    "definition_of",
    "form_rows",
    "groups_taken",
    "problems_of",
]
