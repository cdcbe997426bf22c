"""One place on the page, with all that its template needs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _, gettext_lazy

from foundation.eforms.definition import Field, HeldFile
from foundation.eforms.enums import ChoiceDisplay, FieldKind, PrefillMode
from foundation.eforms.picks import Pick
from foundation.eforms.render import display
from foundation.eforms.settling import column_total
from foundation.eforms.wording import help_of

if TYPE_CHECKING:
    from .answering import AnswerForm

CARDS_AT_MOST = 6  # more things to choose from are folded up
TEMPLATES = {
    FieldKind.EXPLANATION: "explanation",
    FieldKind.SECTION: "section",
    FieldKind.DATE_RANGE: "parts",
    FieldKind.REGION: "parts",
    FieldKind.ADDRESS: "parts",
    FieldKind.LICENCE: "picker",
    FieldKind.STAFF: "picker",
    FieldKind.SITE: "picker",
    FieldKind.PRODUCT: "picker",
    FieldKind.GROUP: "group",
    FieldKind.TABLE: "table",
    FieldKind.CALCULATED: "calculated",
}


@dataclass(frozen=True, slots=True)
class PickChoice:
    """One thing on offer, as the page shows it."""

    id: str
    label: str
    note: str
    is_chosen: bool
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """One row of a group or table; a page never looks into the form, where keys hide names."""

    form: "AnswerForm"
    index: int | str

    @property
    def number(self) -> int | str:
        """Which row it is, as a person counts."""
        return self.index + 1 if isinstance(self.index, int) else self.index

    @property
    def rows(self) -> "Iterator[FormRow]":
        """Its fields."""
        return self.form.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The sum of a column; without a name there is none."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A field to draw, or words between the fields.

    Attributes:
        name: what its answer is posted as; its id is this with `id_` before it.
        parts: the controls of an answer that has several.
        choices: of a picker, what is on offer.
        rows: of a group or table, the rows; `blank` is the row that adding copies.
        is_fixed: the answer comes from the register and is only shown.
        is_hidden: it is not asked, as the answers stand.
        is_required: it must be answered, as the answers stand.
        options: what may be chosen, as the answers stand.
    """

    field: Field
    name: str
    value: Any = None
    error: str = ""
    bound: BoundField | None = None
    files: tuple[HeldFile, ...] = ()
    parts: tuple[BoundField, ...] = ()
    choices: tuple[PickChoice, ...] = ()
    rows: tuple[RepeatedRow, ...] = ()
    blank: RepeatedRow | None = None
    is_fixed: bool = False
    is_hidden: bool = False
    is_required: bool = True
    options: tuple[str, ...] = ()

    @property
    def is_explanation(self) -> bool:
        """Whether it only says something."""
        return not self.field.is_input

    @property
    def is_file(self) -> bool:
        """Whether the caller's template draws it."""
        return self.field.is_file

    @property
    def template(self) -> str:
        """The template that draws it."""
        if self.is_fixed:
            return "eforms/kinds/fixed.html"
        if self.is_search:
            return "eforms/kinds/search.html"
        return f"eforms/kinds/{TEMPLATES.get(self.field.kind, 'control')}.html"

    @property
    def is_search(self) -> bool:
        """Whether its options are found by typing."""
        field = self.field
        return field.kind == FieldKind.CHOICE and field.display == ChoiceDisplay.SEARCH

    @property
    def is_boxes(self) -> bool:
        """Whether its control is a list of boxes to tick."""
        return self.field.kind == FieldKind.SEVERAL

    @property
    def control(self) -> str:
        """The bare control of a cell, tied to the sentence about it."""
        described: dict[str, str | bool] = {}
        if self.error:
            described["aria-describedby"] = f"{self.id}-error"
        return self.bound.as_widget(attrs=described) if self.bound else ""

    @property
    def id(self) -> str:
        """Where errors lead to."""
        return f"id_{self.name}"

    @property
    def help(self) -> str:
        """What stands under the label."""
        return help_of(self.field)

    @property
    def unit(self) -> str:
        """What a number counts."""
        return self.field.counted_in

    @property
    def is_optional(self) -> bool:
        """Whether it may stay empty."""
        return not self.is_required

    @property
    def shown_value(self) -> str:
        """The answer in words, where it is only shown."""
        return display(self.field, self.value)

    @property
    def fixed_note(self) -> str:
        """Where an answer that comes from the register is changed."""
        of_person = self.field.prefill.startswith("person.")
        if self.field.prefill_mode == PrefillMode.SHOWN:
            return _("取自登记信息，随申请一并提交。")
        if of_person:
            return _("取自统一身份认证平台的实名信息，如有变化请在该平台修改。")
        return _("取自企业登记信息，如有变化请先到登记机关办理变更。")

    @property
    def described_by(self) -> str:
        """The ids of hint and error."""
        ids = [f"{self.id}-hint"] if self.help else []
        return " ".join([*ids, f"{self.id}-error"] if self.error else ids)

    @property
    def asks_region(self) -> bool:
        """Whether places are chosen rung by rung."""
        return self.field.kind in {FieldKind.REGION, FieldKind.ADDRESS}

    @property
    def accept(self) -> str:
        """The endings that an upload may have, as the browser takes them."""
        return ",".join(f".{ending}" for ending in self.field.extensions)

    @property
    def takes_files(self) -> bool:
        """Whether there is room for one file more."""
        return len(self.files) < self.field.max_files

    @property
    def are_cards(self) -> bool:
        """Whether few enough things are on offer to show them all."""
        return len(self.choices) <= CARDS_AT_MOST

    @property
    def empty_title(self) -> str:
        """What is said where a picker has nothing to offer: what is missing, by its kind."""
        said = EMPTY_OF_KIND if self.field.source_kind else EMPTY_TITLES
        return str(said[self.field.kind]).format(kind=self.field.source_kind)

    @property
    def empty_text(self) -> str:
        """Where the things come from that a picker offers."""
        return str(EMPTY_TEXTS[self.field.kind])

    @property
    def row_label(self) -> str:
        """What one row of a group or table is called."""
        return self.field.row_label or self.field.label

    @property
    def totals(self) -> tuple[Total, ...]:
        """What stands below the columns of a table; empty where nothing is summed."""
        columns = self.field.fields if any(child.total for child in self.field.fields) else ()
        return tuple(self._total(child) for child in columns)

    def _total(self, child: Field) -> Total:
        if not child.total:
            return Total(name="", label="", value="")
        value = column_total(child, [row.form.answers for row in self.rows])
        return Total(name=f"{self.name}-total-{child.key}", label=child.label, value=value)

    @property
    def may_grow(self) -> bool:
        """Whether there may be one row more."""
        return len(self.rows) < self.field.max_rows


def pick_choices(value: Any, picks: Sequence[Pick]) -> tuple[PickChoice, ...]:
    """What a picker offers; what was chosen and has gone since is still shown."""
    said = value if isinstance(value, Mapping) else {}
    chosen = str(said.get("id", ""))
    offered = [
        PickChoice(pick.id, pick.label, pick.note, is_chosen=pick.id == chosen) for pick in picks
    ]
    if chosen and not any(choice.is_chosen for choice in offered):
        label, note = str(said.get("label") or chosen), str(said.get("note", ""))
        offered.append(PickChoice(chosen, label, note, is_chosen=True, is_gone=True))
    return tuple(offered)


EMPTY_TITLES = {
    FieldKind.LICENCE: gettext_lazy("还没有可以选择的证照"),
    FieldKind.STAFF: gettext_lazy("还没有可以选择的人员"),
    FieldKind.SITE: gettext_lazy("还没有可以选择的场地"),
    FieldKind.PRODUCT: gettext_lazy("还没有可以选择的产品"),
}
EMPTY_OF_KIND = {
    FieldKind.LICENCE: gettext_lazy("还没有有效的“{kind}”"),
    FieldKind.STAFF: gettext_lazy("还没有岗位是“{kind}”的人员"),
    FieldKind.SITE: gettext_lazy("还没有类型是“{kind}”的场地"),
    FieldKind.PRODUCT: gettext_lazy("还没有类别是“{kind}”的产品"),
}
EMPTY_TEXTS = {
    FieldKind.LICENCE: gettext_lazy("取得的电子证照会自动出现在这里。如有缺漏，请联系发证部门。"),
    FieldKind.STAFF: gettext_lazy("请企业管理员在“空间管理 › 人员”中登记，再回到这里选择。"),
    FieldKind.SITE: gettext_lazy("请企业管理员在“空间管理 › 主体信息”中登记，再回到这里选择。"),
    FieldKind.PRODUCT: gettext_lazy("已批准或备案的产品会出现在这里。如有缺漏，请联系发证部门。"),
}
