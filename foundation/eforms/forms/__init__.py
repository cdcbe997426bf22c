"""The fields of a form on a page; what is right or wrong is said by `validation`."""

from .answering import AnswerForm, form_class
from .rows import FormRow

__all__ = ["AnswerForm", "FormRow", "form_class"]
