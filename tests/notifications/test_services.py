import smtplib
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from foundation.accounts.acting import ANONYMOUS
from foundation.core.errors import Missing
from foundation.notifications import channels, kinds, services
from foundation.notifications.enums import DeliveryState
from foundation.notifications.models import Message, Outbox
from tests.factories.files import legal, make_user, natural, staff

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def tell(*users, key="application:1:accept", at=AT, **facts):
    news = {
        "kind": "application",
        "title": "药品生产许可证核发：已受理",
        "body": "核对码 ABCD2345。",
        "url": "/space/applications/1/",
    }
    services.notify(users=users, dedup_key=key, at=at, **{**news, **facts})


@pytest.fixture
def person():
    return make_user("wang", full_name="王示例", email="wang@example.invalid")


def test_notify__two_people_one_address__two_messages_one_mail(person):
    other = make_user("li")
    tell(person, other)
    assert {message.recipient for message in Message.objects.all()} == {person, other}
    assert Outbox.objects.get().payload["user_id"] == person.pk


def test_notify__same_event_twice__reaches_each_once(person):
    tell(person, person)
    tell(person)
    assert Message.objects.count() == 1
    assert Outbox.objects.count() == 1


def test_notify__other_event__a_second_message(person):
    tell(person)
    tell(person, key="application:1:grant")
    assert Message.objects.for_user(person).count() == 2


def test_notify__caller_rolls_back__nothing_left(person):
    @transaction.atomic
    def move():
        tell(person)
        raise ValueError("later")

    with pytest.raises(ValueError, match="later"):
        move()
    assert not Message.objects.exists()
    assert not Outbox.objects.exists()


def test_notify__committed__mail_leaves_with_link(person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(person, title="标题\r\nBcc: x@example.invalid")
    sent = mail.outbox[0]
    assert sent.to == ["wang@example.invalid"]
    assert sent.subject == "标题 Bcc: x@example.invalid"
    assert "王示例，您好" in sent.body
    assert "http://127.0.0.1:8000/space/applications/1/" in sent.body
    assert Outbox.objects.get().state == DeliveryState.SENT


def test_notify__text_with_markup__mail_is_plain(person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(person, body="pH<7 & 含量>90%")
    assert "pH<7 & 含量>90%" in mail.outbox[0].body


def test_deliver__twice__one_mail(person):
    tell(person)
    outbox = Outbox.objects.get()
    assert services.deliver(outbox.pk, at=AT)
    assert not services.deliver(outbox.pk, at=AT + timedelta(days=1))
    assert len(mail.outbox) == 1


def test_deliver__while_another_worker_is_at_it__nothing_to_do(person, monkeypatch):
    tell(person)
    outbox = Outbox.objects.get()
    inner = []

    def send(row):
        inner.append(services.deliver(row.pk, at=AT))

    monkeypatch.setitem(channels.SENDERS, "mail", send)
    assert services.deliver(outbox.pk, at=AT)
    assert inner == [False]


def test_deliver__worker_died__taken_up_after_the_lease(person):
    tell(person)
    Outbox.objects.update(state=DeliveryState.SENDING, next_try_at=AT + services.LEASE)
    assert services.deliver_all(at=AT + timedelta(minutes=9)) == 0
    assert services.deliver_all(at=AT + timedelta(minutes=10)) == 1


def test_deliver__server_down__waits_longer_each_time_then_gives_up(person, monkeypatch):
    def refuse(_row):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setitem(channels.SENDERS, "mail", refuse)
    tell(person)
    pauses, at = [], AT
    for _n in range(services.MAX_ATTEMPTS):
        services.deliver_all(at=at)
        outbox = Outbox.objects.get()
        pauses.append(outbox.next_try_at - at)
        at = outbox.next_try_at
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert max(pauses[:-1]) <= timedelta(hours=6)
    assert (outbox.state, outbox.last_error) == (DeliveryState.FAILED, "SMTPServerDisconnected")
    assert outbox.attempts == services.MAX_ATTEMPTS


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_deliver__no_address_any_more__given_up_at_once(person, change):
    tell(person)
    for field, value in change.items():
        setattr(person, field, value)
    person.save()
    assert services.deliver_all(at=AT) == 0
    assert Outbox.objects.failed().get().attempts == 1
    assert not mail.outbox


def test_deliver_outbox__missed_by_the_worker__sent(person, capsys):
    tell(person)
    call_command("deliver_outbox")
    assert "Delivered: 1" in capsys.readouterr().out
    assert len(mail.outbox) == 1


def test_stuck_since__waiting_too_long__named(person):
    tell(person)
    assert not Outbox.objects.stuck_since(AT).exists()
    assert Outbox.objects.stuck_since(AT + timedelta(minutes=1)).exists()
    services.deliver_all(at=AT)
    assert not Outbox.objects.stuck_since(AT + timedelta(minutes=1)).exists()


def test_visible_to__message_of_an_enterprise__only_when_acting_for_it(person):
    tell(person, enterprise_id=7)
    tell(person, key="own")
    assert Message.objects.visible_to(legal(7, user=person)).count() == 2
    assert Message.objects.visible_to(legal(8, user=person)).count() == 1
    assert Message.objects.visible_to(natural(person)).count() == 1
    assert Message.objects.visible_to(legal(7)).count() == 0
    assert Message.objects.visible_to(staff()).count() == 0
    assert Message.objects.visible_to(ANONYMOUS).count() == 0
    assert services.unread_count(person) == 1
    assert services.unread_count(person, enterprise_id=7) == 2


def test_mark_read__own__first_time_counts(person):
    tell(person)
    message = Message.objects.get()
    acting = natural(person)
    services.mark_read(acting=acting, message_uuid=message.uuid, at=AT)
    later = services.mark_read(acting=acting, message_uuid=message.uuid, at=AT + timedelta(days=1))
    assert later.read_at == AT
    assert services.unread_count(person) == 0


@pytest.mark.parametrize("known", [True, False])
def test_mark_read__of_somebody_else__missing(person, known):
    tell(person)
    message_uuid = Message.objects.get().uuid if known else uuid4()
    with pytest.raises(Missing):
        services.mark_read(acting=natural(), message_uuid=message_uuid, at=AT)
    assert services.unread_count(person) == 1


def test_mark_all_read__two_people__only_ones_own(person):
    other = make_user("li")
    tell(person, other)
    assert services.mark_all_read(acting=natural(person), at=AT) == 1
    assert (services.unread_count(person), services.unread_count(other)) == (0, 1)


def test_notify__a_hundred_people__a_handful_of_queries(django_assert_max_num_queries):
    people = [make_user(f"p{n}", email=f"p{n}@example.invalid") for n in range(100)]
    with django_assert_max_num_queries(12):
        tell(*people)


def test_kind_label__registered_and_not__words_or_nothing(person, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {})
    tell(person)
    assert Message.objects.get().kind_label == ""
    kinds.register_kind("application", "办件进度", "申请的每一步。")
    assert Message.objects.get().kind_label == "办件进度"
    assert [kind.key for kind in kinds.all_kinds()] == ["application"]
