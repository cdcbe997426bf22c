"""Real threads on real connections: of two contradicting moves exactly one wins."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from applications import services
from applications.enums import State
from applications.errors import MoveNotOpen, UnmaskedTooOften
from applications.models import Application, Transition
from foundation.audit.models import AuditRecord
from foundation.notifications.models import Message
from tests.factories.applications import AT, clerk, make_application, make_enterprise, member_of
from tests.factories.eforms import PHONE, make_definition, make_field, make_form_version

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races]
ROUNDS = 200
RESENDS = 20


def _at_once(*acts):
    """Run the acts at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(acts))

    def run(act):
        close_old_connections()
        try:
            start.wait(timeout=20)
            return act()
        except (MoveNotOpen, UnmaskedTooOften) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


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
