"""The dashboard of the desk: for each role its own queue."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from applications.enums import State
from applications.models import Application
from foundation.core.clock import today

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
        urgent = visible.filter(state__in=[state for state, _label in states]).with_parties()
        return {
            "queues": queues,
            "urgent": urgent.by_urgency()[:SHOWN] if states else [],
            "today": today(),
        }
