"""The dashboard of the desk: for each role its own queue."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from applications.enums import State
from applications.models import Application, ApplicationQuerySet
from applications.permissions import VIEW
from applications.presentation.figures import URGENCIES, is_urgent
from foundation.accounts.models import User
from foundation.core.clock import today

from .worklist import QUEUES as LISTS, STATES_OF, queue_of

QUEUES = [
    ("applications.accept_application", State.SUBMITTED, "待受理"),
    ("applications.examine_application", State.ACCEPTED, "待审查"),
    ("applications.examine_application", State.EXAMINING, "审查中"),
    ("applications.examine_application", State.WITHDRAW_REQUESTED, "申请撤回"),
    ("applications.decide_application", State.DECIDING, "待决定"),
]
SHOWN = 8


class DeskPanel(Component):
    """Queues with their numbers, and the matters whose day comes first."""

    name = "desk"
    template_name = "applications/admin/desk.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Only what this person works on."""
        del parent_context
        acting = self.request.acting  # type: ignore[attr-defined]
        states = [(state, label) for right, state, label in QUEUES if acting.user.has_perm(right)]
        visible = Application.objects.visible_to(acting)
        numbers = visible.counts_by_state([state for state, _label in states])
        queues = [
            {
                "label": _(label),
                "number": numbers.get(state, 0),
                "url": f"{reverse('matters:index')}?state={state}",
            }
            for state, label in states
        ]
        if states:
            queues.append(_with_news(visible, acting.user))
        urgent = visible.filter(state__in=[state for state, _label in states]).with_parties()
        return {
            "queues": queues,
            "urgent": urgent.by_urgency()[:SHOWN] if states else [],
            "roles": _by_urgency(visible, acting.user, today()),
            "may_see_figures": acting.user.has_perm(VIEW),
            "today": today(),
        }


def _with_news(visible: ApplicationQuerySet, user: User) -> dict[str, Any]:
    """What applicants wrote and this person should answer."""
    return {
        "label": _("有新消息"),
        "number": queue_of(visible, "messages", user).count(),
        "url": f"{reverse('matters:index')}?queue=messages",
    }


def _by_urgency(visible: ApplicationQuerySet, user: User, on: date) -> list[dict[str, Any]]:
    """For each list of this person's: how many are due today, soon, and late; in one query."""
    mine = [
        (name, label) for name, label, right in LISTS if name in STATES_OF and user.has_perm(right)
    ]
    counts = {
        f"{name}_{urgency}": Count(
            "pk", filter=Q(state__in=STATES_OF[name]) & is_urgent(urgency, on)
        )
        for name, _label in mine
        for urgency in URGENCIES
    }
    numbers = visible.open().order_by().aggregate(**counts) if counts else {}
    return [
        {
            "label": label,
            "counts": [
                {
                    "number": numbers[f"{name}_{urgency}"],
                    "url": f"{reverse('matters:index')}?queue={name}&urgency={urgency}",
                }
                for urgency in URGENCIES
            ],
        }
        for name, label in mine
    ]
