"""What happens because a day has passed: silence, lapse, a changed calendar; each once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from applications import services
from applications.enums import State
from applications.errors import MoveNotOpen
from applications.models import Application, ClockEvent, Correction, Transition
from foundation.directory.enums import DayKind
from foundation.directory.models import CalendarDay, CalendarYear
from foundation.notifications.models import Message
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_correction,
    make_enterprise,
    make_reason,
    member_of,
)
from tests.factories.eforms import make_definition, make_field, make_form_version

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 25)
ON_THE_LAST_DAY = datetime(2026, 11, 25, 15, 59, tzinfo=UTC)  # 23:59 in Beijing
THE_DAY_AFTER = datetime(2026, 11, 25, 16, 1, tzinfo=UTC)


def sent(**facts):
    owner = member_of(make_enterprise())
    form = make_form_version(definition=make_definition(make_field("text", "product_name")))
    draft = make_application(owner, form_version=form, answers={"product_name": "颗粒"}, **facts)
    return services.submit(acting=owner, application=draft, at=AT)


def test_run_clock__five_days_without_an_answer__accepted_from_the_day_of_receipt():
    matter = sent(promised_days=3)
    assert matter.due_on == DUE
    assert services.run_clock(at=ON_THE_LAST_DAY) == 0
    assert services.run_clock(at=THE_DAY_AFTER) == 1
    matter.refresh_from_db()
    assert (matter.state, matter.accepted_at) == (State.DEEMED_ACCEPTED, AT)
    assert matter.due_on == date(2026, 11, 23)
    step = matter.transitions.last()
    assert (step.name, step.actor, step.actor_name) == ("deem_accepted", None, "系统")
    assert "视为受理" in services.reckon(matter, on=DUE).sentence
    assert matter.papers.filter(kind="deemed").count() == 1


def test_run_clock__again__does_nothing_more():
    matter = sent()
    assert [services.run_clock(at=THE_DAY_AFTER) for _run in range(2)] == [1, 0]
    assert Transition.objects.filter(application=matter, name="deem_accepted").count() == 1
    told = Message.objects.filter(dedup_key__contains="deem_accepted")
    assert told.count() == 1


def test_accept__after_the_five_days__comes_too_late_even_without_the_schedule():
    matter = sent()
    with pytest.raises(MoveNotOpen, match="视为受理"):
        services.move(acting=clerk(), application=matter, name="accept", at=THE_DAY_AFTER)
    matter.refresh_from_db()
    assert matter.state == State.DEEMED_ACCEPTED


def test_run_clock__matter_without_a_ledger__left_alone():
    matter = make_application(state=State.SUBMITTED, due_on=date(2025, 4, 30))
    assert services.run_clock(at=THE_DAY_AFTER) == 0
    matter.refresh_from_db()
    assert matter.state == State.SUBMITTED


@pytest.mark.parametrize("state", [State.CORRECTION_BEFORE, State.CORRECTION_AFTER])
def test_run_clock__correction_not_answered__lapses_after_the_last_day(state):
    matter = make_application(state=state)
    correction = make_correction(matter, "product_name", answer_by=DUE)
    assert services.run_clock(at=ON_THE_LAST_DAY) == 0
    assert services.run_clock(at=THE_DAY_AFTER) == 1
    matter.refresh_from_db()
    correction.refresh_from_db()
    assert matter.state == State.LAPSED
    assert matter.ended_at == correction.ended_at == THE_DAY_AFTER


def test_answer__after_the_last_day__comes_too_late():
    matter = sent()
    owner = member_of(matter.enterprise)
    services.ask_correction(
        acting=clerk(), application=matter, answer_by=DUE, at=AT,
        items=[services.Wanted("product_name", make_reason().pk)],
    )  # fmt: skip
    with pytest.raises(MoveNotOpen, match="逾期终止"):
        services.answer_correction(acting=owner, application=matter, at=THE_DAY_AFTER)
    assert Correction.objects.get().ended_at == THE_DAY_AFTER


def test_withdrawal_asked__correction_day_passed__waits_for_the_answer():
    matter = make_application(state=State.WITHDRAW_REQUESTED, state_before=State.CORRECTION_AFTER)
    make_correction(matter, "product_name", answer_by=DUE)
    assert services.run_clock(at=THE_DAY_AFTER + timedelta(days=9)) == 0


def test_command__moves_what_waited():
    matter = sent(created_at=AT)
    Application.objects.filter(pk=matter.pk).update(due_on=date(2026, 11, 25))
    call_command("run_clock", verbosity=0)  # whatever the day is, it does not fail
    assert Application.objects.filter(pk=matter.pk).exists()


def test_calendar__edited__open_matters_alone_are_reckoned_anew(
    django_capture_on_commit_callbacks,
):
    matter, ended, old = sent(), sent(), make_application(state=State.ACCEPTED)
    services.move(acting=clerk(), application=ended, name="refuse_acceptance", note="不符", at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.create(day=date(2026, 11, 20), kind=DayKind.HOLIDAY, name="临时放假")
    for each in (matter, ended, old):
        each.refresh_from_db()
    assert (matter.due_on, ended.due_on) == (date(2026, 11, 26), DUE)
    assert old.due_on == date(2026, 12, 16)
    assert services.reckon(matter, on=DUE).due_on == matter.due_on


def test_submit__next_year_has_no_table__is_taken_and_says_so():
    CalendarYear.objects.get(year=2027).delete()
    owner = member_of(make_enterprise())
    form = make_form_version(definition=make_definition(make_field("text", "product_name")))
    draft = make_application(owner, form_version=form, answers={"product_name": "颗粒"})
    at = datetime(2026, 12, 30, 2, tzinfo=UTC)
    matter = services.submit(acting=owner, application=draft, at=at)
    reckoning = services.reckon(matter, on=at.date())
    assert (matter.state, matter.due_on) == (State.SUBMITTED, None)
    assert "2027" in reckoning.problem
    assert "尚未公布" in reckoning.sentence
    CalendarYear.objects.create(year=2027)
    assert services.recompute_open(at=at) == 1


def test_deliver__in_a_year_without_a_table__is_done_and_its_paper_sent():
    CalendarYear.objects.filter(year__gte=2028).delete()
    matter = make_application(state=State.GRANTED, due_on=date(2027, 12, 20))
    at = datetime(2028, 1, 5, 2, tzinfo=UTC)
    services.move(acting=clerk(), application=matter, name="deliver", note="邮寄", at=at)
    assert matter.papers.filter(kind="delivery").count() == 1


def test_ledger__saved_again__refused():
    sent()
    with pytest.raises(Exception, match="不可修改"):
        ClockEvent.objects.get().save()
