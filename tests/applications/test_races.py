"""Real threads on real connections: of two contradicting moves exactly one wins."""

from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest

from applications import services
from applications.enums import State
from applications.errors import MoveNotOpen, UnmaskedTooOften
from applications.models import Application, Transition
from foundation.audit.models import AuditRecord
from foundation.notifications.models import Message
from tests.factories.applications import (
    AT,
    approver,
    clerk,
    make_application,
    make_correction,
    make_enterprise,
    member_of,
)
from tests.factories.eforms import PHONE, make_definition, make_field, make_form_version

from .racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races]
ROUNDS = 200
RESENDS = 20
ONE_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_printing(monkeypatch):
    """What races is the row; its PDF is made by the worker."""
    worker = SimpleNamespace(enqueue=lambda *_: None)
    monkeypatch.setattr("applications.services.papers.print_later", worker)


def _at_once(*acts):
    return at_once(*acts, losing=(MoveNotOpen, UnmaskedTooOften))


def _read(pk):
    return Application.objects.select_related("form_version", "enterprise").get(pk=pk)


def test_withdraw_against_accept__two_hundred_times__exactly_one_wins():
    owner, desk = member_of(make_enterprise()), clerk()
    version = make_form_version()
    for _round in range(ROUNDS):
        matter = make_application(owner, state=State.SUBMITTED, form_version=version)
        first, second = _read(matter.pk), _read(matter.pk)
        results = _at_once(
            lambda one=first: services.move(acting=owner, application=one, name="withdraw", at=AT),
            lambda two=second: services.move(acting=desk, application=two, name="accept", at=AT),
        )
        losers = [result for result in results if isinstance(result, MoveNotOpen)]
        matter.refresh_from_db()
        assert len(losers) == 1
        assert matter.state in {State.WITHDRAWN, State.ACCEPTED}
        step = Transition.objects.get(application=matter)
        assert step.to_state == matter.state
    accepted = Application.objects.filter(state=State.ACCEPTED).count()
    assert Message.objects.count() == accepted


@pytest.mark.parametrize(
    ("state", "moves"),
    [(State.DECIDING, ("grant", "reject")), (State.SUBMITTED, ("accept", "accept"))],
)
def test_two_of_the_staff__two_hundred_times__exactly_one_wins(state, moves):
    owner, form = member_of(make_enterprise()), make_form_version()
    make = approver if state == State.DECIDING else clerk
    people = [make(), make()]
    for _round in range(ROUNDS):
        matter = make_application(owner, state=state, form_version=form)
        results = _at_once(
            *[
                partial(
                    services.move,
                    acting=who,
                    application=_read(matter.pk),
                    name=name,
                    note="意见",
                    at=AT,
                )
                for who, name in zip(people, moves, strict=True)
            ]
        )
        step = Transition.objects.get(application=matter)
        matter.refresh_from_db()
        assert sum(isinstance(result, MoveNotOpen) for result in results) == 1
        assert step.to_state == matter.state
        assert matter.papers.count() == 1
        assert matter.clock_events.count() == 1
    assert Message.objects.count() == ROUNDS


def test_answer_against_lapse__two_hundred_times__exactly_one_wins():
    owner = member_of(make_enterprise())
    form = make_form_version(definition=make_definition(make_field("text", key="product_name")))
    for _round in range(ROUNDS):
        matter = make_application(owner, state=State.CORRECTION_BEFORE, form_version=form)
        correction = make_correction(matter, "product_name", answer_by=AT.date())
        correction.items.update(after={"answer": "新名称"})
        results = _at_once(
            partial(services.answer_correction, acting=owner, application=_read(matter.pk), at=AT),
            partial(services.settle, application=_read(matter.pk), at=AT + ONE_DAY),
        )
        matter.refresh_from_db()
        correction.refresh_from_db()
        step = Transition.objects.get(application=matter)
        assert step.to_state == matter.state in {State.SUBMITTED, State.LAPSED}
        assert (correction.answered_at is None) == (correction.ended_at is not None)
        assert isinstance(results[0], MoveNotOpen) == (matter.state == State.LAPSED)
        assert results[1] == (matter.state == State.LAPSED)


def test_submit__twenty_at_once__one_number_and_one_step():
    owner = member_of(make_enterprise())
    version = make_form_version(definition=make_definition(make_field("text", key="product_name")))
    draft = make_application(owner, form_version=version, answers={"product_name": "示例颗粒"})
    copies = [_read(draft.pk) for _n in range(RESENDS)]
    results = _at_once(
        *[
            lambda copy=copy: services.submit(acting=owner, application=copy, at=AT)
            for copy in copies
        ]
    )
    codes = {result.check_code for result in results}
    draft.refresh_from_db()
    assert codes == {draft.check_code}
    assert Transition.objects.filter(application=draft).count() == 1


def test_unmask__twelve_at_once_where_five_are_allowed__exactly_five(monkeypatch):
    monkeypatch.setattr("applications.services.unmasking.MOST_AN_HOUR", 5)
    desk, matter = clerk(), make_application(state=State.SUBMITTED)

    def ask(one):
        given = {"key": "phone", "reason": "contact", "note": "回电"}
        return services.unmask(acting=desk, application=one, **given, at=AT)

    copies = [_read(matter.pk) for _n in range(12)]
    results = _at_once(*[lambda copy=copy: ask(copy) for copy in copies])
    assert results.count(PHONE) == 5
    assert AuditRecord.objects.filter(allowed=True).count() == 5
