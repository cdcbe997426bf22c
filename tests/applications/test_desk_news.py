"""No message of an applicant stays unseen: whose work it is, and where it is shown."""

import pytest

from applications.enums import Side, State
from applications.models import MatterMessage
from applications.services import mark_read
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    reviewer,
    signed_in,
    staff_with,
)
from tests.factories.directory import make_department

pytestmark = pytest.mark.django_db
LIST = "/admin/matters/"


def written(**facts):
    """A matter on which the applicant wrote something."""
    matter = make_application(state=State.EXAMINING, **facts)
    MatterMessage.objects.create(
        application=matter, side=Side.APPLICANT, author=matter.applicant, text="请问进度", at=AT
    )
    return matter


def of(acting, department):
    acting.user.department = department.name
    acting.user.save()
    return acting


def news_of(client, acting):
    answer = signed_in(client, acting).get(f"{LIST}results/?queue=messages")
    return {matter.pk for matter in answer.context["object_list"]}


@pytest.fixture
def drugs():
    return make_department("drugs", "药品注册处")


@pytest.fixture
def examiner(drugs):
    return of(reviewer(), drugs)


@pytest.fixture
def other():
    return of(clerk(), make_department("services", "政务服务处"))


def test_news__not_assigned__is_the_departments(client, drugs, examiner, other):
    matter = written(department=drugs)
    assert news_of(client, examiner) == {matter.pk}
    assert news_of(client, other) == set()


def test_news__assigned__is_that_persons_whatever_the_department(client, drugs, examiner, other):
    matter = written(department=drugs, assigned_to=other.user)
    assert news_of(client, examiner) == set()
    assert news_of(client, other) == {matter.pk}


def test_news__of_a_department_without_desk_or_of_none__is_everybodys(client, examiner, other):
    matters = {written(department=make_department("cosmetics", "化妆品处")).pk, written().pk}
    assert news_of(client, examiner) == news_of(client, other) == matters


def test_news__assigned_to_somebody_who_left__goes_back_to_the_department(client, drugs, examiner):
    gone = clerk().user
    gone.is_active = False
    gone.save()
    matter = written(department=drugs, assigned_to=gone)
    assert news_of(client, examiner) == {matter.pk}


def test_news__on_list_and_dashboard__counted_and_marked_in_the_row(client, drugs, examiner):
    matter = written(department=drugs)
    written(department=drugs)
    make_application(state=State.EXAMINING, department=drugs)
    browser = signed_in(client, examiner)
    page = browser.get(LIST)
    assert '有新消息 <b class="news">2</b>' in page.content.decode()
    assert page.content.decode().count('<span class="news">有新消息</span>') == 2
    assert "<strong>2</strong>有新消息" in browser.get("/admin/").content.decode()
    inspected = browser.get(f"{LIST}inspect/{matter.pk}/").content.decode()
    assert "全部标为已读" in inspected


def test_news__read__is_none_any_more(client, drugs, examiner):
    matter = written(department=drugs)
    browser = signed_in(client, examiner)
    browser.post(f"{LIST}{matter.uuid}/thread/read/")
    assert news_of(client, examiner) == set()
    page = browser.get(f"{LIST}inspect/{matter.pk}/").content.decode()
    assert "全部标为已读" not in page


def test_news__looked_at_by_staff_who_do_not_answer__stays(client, drugs, examiner):
    matter = written(department=drugs)
    looker = staff_with("view_application")
    assert mark_read(acting=looker, application=matter, at=AT) == 0
    assert news_of(client, examiner) == {matter.pk}
