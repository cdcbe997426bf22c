"""My space: what waits for me, records, messages, favourites, the enterprise."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from applications.models import Application
from enterprises.models import Enterprise
from foundation.accounts.permissions import require_sign_in
from foundation.accounts.services import leave_elsewhere, living_sessions
from foundation.core.clock import now, today
from foundation.core.http import PortalRequest, local_path, page_size, render_page
from foundation.notifications import services as notifications
from foundation.notifications.models import Message
from service_catalog.enums import Kind
from service_catalog.models import Favourite

from .enums import Standing
from .forms import EndSessionForm, RecordFilter
from .presentation import enterprise_facts, record_kinds, record_tabs, tab_of, with_moves

SHOWN_AT_HOME = 6


@require_GET
def home(request: PortalRequest) -> HttpResponse:
    """What waits: drafts, open matters by due day, unread messages."""
    require_sign_in(request.acting)
    matters = Application.objects.visible_to(request.acting).with_parties()
    context = {
        "drafts": matters.drafts().order_by("-saved_at")[:SHOWN_AT_HOME],
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
    require_sign_in(request.acting)
    if kind not in Kind.values:
        raise Http404(kind)
    mine = Application.objects.visible_to(request.acting).filter(kind=kind).with_parties()
    tab = tab_of(request.GET.get("tab"))
    form = RecordFilter(request.GET or None, tab=tab, kind=kind)
    shown = {Standing.OPEN: mine.open, Standing.ENDED: mine.ended, Standing.DRAFTS: mine.drafts}
    rows = Paginator(form.narrow(shown[tab]()), page_size(request)).get_page(
        request.GET.get("page")
    )
    context = {
        "kind": Kind(kind), "tab": tab, "form": form, "page": rows,
        "tabs": record_tabs(mine, kind=kind, current=tab), "today": today(),
        "reset_url": f"{request.path}?tab={tab}",
        "rows": with_moves(rows, request.acting),
    }  # fmt: skip
    return render_page(request, "workspace/records.html", context, part="results")


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
