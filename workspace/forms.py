"""The filters of the records list, as the manual's chapter 4 shows them."""

from typing import Any

from django import forms
from django.db.models import F, OrderBy, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from applications.enums import ENDED_STATES, OPEN_STATES, State
from applications.models import Application, ApplicationQuerySet, SavedView
from applications.services import code_like
from foundation.core.dates import day_range
from service_catalog.enums import Kind

from .enums import Standing

# Named by the address, never by what a visitor sends: a name that is not here sorts as usual.
SORTS: dict[str, list[OrderBy | str]] = {
    "code": ["check_code"],
    "product": ["product_name", "-submitted_at"],
    "title": ["service_title", "-submitted_at"],
    "submitted": ["submitted_at"],
    "state": ["state", "-submitted_at"],
    "due": [F("due_on").asc(nulls_last=True), "-submitted_at"],
    "-code": ["-check_code"],
    "-product": ["-product_name", "-submitted_at"],
    "-title": ["-service_title", "-submitted_at"],
    "-submitted": ["-submitted_at"],
    "-state": ["-state", "-submitted_at"],
    "-due": [F("due_on").desc(nulls_last=True), "-submitted_at"],
}
USUAL = "-submitted"
SORT_WORDS = [
    ("", _("最近提交在前")),
    ("submitted", _("最早提交在前")),
    ("due", _("期限最近在前")),
    ("product", _("按产品名称")),
    ("state", _("按申请状态")),
]
NARROWING = ("title", "check_code", "state", "product", "submitted_from", "submitted_to")
# Which states a tab holds.
STATES: dict[str, tuple[State, ...]] = {Standing.OPEN: OPEN_STATES, Standing.ENDED: ENDED_STATES}


class RecordFilter(forms.Form):
    """What to show of one kind of records; every field is optional."""

    kind = forms.ChoiceField(label=_("事项类型"), required=False, choices=Kind.choices)
    title = forms.CharField(label=_("申报事项"), max_length=100, required=False)
    check_code = forms.CharField(label=_("核对码"), max_length=20, required=False)
    state = forms.ChoiceField(label=_("申请状态"), required=False)
    product = forms.CharField(label=_("产品名称"), max_length=100, required=False)
    submitted_from = forms.DateField(
        label=_("提交时间 从"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    submitted_to = forms.DateField(
        label=_("到"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    sort = forms.CharField(label=_("排序"), required=False, widget=forms.Select(choices=SORT_WORDS))

    def __init__(self, asked: QueryDict, *, tab: str, kind: str) -> None:
        """What was asked in the address; the kind of the page stands where none was named."""
        data = asked.copy() if asked else None
        if data is not None:
            data.setdefault("kind", kind)
        super().__init__(data, initial={"kind": kind})
        states = STATES.get(tab, ())
        labels = [(state, Application(kind=kind, state=state).status_label) for state in states]
        state_field = self.fields["state"]
        if isinstance(state_field, forms.ChoiceField):
            state_field.choices = [("", _("全部")), *labels]

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins."""
        data = super().clean() or {}
        first, last = data.get("submitted_from"), data.get("submitted_to")
        if first and last and last < first:
            self.add_error("submitted_to", _("结束日期早于开始日期，请调整。"))
        return data

    @property
    def is_narrow(self) -> bool:
        """Whether any filter is in use."""
        return self.is_valid() and any(self.cleaned_data.get(name) for name in NARROWING)

    def narrow(self, matters: ApplicationQuerySet, tab: str) -> ApplicationQuerySet:
        """Those of the tab that fit; a wrong value narrows nothing and is told at its field."""
        shown = {
            Standing.OPEN: matters.open,
            Standing.ENDED: matters.ended,
            Standing.DRAFTS: matters.drafts,
        }[Standing(tab)]()
        data = self.cleaned_data if self.is_valid() else {}
        order = SORTS.get(data.get("sort") or USUAL, SORTS[USUAL])
        if tab == Standing.DRAFTS and not data.get("sort"):
            order = ["-saved_at"]
        return shown.filter(self._wanted(data)).order_by(*order, "-pk")

    def _wanted(self, data: dict[str, Any]) -> Q:
        wanted = day_range("submitted_at", data.get("submitted_from"), data.get("submitted_to"))
        if data.get("title"):
            wanted &= Q(service_title__icontains=data["title"])
        if data.get("check_code"):
            wanted &= code_like(data["check_code"])
        if data.get("state"):
            wanted &= Q(state=data["state"])
        if data.get("product"):
            wanted &= Q(product_name__icontains=data["product"])
        return wanted


class ViewForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name for the filters in use."""

    class Meta:
        model = SavedView
        fields = ["name", "query"]
        error_messages = {"name": {"required": _("请给这组筛选起一个名称。")}}


class EndSessionForm(forms.Form):
    """Which session ends; none named means all others."""

    session = forms.UUIDField(required=False)
