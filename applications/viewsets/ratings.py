"""好差评回访 in the admin: bad ratings with the day until which somebody calls back."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.menu import MenuItem

from applications import services
from applications.errors import AlreadyFollowedUp, FollowUpNotAllowed
from applications.models import Rating
from applications.permissions import FOLLOW_UP, may_follow_up
from applications.services.rating import OUTCOME_LENGTH
from foundation.core.clock import now, today
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import working_days_between

TEMPLATE = "applications/admin/ratings.html"
PER_PAGE = 20
DONE = "done"
SOON_DAYS = 3


@never_cache
@require_safe
def rating_list(request: PortalRequest) -> HttpResponse:
    """Those that wait, or those that are done."""
    if not may_follow_up(request.acting):
        raise FollowUpNotAllowed(_("您没有回访的权限。"))
    return _page(request)


@require_POST
def follow_up(request: PortalRequest, number: int) -> HttpResponse:
    """Keep the outcome of one; what was typed stays when it is refused."""
    rating = get_object_or_404(Rating.objects.visible_to(request.acting), pk=number)
    outcome = request.POST.get("outcome", "")
    try:
        services.follow_up(acting=request.acting, rating=rating, outcome=outcome, at=now())
    except FollowUpNotAllowed:
        raise
    except DomainError as error:
        refused = {"number": number, "outcome": outcome, "error": error.message}
        refused["is_gone"] = isinstance(error, AlreadyFollowedUp)
        return _page(request, refused=refused, status=error.status)
    return redirect("matters:ratings")


def _page(
    request: PortalRequest, *, refused: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    ratings = Rating.objects.visible_to(request.acting)
    is_done = request.GET.get("show") == DONE
    found = ratings.called_back() if is_done else ratings.waiting()
    full = found.select_related(
        "application__enterprise", "application__applicant", "rated_by", "followed_up_by"
    )
    page = Paginator(full, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "rows": [{"rating": rating, **_urgency(rating, today())} for rating in page],
        "is_done": is_done,
        "waiting": ratings.waiting().count(),
        "refused": refused or {},
        "most": OUTCOME_LENGTH,
        "page_title": _("好差评回访"),
        "header_icon": "comment",
        "breadcrumbs_items": [],
    }
    return render(request, TEMPLATE, context, status=status)


def _urgency(rating: Rating, on: date) -> dict[str, str]:
    """How far off the day is, in words, and a colour beside them."""
    if rating.followed_up_at or rating.follow_up_by is None:
        return {"urgency": "", "words": ""}
    if rating.follow_up_by < on:
        return {"urgency": "late", "words": _("已超过回访期限")}
    try:
        left = working_days_between(on, rating.follow_up_by)
    except CalendarMissing:
        return {"urgency": "", "words": _("节假日安排尚未设置")}
    words = _("还剩 %(n)d 个工作日") % {"n": left} if left else _("今天到期")
    return {"urgency": "soon" if left <= SOON_DAYS else "", "words": words}


class FollowUpMenuItem(MenuItem):
    """Its place in the menu, for whoever calls back."""

    def __init__(self) -> None:
        address = reverse("matters:ratings")
        super().__init__(_("好差评回访"), address, icon_name="comment", order=156)

    def is_shown(self, request: HttpRequest) -> bool:
        """Shown to those with the right."""
        return bool(request.user.has_perm(FOLLOW_UP))
