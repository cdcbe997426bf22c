"""What the desk sees of one matter, and the address that its buttons post to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.views import generic

from applications import services
from applications.enums import ClockKind, UnmaskReason
from applications.models import Application, ChecklistPoint
from applications.permissions import may_talk, may_unmask, may_work, open_moves
from applications.presentation import (
    correction_rows,
    due_in_words,
    matter_context,
    paper_rows,
    thread_rows,
)
from applications.services.moves import Said
from applications.workflow import CAUSES, CORRECTIONS, FINAL_MOVES, MOVES, STAFF_MOVES
from foundation.accounts.permissions import require_proof
from foundation.core.clock import now, today
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest, render_page

TEMPLATE = "applications/admin/matter.html"
EARLIER_SHOWN = 5
MOST_DIGITS = 3


class MatterView(generic.InspectView):
    """One matter: facts, answers beside files, history, and the moves that are open."""

    page_title = gettext_lazy("办件")

    def get_object(self, queryset: Any = None) -> Application:  # noqa: ARG002 (Django's signature)
        """Only what is there for this person."""
        visible = Application.objects.visible_to(self.request.acting).with_parties()
        return get_object_or_404(visible.select_related("form_version"), pk=self.pk)

    def get_fields(self) -> list[str]:
        """The template shows the matter as a whole."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The matter as the desk needs it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | desk_context(self.request, self.object)


def desk_context(request: PortalRequest, application: Application) -> dict[str, Any]:
    """The matter, what may be done with it now, and what else this applicant asked for."""
    user = request.acting.user
    thread = thread_rows(application, request.acting)
    return {
        **matter_context(application),
        "urgency": application.urgency(today()),
        "due_words": due_in_words(application, today()),
        "may_take": user is not None and may_work(user) and application.is_open,
        "is_mine": user is not None and application.assigned_to_id == user.pk,
        "notes": application.notes.all(),
        "checklist": checklist(application),
        "moves": moves_of(request, application),
        "reckoning": services.reckon(application, on=today()),
        "ledger": application.clock_events.all(),
        "papers": paper_rows(application),
        "thread": thread,
        "has_news": any(row["is_new"] for row in thread),
        "may_talk": may_talk(request.acting, application),
        "corrections": correction_rows(application, in_full=False),
        "running": services.running_correction(application),
        "earlier": earlier_matters(request, application),
        "may_unmask": may_unmask(request.acting),
        "reasons": UnmaskReason.choices,
    }


def moves_of(request: PortalRequest, application: Application) -> list[dict[str, Any]]:
    """The moves that are open, each with what it asks for beside words."""
    return [
        {
            "move": move,
            "has_page": move.name in CORRECTIONS,
            "causes": CAUSES.get(move.name, {}).items(),
            "asks_days": move.clock == ClockKind.EXTENDED,
        }
        for move in open_moves(request.acting, application)
    ]


def checklist(application: Application) -> list[dict[str, Any]]:
    """The points to check, each with what was said of it last."""
    marks = {mark.point_id: mark for mark in application.checklist_marks.select_related("by")}
    points = ChecklistPoint.objects.for_service(application.service_code)
    return [{"point": point, "mark": marks.get(point.pk)} for point in points]


def earlier_matters(request: PortalRequest, application: Application) -> list[Application]:
    """Other matters of the same applicant, newest first."""
    if application.enterprise_id is None:
        others = Application.objects.filter(enterprise=None, applicant_id=application.applicant_id)
    else:
        others = Application.objects.filter(enterprise_id=application.enterprise_id)
    visible = others.visible_to(request.acting).exclude(pk=application.pk)
    return list(visible.order_by("-submitted_at")[:EARLIER_SHOWN])


@require_POST
def move_matter(request: PortalRequest, uuid: UUID, name: str) -> HttpResponse:
    """Make one move at the desk; what was typed stays when it is refused."""
    visible = Application.objects.visible_to(request.acting).with_parties()
    application = get_object_or_404(visible.select_related("form_version"), uuid=uuid)
    if name not in STAFF_MOVES:
        raise Http404(name)
    if name in FINAL_MOVES:
        require_proof(request)
    typed = {each: request.POST.get(each, "") for each in ("note", "cause", "days")}
    try:
        services.move(
            acting=request.acting, application=application, name=name, at=now(), **_said(typed)
        )
    except DomainError as error:
        return _refused(request, application, error, typed={"name": name, **typed})
    done = _("%(move)s：已完成，申请人会收到消息。") % {"move": MOVES[name].label}
    messages.success(request, done)
    return redirect("matters:inspect", application.pk)


def _said(typed: dict[str, str]) -> Said:
    """What was typed, as the move takes it."""
    days = typed["days"]
    number = int(days) if days.isascii() and days.isdecimal() and len(days) <= MOST_DIGITS else None
    return {"note": typed["note"], "cause": typed["cause"], "days": number}


def _refused(
    request: PortalRequest, application: Application, error: DomainError, *, typed: dict[str, str]
) -> HttpResponse:
    application.refresh_from_db()
    return render_matter(
        request, application, status=error.status, typed=typed, refusal=error.message
    )


def render_matter(
    request: PortalRequest,
    application: Application,
    *,
    status: int = 200,
    unmask: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of a matter as the answer to something sent; to htmx the one answer asked about."""
    context = {
        **desk_context(request, application),
        "object": application,
        "page_title": _("办件"),
        "breadcrumbs_items": [],
        "unmask": unmask or {},
        **more,
    }
    if unmask is None:
        return render(request, TEMPLATE, context, status=status)
    rows = [row for step in context["rows"] for row in step.rows]
    context["row"] = next(row for row in rows if row.key == unmask["key"])
    return render_page(request, TEMPLATE, context, part="answer", status=status)
