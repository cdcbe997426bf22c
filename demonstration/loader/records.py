"""The matters of the demonstration enterprises, with the history that led to their state."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from applications.enums import OPEN_STATES, State
from applications.models import Application, Transition
from applications.services.clock import ACCEPTANCE_DAYS
from applications.services.telling import tell_applicant
from applications.workflow import MOVES
from enterprises.models import Enterprise
from foundation.accounts.models import User
from foundation.core.clock import local_date, now
from foundation.directory.working_days import add_working_days
from foundation.eforms import services as eforms
from foundation.eforms.cleaning import clean_answers
from foundation.eforms.models import FormVersion
from foundation.notifications.models import Outbox
from service_catalog.models import ServicePage

from .people import user_of

AUTHORITY = "北京市药品监督管理局"
# The moves by which a matter of the demonstration came to its state.
PATHS: dict[str, list[str]] = {
    State.DRAFT: [],
    State.SUBMITTED: ["submit"],
    State.ACCEPTED: ["submit", "accept"],
    State.EXAMINING: ["submit", "accept", "start_examination"],
    State.DECIDING: ["submit", "accept", "start_examination", "finish_examination"],
    State.WITHDRAW_REQUESTED: ["submit", "accept", "request_withdrawal"],
    State.WITHDRAWN: ["submit", "withdraw"],
    State.NOT_ACCEPTED: ["submit", "refuse_acceptance"],
    State.GRANTED: ["submit", "accept", "start_examination", "finish_examination", "grant"],
    State.REJECTED: ["submit", "accept", "start_examination", "finish_examination", "reject"],
}
STAFF = {
    "accept": "clerk",
    "refuse_acceptance": "clerk",
    "start_examination": "reviewer",
    "finish_examination": "reviewer",
    "grant": "approver",
    "reject": "approver",
}
# Messages of the last months; older ones would have been read.
TOLD = {State.ACCEPTED, State.GRANTED, State.REJECTED, State.NOT_ACCEPTED}
NEWS = timedelta(days=60)
# Days between two steps of a finished matter.
PACE_DAYS = 3
OPINION = "材料齐全，符合要求。"


class Loader:
    """Builds matters in memory and writes them in two statements."""

    def __init__(self) -> None:
        services = ServicePage.objects.live()
        self.services = {service.code.upper(): service for service in services}
        self.versions: dict[str, FormVersion | None] = {}
        self.firms = {firm.credit_code: firm for firm in Enterprise.objects.all()}
        self.staff = {user.username: user for user in User.objects.filter(is_staff=True)}
        self.people: dict[str, User] = {}
        self.present = now()
        self.applications: list[Application] = []
        self.histories: list[list[Transition]] = []

    def add(self, row: dict[str, Any], credit_codes: dict[str, str]) -> None:
        """One matter of the data file, if it is of a service with a form."""
        service = self.services.get(row.get("service", ""))
        version = self._version(service) if service else None
        if service is None or version is None or row["state"] not in PATHS:
            return
        firm = self.firms.get(credit_codes.get(row.get("enterprise", ""), ""))
        user = self.people.setdefault(row["applicant"], user_of(row["applicant"]))
        # Of one day, what stands first in the data file is the newest, as in the manual.
        moments = self._moments(row, earlier=timedelta(seconds=len(self.applications)))
        matter = Application(
            check_code=row.get("check_code") or None,
            service=service,
            kind=service.kind,
            sector=service.sector_key,
            service_code=service.code,
            service_title=service.title,
            form_version=version,
            enterprise=firm,
            applicant=user,
            product_name=row.get("product_name", ""),
            answers=clean_answers(version.compiled, row.get("answers", {})),
            promised_days=service.promised_days or service.legal_days,
            created_at=moments[0],
            saved_at=moments[0],
            state=row["state"],
        )
        history = self._history(matter, row, moments)
        self.applications.append(matter)
        self.histories.append(history)

    def write(self) -> int:
        """Store everything."""
        Application.objects.bulk_create(self.applications)
        Transition.objects.bulk_create(step for steps in self.histories for step in steps)
        for matter, steps in zip(self.applications, self.histories, strict=True):
            if matter.state in TOLD and matter.enterprise_id and steps[-1].at > self.present - NEWS:
                tell_applicant(matter, MOVES[steps[-1].name], note=steps[-1].note, at=steps[-1].at)
        Outbox.objects.all().delete()  # what happened before the demonstration is not mailed
        return len(self.applications)

    def _version(self, service: ServicePage) -> FormVersion | None:
        if service.code not in self.versions:
            self.versions[service.code] = eforms.latest(f"service:{service.translation_key}")
        return self.versions[service.code]

    def _moments(self, row: dict[str, Any], *, earlier: timedelta) -> list[datetime]:
        first = _morning(row.get("submitted_on") or local_date(self.present)) - earlier
        steps = len(PATHS[row["state"]])
        pace = timedelta(days=PACE_DAYS)
        if "ended_on" in row and steps > 1:
            pace = (row["ended_on"] - row["submitted_on"]) / (steps - 1)
        gaps = [timedelta(days=(pace * n).days, hours=n) for n in range(steps + 1)]
        return [min(first + gap, self.present) for gap in gaps]

    def _history(
        self, matter: Application, row: dict[str, Any], moments: list[datetime]
    ) -> list[Transition]:
        steps, state = [], str(State.DRAFT)
        for name, at in zip(PATHS[row["state"]], moments, strict=False):
            target = str(MOVES[name].target)
            actor = self.staff.get(STAFF.get(name, ""), matter.applicant)
            steps.append(
                Transition(
                    application=matter,
                    name=name,
                    from_state=state,
                    to_state=target,
                    actor=actor,
                    actor_name=str(actor),
                    acting_for=AUTHORITY if name in STAFF else matter.applicant_name,
                    note=_note(name, row),
                    at=at,
                )
            )
            matter.state_before, state = state, target
            self._mark(matter, name, actor, at)
        return steps

    def _mark(self, matter: Application, name: str, actor: User, at: datetime) -> None:
        is_open = matter.state in OPEN_STATES
        if name == "submit":
            matter.submitted_at = at
            matter.due_on = _due(at, ACCEPTANCE_DAYS) if is_open else None
        if name == "accept":
            matter.accepted_at = at
            matter.due_on = _due(at, matter.promised_days or 20) if is_open else None
        if name == "start_examination":
            matter.examined_by = actor
        if name in {"grant", "reject"}:
            matter.decided_by = actor
        if not is_open:
            matter.ended_at = at


def load_records(root: Path) -> int:
    """All matters; nothing if there are any already."""
    if Application.objects.exists():
        return 0
    firms = tomllib.loads((root / "enterprises.toml").read_text())["enterprises"]
    credit_codes = {firm["key"]: firm["credit_code"] for firm in firms}
    loader = Loader()
    for row in tomllib.loads((root / "records.toml").read_text())["records"]:
        loader.add(row, credit_codes)
    return loader.write()


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 12)))


def _due(at: datetime, days: int) -> date:
    return add_working_days(local_date(at), days)


def _note(name: str, row: dict[str, Any]) -> str:
    if not MOVES[name].asks_note and name != "grant":
        return ""
    is_last = name == PATHS[row["state"]][-1]
    return str(row.get("opinion", "")) if is_last and row.get("opinion") else OPINION
