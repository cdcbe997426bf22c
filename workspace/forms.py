"""The filters of the records list, as the manual's chapter 4 shows them."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import ENDED_STATES, OPEN_STATES, State
from applications.models import Application, ApplicationQuerySet
from applications.services import normalise_check_code
from foundation.core.dates import day_range

from .enums import Standing

SORTS = {
    "": ("-submitted_at", "-pk"),
    "oldest": ("submitted_at", "pk"),
    "due": ("due_on", "-pk"),
}
# Which states a tab holds.
STATES: dict[str, tuple[State, ...]] = {Standing.OPEN: OPEN_STATES, Standing.ENDED: ENDED_STATES}


class RecordFilter(forms.Form):
    """What to show of one kind of records; every field is optional."""

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
    sort = forms.ChoiceField(
        label=_("排序"),
        required=False,
        choices=[
            ("", _("最近提交在前")),
            ("oldest", _("最早提交在前")),
            ("due", _("期限最近在前")),
        ],
    )

    def __init__(self, *args: Any, tab: str, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

    def narrow(self, matters: ApplicationQuerySet) -> ApplicationQuerySet:
        """The matters that fit; a wrong value narrows nothing and is told at its field."""
        data = self.cleaned_data if self.is_valid() else {}
        wanted = Q()
        if data.get("title"):
            wanted &= Q(service_title__icontains=data["title"])
        if data.get("check_code"):
            wanted &= Q(check_code__startswith=normalise_check_code(data["check_code"]))
        if data.get("state"):
            wanted &= Q(state=data["state"])
        if data.get("product"):
            wanted &= Q(product_name__icontains=data["product"])
        wanted &= day_range("submitted_at", data.get("submitted_from"), data.get("submitted_to"))
        return matters.filter(wanted).order_by(*SORTS[data.get("sort", "")])


class EndSessionForm(forms.Form):
    """Which session ends; none named means all others."""

    session = forms.UUIDField(required=False)
