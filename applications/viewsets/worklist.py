"""The work lists of the desk: by role, by department, by colleague, by what is urgent."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic

from applications.enums import State
from applications.models import Application, ApplicationQuerySet, MatterMessage, SavedView
from applications.permissions import STAFF_PERMISSIONS, may_assign, may_work
from applications.presentation import due_in_words
from applications.presentation.figures import is_urgent
from applications.services import code_like, normalise_check_code
from enterprises.models import Enterprise
from foundation.accounts.models import User
from foundation.core.clock import today
from foundation.directory.models import Department, Sector
from service_catalog.enums import Kind
from service_catalog.models import ServicePage

PLACE = "matters"
RIGHTS_BACKEND = "django.contrib.auth.backends.ModelBackend"
SHORTEST_CODE = 4
MOST_NAMES = 500
EXAMINED = (
    State.ACCEPTED,
    State.DEEMED_ACCEPTED,
    State.EXAMINING,
    State.SPECIAL,
    State.CORRECTION_AFTER,
    State.WITHDRAW_REQUESTED,
)
# Name in the address, words on the tab, the right that makes it one's work.
QUEUES: list[tuple[str, Any, str]] = [
    ("accept", _("待受理"), "applications.accept_application"),
    ("examine", _("审查"), "applications.examine_application"),
    ("decide", _("待决定"), "applications.decide_application"),
    ("messages", _("有新消息"), "applications.view_application"),
    ("mine", _("分派给我"), "applications.view_application"),
    ("department", _("本处室"), "applications.view_application"),
    ("all", _("全部"), "applications.view_application"),
]
STATES_OF = {
    "accept": (State.SUBMITTED, State.CORRECTION_BEFORE),
    "examine": EXAMINED,
    "decide": (State.DECIDING,),
}
URGENCIES = [
    ("open", _("在办")),
    ("today", _("今天到期")),
    ("soon", _("将到期（已用 70%）")),
    ("late", _("已超期")),
]


def queue_of(matters: ApplicationQuerySet, name: str, user: User) -> ApplicationQuerySet:
    """The matters of one tab."""
    if name in STATES_OF:
        return matters.filter(state__in=STATES_OF[name])
    if name == "messages":
        return matters.filter(_for_this_one_to_answer(user), pk__in=_with_news())
    if name == "mine":
        return matters.open().filter(assigned_to=user)
    if name == "department":
        return matters.open().filter(department__name=user.department)
    return matters


def _with_news() -> QuerySet[Any, Any]:
    return MatterMessage.objects.unread_at_the_desk().values("application")


def _for_this_one_to_answer(user: User) -> Q:
    """Mine; else, while nobody at the desk has it, my department's; else nobody's, so everybody's."""
    people = desk_people()
    is_nobodys = ~Q(assigned_to__in=people.values("pk"))
    is_of_no_desk = ~Q(department__name__in=people.values("department"))
    return Q(assigned_to=user) | is_nobodys & (Q(department__name=user.department) | is_of_no_desk)


def desk_people() -> QuerySet[User]:
    """Everybody who may work on matters."""
    found = User.objects.none()
    for permission in STAFF_PERMISSIONS.values():
        found |= User.objects.with_perm(permission, backend=RIGHTS_BACKEND)
    return found.filter(is_staff=True).distinct().order_by("full_name", "username")


class MatterFilters(WagtailFilterSet):
    """What the desk narrows its list by."""

    queue = django_filters.ChoiceFilter(
        label=_("工作清单"),
        choices=[(name, label) for name, label, _right in QUEUES],
        method="in_queue",
    )
    state = django_filters.ChoiceFilter(
        label=_("状态"), choices=[c for c in State.choices if c[0] != State.DRAFT]
    )
    urgency = django_filters.ChoiceFilter(
        label=_("时限"), choices=URGENCIES, method="by_urgency", widget=forms.RadioSelect
    )
    kind = django_filters.ChoiceFilter(label=_("事项类型"), choices=Kind.choices)
    sector = django_filters.ModelChoiceFilter(
        label=_("领域"), queryset=Sector.objects.all(), to_field_name="key", method="in_sector"
    )
    department = django_filters.ModelChoiceFilter(
        label=_("承办处室"), queryset=Department.objects.all()
    )
    assigned_to = django_filters.ModelChoiceFilter(
        label=_("经办人员"),
        queryset=lambda _request: desk_people(),
        null_label=_("未分派"),
    )
    unread = django_filters.ChoiceFilter(
        label=_("申请人消息"), choices=[("1", _("有未读消息"))], method="with_unread"
    )
    submitted_at = django_filters.DateFromToRangeFilter(
        label=_("提交时间"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Application
        fields = ["queue", "state", "urgency", "kind", "sector", "department", "assigned_to"]

    def in_queue(self, matters: ApplicationQuerySet, _name: str, value: str) -> ApplicationQuerySet:
        """One tab of the work lists."""
        return queue_of(matters, value, self.request.user)

    def by_urgency(self, matters: ApplicationQuerySet, _n: str, value: str) -> ApplicationQuerySet:
        """Due today, yellow from 70 % of the time on, red after the due day."""
        found = matters.open()
        return found if value == "open" else found.filter(is_urgent(value, today()))

    def in_sector(
        self, matters: ApplicationQuerySet, _n: str, value: Sector
    ) -> ApplicationQuerySet:
        """Of one sector; the matter keeps its key."""
        return matters.filter(sector=value.key)

    def with_unread(self, matters: ApplicationQuerySet, _n: str, _v: str) -> ApplicationQuerySet:
        """With a message of the applicant that nobody at the desk has read, whosever it is."""
        return matters.filter(pk__in=_with_news())


class ChoosingColumn(BaseColumn):
    """A box to choose the row with, for handing several on at once."""

    header_template_name = "applications/admin/choosing_head.html"
    cell_template_name = "applications/admin/choosing_cell.html"


class CodeColumn(TitleColumn):
    """The check code, and whether the applicant wrote something that nobody has read."""

    cell_template_name = "applications/admin/code_cell.html"


class DueColumn(Column):
    """The due day, in words and with a colour beside them."""

    cell_template_name = "applications/admin/due_cell.html"

    def get_cell_context_data(self, instance: Application, parent_context: Any) -> dict[str, Any]:
        """How urgent it is today."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        day = today()
        return {
            **context,
            "urgency": instance.urgency(day),
            "words": due_in_words(instance, day),
        }


COLUMNS = [
    ChoosingColumn("choose"),
    CodeColumn(
        "check_code", label=_("核对码"), url_name="matters:inspect", link_classname="unbroken"
    ),
    Column("service_title", label=_("申报事项")),
    Column("product_name", label=_("产品名称"), classname="wide-only"),
    Column("applicant_name", label=_("申请人")),
    Column("status_label", label=_("状态"), classname="unbroken state"),
    Column(
        "assigned_to",
        label=_("经办人员"),
        accessor=lambda row: row.assigned_to or "—",
        classname="wide-only",
    ),
    Column(
        "submitted_at",
        label=_("提交时间"),
        accessor=lambda row: date_format(localtime(row.submitted_at), "Y-m-d"),
        sort_key="submitted_at",
        classname="unbroken wide-only",
    ),
    DueColumn("due_on", label=_("期限"), sort_key="due_on"),
]


def _matching(words: str) -> Q:
    """Names are looked up where they are few, so that only one column of matters is scanned."""
    services = ServicePage.objects.filter(Q(title__icontains=words) | Q(code__iexact=words))
    firms = Enterprise.objects.filter(name__icontains=words).values_list("pk", flat=True)
    persons = User.objects.filter(full_name__icontains=words, is_staff=False)
    return (
        Q(product_name__icontains=words)
        | Q(service_code__in=list(services.values_list("code", flat=True)))
        | Q(enterprise__in=list(firms[:MOST_NAMES]))
        | Q(enterprise=None, applicant__in=list(persons.values_list("pk", flat=True)[:MOST_NAMES]))
    )


class MatterList(generic.IndexView):
    """What the person at the desk may see; what is open, as long as nothing else is asked for."""

    page_title = _("办件")
    list_export = [
        "check_code",
        "service_code",
        "service_title",
        "product_name",
        "applicant_name",
        "status_label",
        "submitted_at",
        "due_on",
        "assigned_to",
    ]
    export_headings = {
        "check_code": _("核对码"),
        "service_code": _("事项代码"),
        "service_title": _("申报事项"),
        "product_name": _("产品名称"),
        "applicant_name": _("申请人"),
        "status_label": _("状态"),
        "submitted_at": _("提交时间"),
        "due_on": _("期限"),
        "assigned_to": _("经办人员"),
    }

    def get_base_queryset(self) -> "QuerySet[Application]":
        """Begin with what is there for this person."""
        visible: ApplicationQuerySet = Application.objects.visible_to(self.request.acting)
        news = MatterMessage.objects.unread_at_the_desk().filter(application=OuterRef("pk"))
        people = visible.with_parties().select_related("assigned_to")
        return people.annotate(has_news=Exists(news))

    def filter_queryset(self, queryset: Any) -> Any:
        """Without a filter or words to search for, what has ended does not stand in the way."""
        found = super().filter_queryset(queryset)
        return found if self.is_filtering or self.is_searching else found.open()

    def search_queryset(self, queryset: Any) -> Any:
        """A check code as people type it, old ones too; else product, service or applicant."""
        words = (self.search_query or "").strip()
        code = normalise_check_code(words)
        if len(code) >= SHORTEST_CODE and code.isascii() and code.isalnum():
            by_code = queryset.filter(code_like(code))
            if by_code.exists():
                return by_code
        return queryset.filter(_matching(words)) if words else queryset

    def order_queryset(self, queryset: Any) -> Any:
        """The nearest due day first, those without one last, whichever database."""
        if self.request.GET.get("ordering", "due_on") == "due_on":
            return queryset.order_by(F("due_on").asc(nulls_last=True), "-submitted_at", "-pk")
        return super().order_queryset(queryset)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs, the views one keeps, and whom matters can be given to."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.request.user
        visible = Application.objects.visible_to(self.request.acting)
        context["queues"] = [
            {
                "label": label,
                "url": f"{reverse('matters:index')}?queue={name}",
                "current": self.request.GET.get("queue") == name,
                "number": queue_of(visible, name, user).count() if name == "messages" else 0,
            }
            for name, label, right in QUEUES
            if user.has_perm(right)
        ]
        context["saved_views"] = SavedView.objects.of(user, PLACE)
        context["query"] = self.request.GET.urlencode()
        context["may_assign"] = may_assign(self.request.acting)
        context["may_work"] = may_work(user)
        context["colleagues"] = desk_people() if context["may_assign"] else ()
        return context
