"""My space: what waits for me, records, messages, favourites, the enterprise."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from applications.models import Application, ApplicationQuerySet, SavedView
from applications.presentation import draft_rows
from applications.services import keep_view as keep
from enterprises.models import Enterprise
from foundation.accounts.permissions import require_sign_in
from foundation.accounts.services import leave_elsewhere, living_sessions
from foundation.core.clock import now, today
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest, local_path, page_size, render_page
from foundation.notifications import services as notifications
from foundation.notifications.models import Message
from service_catalog.enums import Kind
from service_catalog.models import Favourite

from .forms import EndSessionForm, RecordFilter, ViewForm
from .presentation import (
    enterprise_facts,
    place_of,
    record_kinds,
    records_context,
    records_sheet,
    tab_of,
    waiting_rows,
)
from .presentation.sheet import MOST_ROWS

SHOWN_AT_HOME = 6
LONGEST_QUERY = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def home(request: PortalRequest) -> HttpResponse:
    """What waits: drafts, open matters by due day, unread messages."""
    require_sign_in(request.acting)
    matters = Application.objects.visible_to(request.acting).with_parties()
    begun = matters.drafts().with_progress().order_by("-saved_at")[:SHOWN_AT_HOME]
    context = {
        "waiting": waiting_rows(request.acting),
        "drafts": draft_rows(list(begun)),
        "open_matters": matters.open().by_urgency()[:SHOWN_AT_HOME],
        "messages_unread": Message.objects.visible_to(request.acting).unread()[:SHOWN_AT_HOME],
        "kinds": [
            {"label": label, "value": number, "unit": _("件")}
            for _kind, label, number in record_kinds(request.acting)
        ],
        "today": today(),
    }
    return render(request, "workspace/home.html", context)


@require_GET
def records(request: PortalRequest, kind: str) -> HttpResponse:
    """办理记录 of one kind: open, ended or not yet sent, with the manual's filters."""
    mine = _records(request, kind)
    other = request.GET.get("kind", kind)
    if other != kind and other in Kind.values:
        return _other_kind(request, other)
    form = RecordFilter(request.GET, tab=tab_of(request.GET.get("tab")), kind=kind)
    context = records_context(request, mine, kind=kind, form=form)
    return render_page(request, "workspace/records.html", context, part="results")


def _records(request: PortalRequest, kind: str) -> ApplicationQuerySet:
    require_sign_in(request.acting)
    if kind not in Kind.values:
        raise Http404(kind)
    return Application.objects.visible_to(request.acting).filter(kind=kind)


def _other_kind(request: PortalRequest, kind: str) -> HttpResponse:
    """The same filters on the tab of another kind: a whole page, for its frame differs."""
    query = request.GET.copy()
    for name in ("kind", "page"):
        query.pop(name, None)
    url = f"{reverse('workspace:records', args=[kind])}?{query.urlencode()}"
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


@require_GET
def export(request: PortalRequest, kind: str) -> HttpResponse:
    """What is filtered, as a spreadsheet."""
    mine = _records(request, kind)
    tab = tab_of(request.GET.get("tab"))
    rows = RecordFilter(request.GET, tab=tab, kind=kind).narrow(mine, tab)
    if rows.count() > MOST_ROWS:
        raise DomainError(_("一次最多导出 20000 条，请先缩小筛选范围。"))
    label = Kind(kind).label
    content = records_sheet(rows, title=str(label))
    name = f"{_('办理记录')} {label} {today()}.xlsx"
    return _download(content, name)


def _download(content: bytes, name: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": header or "attachment", "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_POST
def keep_view(request: PortalRequest, kind: str) -> HttpResponse:
    """Keep the filters in use under a name; a name used before takes the new filters."""
    _records(request, kind)
    form = ViewForm(request.POST)
    if form.is_valid():
        keep(acting=request.acting, place=place_of(kind), at=now(), **form.cleaned_data)
        messages.success(request, _("已保存常用筛选“%(name)s”。") % form.cleaned_data)
    else:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    query = request.POST.get("query", "")[:LONGEST_QUERY]
    return redirect(f"{reverse('workspace:records', args=[kind])}?{query}")


@require_POST
def drop_view(request: PortalRequest, kind: str, number: int) -> HttpResponse:
    """Forget a view of one's own."""
    _records(request, kind)
    mine = SavedView.objects.of(request.acting.user, place_of(kind))
    get_object_or_404(mine, pk=number).delete()
    messages.success(request, _("已删除这组常用筛选。"))
    return redirect("workspace:records", kind)


@require_GET
def message_list(request: PortalRequest) -> HttpResponse:
    """Messages, newest first."""
    require_sign_in(request.acting)
    mine = Message.objects.visible_to(request.acting)
    rows = Paginator(mine, page_size(request)).get_page(request.GET.get("page"))
    return render_page(request, "workspace/messages.html", {"page": rows}, part="results")


@require_POST
def open_message(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Mark one message as read and go to what it is about."""
    require_sign_in(request.acting)
    message = get_object_or_404(Message.objects.visible_to(request.acting), uuid=uuid)
    notifications.mark_read(acting=request.acting, message_uuid=message.uuid, at=now())
    return redirect(local_path(request, message.url, default="/space/messages/"))


@require_POST
def read_all(request: PortalRequest) -> HttpResponse:
    """Mark every message as read."""
    require_sign_in(request.acting)
    notifications.mark_all_read(acting=request.acting, at=now())
    return redirect("workspace:messages")


@require_GET
def favourites(request: PortalRequest) -> HttpResponse:
    """我的收藏."""
    require_sign_in(request.acting)
    kept = Favourite.objects.visible_to(request.acting).with_services()
    return render(request, "workspace/favourites.html", {"favourites": kept})


@require_GET
def sessions(request: PortalRequest) -> HttpResponse:
    """登录设备: where I am signed in, and the way to end it there."""
    require_sign_in(request.acting)
    mine = living_sessions(user=request.acting.user, at=now())
    context = {"sessions": mine, "current": request.session.session_key}
    return render(request, "workspace/sessions.html", context)


@require_POST
def end_session(request: PortalRequest) -> HttpResponse:
    """End one other session of mine, or all but this."""
    require_sign_in(request.acting)
    form = EndSessionForm(request.POST)
    if form.is_valid():
        ended = leave_elsewhere(
            user=request.acting.user,
            present=request.session.session_key or "",
            only=form.cleaned_data["session"],
            at=now(),
        )
        messages.success(request, _("已退出 %(number)s 处登录。") % {"number": ended})
    return redirect("workspace:sessions")


@require_GET
def enterprise(request: PortalRequest) -> HttpResponse:
    """主体信息 of the enterprise acted for, with its sites and members."""
    require_sign_in(request.acting)
    if not request.acting.is_legal:
        raise Http404
    firm = get_object_or_404(Enterprise.objects.visible_to(request.acting))
    context = {
        "firm": firm,
        "firm_facts": enterprise_facts(firm, request.acting),
        "sites": firm.sites.all(),
        "members": firm.memberships.in_force(today()).select_related("user"),
    }
    return render(request, "workspace/enterprise.html", context)
