"""The desk's own writing on the page of a matter: notes and the checklist."""

import pytest
from django.db import connection
from django.urls import reverse

from applications import services
from applications.enums import State
from applications.errors import DeskNotAllowed, NoteRequired
from applications.models import ChecklistMark, ChecklistPoint, PrivateNote
from foundation.core.errors import Missing
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    member_of,
    signed_in,
    staff_with,
)

pytestmark = pytest.mark.django_db
SECRET = "电话里说下周补交"


@pytest.fixture
def matter():
    return make_application(member_of(make_enterprise()), state=State.SUBMITTED)


@pytest.fixture
def own_point(matter):
    return ChecklistPoint.objects.create(service_code=matter.service_code, text="三批检验齐全")


def page_of(client, matter, acting=None):
    return signed_in(client, acting or clerk()).get(reverse("matters:inspect", args=[matter.pk]))


# --- notes


def test_note__kept__staff_read_it_and_the_applicant_does_not(client, matter):
    services.add_note(acting=clerk(), application=matter, text=SECRET, at=AT)
    assert SECRET in page_of(client, matter).content.decode()
    owner = member_of(matter.enterprise)
    assert SECRET not in signed_in(client, owner).get(matter.get_absolute_url()).content.decode()


def test_note__at_rest__cannot_be_read(matter):
    services.add_note(acting=clerk(), application=matter, text=SECRET, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM applications_privatenote")
        assert SECRET not in cursor.fetchone()[0]


@pytest.mark.parametrize("text", ["", "   ", "字" * 2001])
def test_note__empty_or_too_long__is_told_and_what_was_typed_stays(client, matter, text):
    browser = signed_in(client, clerk())
    answer = browser.post(reverse("matters:add_note", args=[matter.uuid]), {"text": text})
    assert answer.status_code == 422
    assert answer.context["note_error"]
    assert answer.context["note_typed"] == text
    assert not PrivateNote.objects.exists()


def test_note__by_staff_without_work_on_matters__is_refused(matter):
    with pytest.raises(DeskNotAllowed):
        services.add_note(acting=staff_with(), application=matter, text="x", at=AT)
    with pytest.raises(NoteRequired):
        services.add_note(acting=clerk(), application=matter, text="", at=AT)


# --- the checklist


def test_checklist__of_a_service__its_points_and_those_for_all(client, matter, own_point):
    ChecklistPoint.objects.create(text="签字齐全")
    ChecklistPoint.objects.create(text="别的事项", service_code="XX99")
    ChecklistPoint.objects.create(text="停用的", is_active=False)
    rows = page_of(client, matter).context["checklist"]
    assert [row["point"].text for row in rows] == ["签字齐全", own_point.text]


def test_checklist__marked_twice__the_last_word_counts(client, matter, own_point):
    browser = signed_in(client, clerk())
    address = reverse("matters:mark_points", args=[matter.uuid])
    browser.post(address, {f"point-{own_point.pk}": "fine"})
    browser.post(address, {f"point-{own_point.pk}": "amiss", f"note-{own_point.pk}": "只有两批"})
    mark = ChecklistMark.objects.get()
    assert not mark.is_fine
    assert mark.note == "只有两批"


def test_checklist__nothing_ticked__marks_nothing(client, matter, own_point):
    signed_in(client, clerk()).post(
        reverse("matters:mark_points", args=[matter.uuid]),
        {f"note-{own_point.pk}": "x", "point-x": "fine", f"point-{own_point.pk}": "maybe"},
    )
    assert not ChecklistMark.objects.exists()


def test_checklist__point_of_another_service__is_not_there(matter):
    other = ChecklistPoint.objects.create(text="别的事项", service_code="XX99")
    with pytest.raises(Missing):
        services.mark_point(acting=clerk(), application=matter, point=other.pk, is_fine=True, at=AT)
