"""The matters of the demonstration enterprises, with the history that led to their state."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from applications.enums import AUTHORITY, OPEN_STATES, ClockKind, State
from applications.models import Application, ClockEvent, Transition
from applications.services.clock import ACCEPTANCE_DAYS, DEFAULT_DAYS, reckon_ledger
from applications.services.papers import issue
from applications.services.telling import tell_applicant
from applications.workflow import MOVES
from enterprises.models import Enterprise
from foundation.accounts.models import User
from foundation.core.clock import local_date, now
from foundation.eforms import services as eforms
from foundation.eforms.models import FormVersion
from foundation.notifications.models import Outbox
from service_catalog.models import ServicePage

from .answering import answered
from .people import user_of

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
        self.ledgers: list[list[ClockEvent]] = []

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
            legal_days=service.legal_days,
            promised_days=service.promised_days or service.legal_days,
            department=service.department,
            created_at=moments[0],
            saved_at=moments[0],
            state=row["state"],
        )
        if "answers" in row:
            matter.answers = answered(matter, row["answers"], at=moments[0])
        history = self._history(matter, row, moments)
        self.applications.append(matter)
        self.histories.append(history)
        self.ledgers.append(self._ledger(matter, history))

    def write(self) -> int:
        """Store everything."""
        Application.objects.bulk_create(self.applications)
        Transition.objects.bulk_create(step for steps in self.histories for step in steps)
        ClockEvent.objects.bulk_create(entry for ledger in self.ledgers for entry in ledger)
        for matter, steps in zip(self.applications, self.histories, strict=True):
            self._issue_papers(matter, steps)
            if matter.state in TOLD and matter.enterprise_id and steps[-1].at > self.present - NEWS:
                tell_applicant(matter, MOVES[steps[-1].name], note=steps[-1].note, at=steps[-1].at)
        Outbox.objects.all().delete()  # what happened before the demonstration is not mailed
        return len(self.applications)

    def _issue_papers(self, matter: Application, steps: list[Transition]) -> None:
        """The notices of what is open or ended of late; older ones lie in the archive."""
        if steps and (matter.is_open or steps[-1].at > self.present - NEWS):
            for step in steps:
                if kind := MOVES[step.name].paper:
                    issue(transition=step, kind=kind, at=step.at)

    def _ledger(self, matter: Application, steps: list[Transition]) -> list[ClockEvent]:
        """The clock of a matter; one that waits longer than the law allows came without it.

        Such a matter is of the former portal: it was not received here, so the clock, which
        would take it as accepted, leaves it alone.
        """
        entries = [_entry(matter, step) for step in steps if MOVES[step.name].clock]
        today = local_date(self.present)
        reckoning = reckon_ledger(entries, on=today)
        is_late = reckoning.due_on is not None and today > reckoning.due_on
        matter.due_on, matter.warn_on = reckoning.due_on, reckoning.warn_on
        return [] if matter.state == State.SUBMITTED and is_late else entries

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
        if name == "submit":
            matter.submitted_at = at
        if name == "accept":
            matter.accepted_at = at
        if name == "start_examination":
            matter.examined_by = actor
        if name in {"grant", "reject"}:
            matter.decided_by = actor
        if matter.state not in OPEN_STATES:
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


def _entry(matter: Application, step: Transition) -> ClockEvent:
    kind = MOVES[step.name].clock
    allowed = {
        ClockKind.RECEIVED: ACCEPTANCE_DAYS,
        ClockKind.ACCEPTED: matter.promised_days or DEFAULT_DAYS,
    }
    return ClockEvent(
        application=matter,
        transition=step,
        kind=kind,
        on=local_date(step.at),
        at=step.at,
        days=allowed.get(ClockKind(kind)),
    )


def _note(name: str, row: dict[str, Any]) -> str:
    if not MOVES[name].asks_note and name != "grant":
        return ""
    is_last = name == PATHS[row["state"]][-1]
    return str(row.get("opinion", "")) if is_last and row.get("opinion") else OPINION
