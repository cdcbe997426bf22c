"""What editors keep for the desk, in the admin and in the demonstration."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission

from applications.enums import PaperKind, State
from applications.models import ChecklistPoint, CorrectionReason, PaperTemplate
from applications.services.papers import _facts
from applications.services.wording import KNOWN_NAMES, delivered_words, slip_in
from demonstration.loader.desk import load_desk
from tests.factories.accounts import make_staff, sign_in
from tests.factories.applications import AT, make_application, make_paper

pytestmark = pytest.mark.django_db
CONTENT = Path(__file__).resolve().parents[2] / "demonstration" / "content"
LISTS = ["correction_reasons", "checklist_points", "paper_templates"]


@pytest.fixture
def keeper(client):
    user = make_staff()
    models = ("correctionreason", "checklistpoint", "papertemplate")
    names = [f"{verb}_{model}" for verb in ("add", "change") for model in models]
    user.user_permissions.set(Permission.objects.filter(codename__in=[*names, "access_admin"]))
    return sign_in(client, user, login_kind="staff")


@pytest.mark.parametrize("name", LISTS)
def test_list__for_who_keeps_it__is_there(keeper, name):
    assert keeper.get(f"/admin/{name}/").status_code == 200
    assert keeper.get(f"/admin/{name}/new/").status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_list__for_staff_without_the_right__is_not(client, name):
    user = make_staff()
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    answer = sign_in(client, user, login_kind="staff").get(f"/admin/{name}/")
    assert answer.status_code == 302


def test_reason__added_in_the_admin__can_be_chosen(keeper):
    sent = {"text": "缺少封面", "example": "", "is_active": "on", "order": "3"}
    keeper.post("/admin/correction_reasons/new/", sent)
    assert CorrectionReason.objects.get().text == "缺少封面"


def test_reason__twice__is_told_at_the_field(keeper):
    CorrectionReason.objects.create(text="缺少封面")
    sent = {"text": "缺少封面", "example": "", "is_active": "on", "order": "3"}
    answer = keeper.post("/admin/correction_reasons/new/", sent)
    assert answer.status_code == 200
    assert "已存在" in answer.content.decode()


def test_demonstration__loaded_twice__holds_each_once():
    load_desk(CONTENT)
    number = ChecklistPoint.objects.count()
    load_desk(CONTENT)
    assert ChecklistPoint.objects.count() == number
    assert CorrectionReason.objects.count() >= 15
    full = {"DP01", "DP07", "DP30", "MP01", "MP06", "CP01", "CS01", "DS01", "DS02", "DS03", "DS07"}
    assert full <= set(ChecklistPoint.objects.values_list("service_code", flat=True))


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("body", "您好，{aplicant}：{service}", "没有名称 {aplicant}。可用的名称：{applicant}"),
        ("body", "您好，{申请人}", "没有名称 {申请人}"),
        ("remedies", "可以在 {days 内申请复议", "花括号要成对使用"),
    ],
)
def test_template__slip_in_a_name__is_told_and_what_was_typed_stays(keeper, field, text, told):
    template = PaperTemplate.objects.get(kind="acceptance")
    sent = {"kind": "acceptance", "title": "受理通知书", "body": "{service}", "remedies": ""}
    answer = keeper.post(f"/admin/paper_templates/edit/{template.pk}/", {**sent, field: text})
    page = answer.content.decode()
    assert told in page
    assert text in page
    assert getattr(PaperTemplate.objects.get(kind="acceptance"), field) == getattr(template, field)


def test_template__known_names__are_kept(keeper):
    template = PaperTemplate.objects.get(kind="acceptance")
    body = "".join(f"{{{name}}}" for name in KNOWN_NAMES)
    sent = {"kind": "acceptance", "title": "受理通知书", "body": body, "remedies": ""}
    assert keeper.post(f"/admin/paper_templates/edit/{template.pk}/", sent).status_code == 302
    assert PaperTemplate.objects.get(kind="acceptance").body == body


def test_known_names__are_those_that_a_notice_fills_in():
    paper = make_paper(make_application(state=State.SUBMITTED))
    assert set(_facts(paper.transition, PaperKind.RECEIPT, at=AT)) == set(KNOWN_NAMES)
    for words in delivered_words().values():
        assert slip_in(words.body + words.remedies) == ""
