"""Controls that Django has not, or has otherwise."""

from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget

from foundation.eforms.cleaning import as_date


class WrittenField(forms.CharField):
    """Text whose limit is counted and said; the browser cuts nothing off."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out `maxlength`: a pasted text would lose its end unseen."""
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class DayInput(forms.DateInput):
    """A date picker, that shows what it cannot read as text instead of hiding it."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Fall back to text for what is no date."""
        context = super().get_context(name, value, attrs)
        if value and as_date(str(value)) is None:
            context["widget"]["type"] = "text"
        return context


class OptionsInput(ChoiceWidget):
    """Options of which some may be withheld: they stay in the page, out of sight and out of use."""

    withheld: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        """Take a withheld option out of use."""
        option: dict[str, Any] = super().create_option(name, value, *rest, **more)
        if value in self.withheld:
            option["attrs"]["disabled"] = True
        return option


class RadioOptions(OptionsInput, forms.RadioSelect):
    """One of several, all in sight."""


class ListOptions(OptionsInput, forms.Select):
    """One of several, folded up."""


class BoxOptions(OptionsInput, forms.CheckboxSelectMultiple):
    """Several of several."""
