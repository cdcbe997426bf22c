"""A step, or a whole form, with the answers so far and the sentences about them."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from foundation.eforms.conditions import holds
from foundation.eforms.definition import Definition, Field, Files
from foundation.eforms.enums import FieldKind, PrefillMode
from foundation.eforms.picks import Pick
from foundation.eforms.settling import Standing
from foundation.eforms.surroundings import NO_FILES, Surroundings

from .controls import OptionsInput
from .drawing import DRAWERS, NO, YES, drawn
from .parts import parts_of_answer
from .rows import FormRow, PickChoice, RepeatedRow, pick_choices

NOTHING: Mapping[str, Any] = MappingProxyType({})
BLANK_INDEX = "__n__"
SPELLED = {True: YES, False: NO}


class AnswerForm(forms.Form):
    """One step, a whole form, or one row of a group or table.

    It draws; it does not validate. A view cleans with `clean_answers`, saves, asks `check`,
    and hands both results here.
    """

    use_required_attribute = False  # a draft may be saved with gaps
    asked: ClassVar[tuple[Field, ...]] = ()

    def __init__(
        self,
        *,
        answers: Mapping[str, Any] = NOTHING,
        errors: Mapping[str, str] = NOTHING,
        around: Surroundings | None = None,
        found: Standing | None = None,
        more_rows: str = "",
        prefix: str | None = None,
    ) -> None:
        """Draw these answers.

        Args:
            answers: as stored.
            errors: sentences by key, of rows `key.<n>.<child>`.
            around: files, register, and what pickers offer.
            found: what is asked, as the answers stand; without it, everything.
            more_rows: the key of the group or table that is drawn with one row more.
            prefix: what the names of a row begin with.
        """
        super().__init__(initial={**answers, **self._yes_and_no(answers)}, prefix=prefix)
        self.answers = answers
        self._said = errors
        self._files: Files = around.files if around else NO_FILES
        self._around = around
        self._found = found
        self._more_rows = more_rows

    def _yes_and_no(self, answers: Mapping[str, Any]) -> dict[str, str]:
        """A yes or no as its radio button spells it."""
        asked = [field.key for field in self.asked if field.kind == FieldKind.YES_NO]
        said = {key: answers[key] for key in asked if key in answers}
        return {key: SPELLED.get(value, str(value)) for key, value in said.items()}

    def full_clean(self) -> None:
        """Take over what `check` said about the fields drawn here."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        for key, sentence in self._said.items():
            if key in self.fields:
                self._errors[key] = self.error_class([sentence], renderer=self.renderer)

    @property
    def rows(self) -> Iterator[FormRow]:
        """What the page shows, in order."""
        for field in self.asked:
            yield self.row_of(field)

    def row_of(self, field: Field) -> FormRow:
        """One field with its answer."""
        name = self.add_prefix(field.key)
        value = self.answers.get(field.key)
        error = self._said.get(field.key, "")
        names = value if field.is_file and isinstance(value, list) else []
        offered = self._around.offered(field) if self._around else ()
        return FormRow(
            field=field,
            name=name,
            value=value,
            error=error,
            bound=self._bound(field, name),
            files=tuple(self._files[each] for each in names if each in self._files),
            parts=parts_of_answer(field, name, value, is_wrong=bool(error)),
            choices=_choices(field, value, offered),
            rows=self._rows_of(field, name, value) if field.kind.is_rows else (),
            blank=self._row(field, name, {}, BLANK_INDEX) if field.kind.is_rows else None,
            is_fixed=self._is_fixed(field),
            is_hidden=self._is_hidden(field, name),
            is_required=self._is_required(field, name),
            options=self._options(field, name),
        )

    def _bound(self, field: Field, name: str) -> BoundField | None:
        """The control, with what holds for it as the answers stand."""
        if field.key not in self.fields or self._is_fixed(field):
            return None
        bound = self[field.key]
        bound.field.required = self._is_required(field, name)
        widget = bound.field.widget
        if isinstance(widget, OptionsInput):
            widget.withheld = frozenset(field.options) - {*self._options(field, name)}
        if "list" in widget.attrs:
            widget.attrs["list"] = f"id_{name}-options"
        return bound

    def _is_fixed(self, field: Field) -> bool:
        """Whether the register says it; what it does not know may be typed."""
        is_editable = not field.prefill or field.prefill_mode == PrefillMode.EDITABLE
        return not is_editable and self._around is not None and field.prefill in self._around.facts

    def _is_hidden(self, field: Field, name: str) -> bool:
        if self.prefix and not self.answers:  # a row not begun: conditions see the form alone
            return not holds(field.show, self._found.answers if self._found else NOTHING)
        return self._found is not None and name in self._found.hidden

    def _is_required(self, field: Field, name: str) -> bool:
        return field.must_be_answered or (self._found is not None and name in self._found.required)

    def _options(self, field: Field, name: str) -> tuple[str, ...]:
        found = self._found.options if self._found else {}
        return found.get(name, field.options)

    def _rows_of(self, field: Field, name: str, value: Any) -> tuple[RepeatedRow, ...]:
        said = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        least = max(field.min_rows, int(field.must_be_answered))
        number = max(len(said) + (self._more_rows == field.key), least)
        said += [{}] * (number - len(said))
        return tuple(
            self._row(field, name, row, index) for index, row in enumerate(said[: field.max_rows])
        )

    def _row(
        self, field: Field, name: str, answers: Mapping[str, Any], index: int | str
    ) -> RepeatedRow:
        form = _made(field.fields, in_cells=field.kind == FieldKind.TABLE)(
            answers=answers,
            errors=self._row_errors.get((field.key, str(index)), NOTHING),
            around=self._around,
            found=self._found,
            prefix=f"{name}-{index}",
        )
        return RepeatedRow(form, index)

    @cached_property
    def _row_errors(self) -> dict[tuple[str, str], dict[str, str]]:
        """The sentences about rows, by field and row."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for key, sentence in self._said.items():
            field, _dot, rest = key.partition(".")
            index, _dot, child = rest.partition(".")
            if child:
                found.setdefault((field, index), {})[child] = sentence
        return found

    @property
    def error_entries(self) -> list[tuple[str, str, list[str]]]:
        """Every sentence with the id that it leads to and the name of its field."""
        entries = []
        for field in self.asked:
            if said := self._said.get(field.key):
                entries.append((f"id_{self.add_prefix(field.key)}", field.label, [said]))
            for child in field.fields:
                entries += self._child_entries(field, child)
        return entries

    def _child_entries(self, field: Field, child: Field) -> Iterator[tuple[str, str, list[str]]]:
        for (key, index), said in self._row_errors.items():
            if key == field.key and child.key in said and index.isdecimal():
                label = _("{row} {number}，{label}").format(
                    row=field.row_label or field.label, number=int(index) + 1, label=child.label
                )
                yield f"id_{field.key}-{index}-{child.key}", label, [said[child.key]]


def _choices(field: Field, value: Any, offered: tuple[Pick, ...]) -> tuple[PickChoice, ...]:
    """What a picker offers; of a file slot, the stored documents that it takes."""
    if field.is_file:
        fitting = (pick for pick in offered if pick.facts.get("content") in field.contents)
        return pick_choices(None, tuple(fitting) if field.contents else offered)
    return pick_choices(value, offered) if field.kind.is_picker else ()


def form_class(definition: Definition, *, step: int | None = None) -> type[AnswerForm]:
    """A form class for one step (from 0) or for the whole form."""
    return _made(tuple(definition) if step is None else definition.steps[step].fields)


@lru_cache(maxsize=128)
def _made(asked: tuple[Field, ...], *, in_cells: bool = False) -> type[AnswerForm]:
    made: type[AnswerForm] = type("StepForm", (AnswerForm,), {"asked": asked})
    # Not as class attributes: an editor may call a field "prefix", or "asked".
    made.base_fields = {
        field.key: drawn(field, in_cell=in_cells) for field in asked if field.kind in DRAWERS
    }
    return made
