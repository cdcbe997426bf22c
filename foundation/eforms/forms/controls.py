"""Controls that Django has not, or has otherwise."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.safestring import SafeString

from foundation.eforms.cleaning import as_date

Context = dict[str, Any]


class WrittenField(forms.CharField):
    """Text whose limit is counted and said; the browser cuts nothing off."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out `maxlength`: a pasted text would lose its end unseen."""
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class Written(forms.Widget):
    """A control that writes its own tags: hundreds of templates within templates take too long."""

    def tags(self, said: Context) -> str:
        """Its tags, of what Django's templates would be given as `widget`."""
        return _input(said)

    def _render(self, _template_name: str, context: Context, _renderer: Any = None) -> SafeString:
        return SafeString(self.tags(context["widget"]))


def _attributes(said: Mapping[str, Any]) -> str:
    """Attributes as a tag has them; what is false or nothing is left out."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in said.items()
        if value is not None and value is not False
    )


def _input(said: Context) -> str:
    own = {"type": said["type"], "name": said["name"], "value": said["value"]}
    return f"<input{_attributes(own)}{_attributes(said['attrs'])}>"


class LineInput(Written, forms.TextInput):
    """One line."""


class LongInput(Written, forms.Textarea):
    """Several lines."""

    def tags(self, said: Context) -> str:
        """The first line break belongs to the tag, not to the text."""
        attributes = _attributes({"name": said["name"], **said["attrs"]})
        return f"<textarea{attributes}>\n{escape(str(said['value'] or ''))}</textarea>"


class DayInput(Written, forms.DateInput):
    """A date picker, that shows what it cannot read as text instead of hiding it."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Fall back to text for what is no date."""
        context = super().get_context(name, value, attrs)
        if value and as_date(str(value)) is None:
            context["widget"]["type"] = "text"
        return context


class OptionsInput(Written, ChoiceWidget):
    """Options of which some may be withheld: they stay in the page, out of sight and out of use."""

    withheld: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        """Take a withheld option out of use."""
        option: dict[str, Any] = super().create_option(name, value, *rest, **more)
        if value in self.withheld:
            option["attrs"]["disabled"] = True
        return option

    def tags(self, said: Context) -> str:
        """Each option with its label around it."""
        own = {name: said["attrs"].get(name) for name in ("id", "class")}
        drawn = (
            f"<div><label{_attributes({'for': each['attrs'].get('id')})}>"
            f"{_input(each)} {escape(str(each['label']))}</label></div>"
            for each in _options(said)
        )
        return f"<div{_attributes(own)}>{''.join(drawn)}</div>"


def _options(said: Context) -> list[Context]:
    return [option for _group, options, _index in said["optgroups"] for option in options]


class RadioOptions(OptionsInput, forms.RadioSelect):
    """One of several, all in sight."""


class ListOptions(OptionsInput, forms.Select):
    """One of several, folded up."""

    def tags(self, said: Context) -> str:
        """A list that unfolds."""
        drawn = (
            f"<option{_attributes({'value': each['value'], **each['attrs']})}>"
            f"{escape(str(each['label']))}</option>"
            for each in _options(said)
        )
        attributes = _attributes({"name": said["name"], **said["attrs"]})
        return f"<select{attributes}>{''.join(drawn)}</select>"


class BoxOptions(OptionsInput, forms.CheckboxSelectMultiple):
    """Several of several."""
