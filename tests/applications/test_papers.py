"""Notices: numbered once, worded by editors, set once, never changed."""

from datetime import date

import pytest

from applications.enums import PaperKind, State
from applications.models import Correction, CorrectionReason, Paper, PaperTemplate, Transition
from applications.services import issue, print_paper
from applications.services.wording import delivered_words, filled_in
from foundation.files.enums import FileState
from tests.factories.applications import AT, clerk, make_application

pytestmark = pytest.mark.django_db


def make_step(application, name="accept", to_state=State.ACCEPTED, **facts):
    actor = clerk().user
    return Transition.objects.create(
        application=application,
        name=name,
        from_state=State.SUBMITTED,
        to_state=to_state,
        actor=actor,
        actor_name=str(actor),
        acting_for="北京市药品监督管理局",
        at=AT,
        **facts,
    )


def text_of(content):
    return "".join([*content["paragraphs"], content["remedies"], *map(str, content["rows"])])


def test_delivered_words__every_kind__has_some():
    assert set(delivered_words()) == set(PaperKind.values)
    marks = [words.mark for words in delivered_words().values()]
    assert len(set(marks)) == len(marks)


def test_issue__twice_for_one_move__gives_one_number():
    step = make_step(make_application(state=State.ACCEPTED))
    first = issue(transition=step, kind=PaperKind.ACCEPTANCE, at=AT)
    again = issue(transition=step, kind=PaperKind.ACCEPTANCE, at=AT)
    assert first == again
    assert first.number == "京药监受〔2026〕1号"


def test_issue__next_matter__counts_on():
    numbers = [
        issue(
            transition=make_step(make_application(state=State.ACCEPTED)),
            kind=PaperKind.ACCEPTANCE,
            at=AT,
        ).number
        for _ in range(3)
    ]
    assert numbers == [f"京药监受〔2026〕{n}号" for n in (1, 2, 3)]


def test_issue__words_of_an_editor__are_used():
    PaperTemplate.objects.update_or_create(
        kind=PaperKind.ACCEPTANCE,
        defaults={"title": "受理告知", "body": "致{applicant}：{unknown}", "remedies": ""},
    )
    application = make_application(state=State.ACCEPTED)
    paper = issue(transition=make_step(application), kind=PaperKind.ACCEPTANCE, at=AT)
    assert paper.title == "受理告知"
    assert paper.content["paragraphs"] == [f"致{application.applicant_name}：{{unknown}}"]


def test_filled_in__nothing_to_say__leaves_the_paragraph_out():
    assert filled_in("说明：{note}\n期限 {due_on}", {"note": "", "due_on": "明天"}) == ["期限 明天"]


def test_issue__correction__lists_every_item_and_the_day():
    application = make_application(state=State.CORRECTION_BEFORE)
    round_ = Correction.objects.create(
        application=application, round=1, asked_by=clerk().user, asked_at=AT,
        answer_by=date(2026, 12, 9),
    )  # fmt: skip
    reason = CorrectionReason.objects.create(text="缺少签章")
    round_.items.create(key="plan", label="研究方案", reason=reason, text="请加盖公章")
    step = make_step(application, "ask_correction", State.CORRECTION_BEFORE)
    content = issue(transition=step, kind=PaperKind.CORRECTION, at=AT).content
    assert content["rows"] == [["研究方案", "缺少签章", "请加盖公章"]]
    assert "2026 年 12 月 9 日" in text_of(content)


@pytest.mark.parametrize("kind", PaperKind.values)
def test_print_paper__every_kind__makes_an_archivable_pdf(kind):
    step = make_step(make_application(state=State.ACCEPTED), note="#eval(1) *粗* {note} $x$ \\")
    paper = issue(transition=step, kind=kind, at=AT)
    stored = print_paper(paper=paper)
    content = stored.path.read_bytes()
    assert content.startswith(b"%PDF-1.7")
    assert b"pdfaid" in content
    assert stored.state == FileState.FROZEN


def test_print_paper__again__keeps_the_bytes():
    paper = issue(
        transition=make_step(make_application(state=State.ACCEPTED)),
        kind=PaperKind.ACCEPTANCE,
        at=AT,
    )
    stored = print_paper(paper=paper)
    stale = Paper.objects.get(pk=paper.pk)
    stale.stored = None  # as somebody read it before the first was made
    assert print_paper(paper=stale) == stored
    assert print_paper(paper=Paper.objects.get(pk=paper.pk)).sha256 == stored.sha256
