"""What editors build a form from, and what their form says once compiled."""

from .fields import FieldsBlock
from .form import FormBlock, StepBlock, definition_of, form_rows
from .problems import problems_of
from .reusing import GroupFieldsBlock

__all__ = [
    "FieldsBlock",
    "FormBlock",
    "GroupFieldsBlock",
    "StepBlock",
    "definition_of",
    "form_rows",
    "problems_of",
]
