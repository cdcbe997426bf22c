"""The records list: tabs, a page of rows, what each row says and offers."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from applications.enums import Side
from applications.models import (
    Application,
    ApplicationQuerySet,
    Correction,
    MatterMessage,
    SavedView,
)
from applications.permissions import may_start
from applications.presentation import actions_of, draft_rows, due_in_words
from foundation.accounts.acting import Acting
from foundation.core.clock import today
from foundation.core.http import page_size
from service_catalog.enums import Kind
from workspace.enums import Standing

from .frame import record_kinds

PLACE = "records"
SHOWN_AT_HOME = 6
# Column, its heading, the name by which the address sorts.
COLUMNS = [
    ("number", gettext_lazy("序号"), ""),
    ("check_code", gettext_lazy("核对码"), "code"),
    ("product", gettext_lazy("产品名称"), "product"),
    ("title", gettext_lazy("申报事项"), "title"),
    ("submitted", gettext_lazy("提交时间"), "submitted"),
    ("state", gettext_lazy("申请状态"), "state"),
    ("due", gettext_lazy("期限"), "due"),
    ("actions", gettext_lazy("操作"), ""),
]


class RecordPaginator(Paginator):  # type: ignore[type-arg]
    """Pages that sort narrow rows and read the wide ones of one page only.

    Args:
        number: how many rows there are, where that is known from the tabs.
        wide: what is read of the rows of one page.
    """

    def __init__(
        self,
        matters: ApplicationQuerySet,
        per_page: int,
        *,
        number: int | None = None,
        wide: ApplicationQuerySet,
    ) -> None:
        super().__init__(matters, per_page)
        self._matters, self._known, self._wide = matters, number, wide

    @cached_property
    def count(self) -> int:
        """The number known, else counted on an index."""
        return super().count if self._known is None else self._known

    def page(self, number: int | str) -> Page[Application]:
        """One page: first the keys in order, then their rows."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = list(self._matters.values_list("pk", flat=True)[first : first + self.per_page])
        found = self._wide.in_bulk(keys)
        return Page([found[key] for key in keys if key in found], number, self)


def tab_of(wanted: str | None) -> Standing:
    """The tab asked for, or 在办申请."""
    return Standing(wanted) if wanted in Standing.values else Standing.OPEN


def record_tabs(numbers: dict[str, int], *, kind: str, current: str) -> list[dict[str, Any]]:
    """在办申请, 历史申请 and 草稿, each with its number."""
    base = reverse("workspace:records", args=[kind])
    return [
        {
            "label": tab.label,
            "url": f"{base}?tab={tab}",
            "current": tab == current,
            "count": numbers[tab],
        }
        for tab in Standing
    ]


def kind_tabs(acting: Acting, *, current: str) -> list[dict[str, Any]]:
    """The kinds of services with the number of what was sent, as the manual shows them."""
    return [
        {
            "label": label,
            "count": number,
            "url": reverse("workspace:records", args=[kind]),
            "current": kind == current,
        }
        for kind, label, number in record_kinds(acting)
    ]


def records_context(
    request: HttpRequest, mine: ApplicationQuerySet, *, kind: str, form: Any
) -> dict[str, Any]:
    """Everything that the page of one kind shows."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    tab = tab_of(request.GET.get("tab"))
    numbers = mine.counts_by_standing()
    known = None if form.is_narrow else numbers[tab]  # without filters nothing is counted twice
    page = record_page(request, form.narrow(mine, tab), tab=tab, number=known)
    return {
        "kind": Kind(kind),
        "kinds": kind_tabs(acting, current=kind),
        "tab": tab,
        "tabs": record_tabs(numbers, kind=kind, current=tab),
        "form": form,
        "page": page,
        "rows": draft_rows(list(page)) if tab == Standing.DRAFTS else record_rows(page, acting),
        "may_start": may_start(acting),
        "headings": headings(request.GET),
        "reset_url": f"{request.path}?tab={tab}",
        "export_url": f"{reverse('workspace:export', args=[kind])}?{request.GET.urlencode()}",
        "query": kept_query(request.GET),
        "views": saved_views(acting, kind),
    }


def record_page(
    request: HttpRequest, matters: ApplicationQuerySet, *, tab: Standing, number: int | None
) -> Page[Application]:
    """The page asked for; of drafts with all that their progress is told from."""
    wide = Application.objects.with_parties().defer("answers")
    if tab == Standing.DRAFTS:
        wide = Application.objects.with_progress()
    paginator = RecordPaginator(matters, page_size(request), number=number, wide=wide)
    return paginator.get_page(request.GET.get("page"))


def headings(query: QueryDict) -> list[dict[str, Any]]:
    """The head of the table; a second click turns the order round."""
    current = query.get("sort", "-submitted")
    rows = []
    for name, label, key in COLUMNS:
        order = {key: "ascending", f"-{key}": "descending"}.get(current, "") if key else ""
        wanted = f"-{key}" if current == key else key
        changed = query.copy()
        changed["sort"] = wanted
        changed.pop("page", None)
        url = f"?{changed.urlencode()}" if key else ""
        rows.append({"name": name, "label": label, "url": url, "order": order})
    return rows


def record_rows(page: Iterable[Application], acting: Acting) -> list[dict[str, Any]]:
    """Each matter with its address, its due day in words and what it offers to this person."""
    matters, day = list(page), today()
    unread = _unread(matters)
    answer_by = _answer_days(matters)
    return [
        {
            "matter": matter,
            "url": matter.get_absolute_url(),
            "actions": actions_of(matter, acting),
            "due": due_in_words(matter, day),
            "urgency": matter.urgency(day),
            "unread": unread.get(matter.pk, 0),
            "answer_by": answer_by.get(matter.pk),
        }
        for matter in matters
    ]


def _unread(matters: list[Application]) -> dict[int, int]:
    """How many messages of the authority nobody on this side has read."""
    keys = [matter.pk for matter in matters]
    said = MatterMessage.objects.filter(application__in=keys, side=Side.STAFF, read_at=None)
    rows = said.order_by().values("application").annotate(number=Count("pk"))
    return {row["application"]: row["number"] for row in rows}


def _answer_days(matters: list[Application]) -> dict[int, Any]:
    """Until when a correction is to be answered."""
    running = Correction.objects.unanswered().filter(application__in=[m.pk for m in matters])
    return dict(running.order_by("round").values_list("application", "answer_by"))


def kept_query(query: QueryDict) -> str:
    """The filters in use as a query string: without page, without what is empty."""
    kept = query.copy()
    for name in ("page", "kind"):
        kept.pop(name, None)
    for name in [name for name, value in kept.items() if not value]:
        del kept[name]
    return kept.urlencode()


def saved_views(acting: Acting, kind: str) -> list[dict[str, Any]]:
    """Views that the person keeps for this kind, with their addresses."""
    if acting.user is None:
        return []
    base = reverse("workspace:records", args=[kind])
    views = SavedView.objects.of(acting.user, place_of(kind))
    return [{"view": view, "url": f"{base}?{view.query}"} for view in views]


def place_of(kind: str) -> str:
    """The list that a saved view belongs to: one for each kind."""
    return f"{PLACE}:{kind}"


def waiting_rows(acting: Acting) -> list[dict[str, Any]]:
    """What only this side can move on: corrections by their last day, then unread messages."""
    open_ones = Application.objects.visible_to(acting).open()
    unread = MatterMessage.objects.filter(side=Side.STAFF, read_at=None)
    running = Correction.objects.unanswered().filter(application__in=open_ones)
    rows = [
        {
            "matter": each.application,
            "url": reverse("applications:correct", args=[each.application.uuid]),
            "words": _("请在 %(day)s 前补正") % {"day": each.answer_by},
            "action": _("补正"),
        }
        for each in running.select_related("application").order_by("answer_by")[:SHOWN_AT_HOME]
    ]
    said = Application.objects.visible_to(acting).filter(pk__in=unread.values("application"))
    return rows + [
        {
            "matter": matter,
            "url": f"{matter.get_absolute_url()}#thread",
            "words": _("药监局给您留言了"),
            "action": _("查看"),
        }
        for matter in said.order_by("-submitted_at")[:SHOWN_AT_HOME]
    ]
