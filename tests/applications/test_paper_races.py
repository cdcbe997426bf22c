"""Notices under real threads: printed once, numbered without a gap, whoever asks at once."""

from functools import partial
from types import SimpleNamespace

import pytest

from applications import services
from applications.enums import PaperKind, State
from applications.models import Paper
from applications.services import printing
from foundation.files.models import StoredFile
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    make_paper,
    member_of,
)
from tests.factories.eforms import make_form_version
from tests.factories.files import PDF

from .racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races]
AT_ONCE = 12
ROUNDS = 10


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    """What races is asked for here; the worker would have printed before."""
    worker = SimpleNamespace(enqueue=lambda *_: None)
    monkeypatch.setattr("applications.services.papers.print_later", worker)


def test_print__twelve_at_once__ten_times__one_file_each(monkeypatch, settings):
    """Every one of them has made a PDF; one is kept, and it is the one that all are given."""
    made = []

    def typeset(paper):
        made.append(paper.pk)
        return PDF + b"%% %d" % len(made)

    monkeypatch.setattr(printing, "typeset", typeset)
    matter = make_application(state=State.ACCEPTED)
    for _round in range(ROUNDS):
        paper = make_paper(matter, PaperKind.ACCEPTANCE, name="accept")
        copies = [Paper.objects.get(pk=paper.pk) for _n in range(AT_ONCE)]
        given = at_once(*[partial(services.print_paper, paper=copy) for copy in copies])
        paper.refresh_from_db()
        assert {stored.pk for stored in given} == {paper.stored_id}
    assert len(made) == ROUNDS * AT_ONCE
    assert StoredFile.objects.filter(purpose="paper").count() == ROUNDS
    root = settings.PRIVATE_FILES_ROOT
    assert sum(path.is_file() for path in root.rglob("*")) == ROUNDS


def test_print__really_set_by_four_at_once__the_same_bytes():
    paper = make_paper(make_application(state=State.SUBMITTED))
    copies = [Paper.objects.get(pk=paper.pk) for _n in range(4)]
    given = at_once(*[partial(services.print_paper, paper=copy) for copy in copies])
    assert len({stored.pk for stored in given}) == 1
    assert given[0].path.read_bytes() == printing.typeset(paper)


def test_issue__twelve_matters_accepted_at_once__twelve_numbers_without_a_gap():
    owner, form, desk = member_of(make_enterprise()), make_form_version(), clerk()
    matters = [
        make_application(owner, state=State.SUBMITTED, form_version=form) for _n in range(AT_ONCE)
    ]
    accept = partial(services.move, acting=desk, name="accept", at=AT)
    at_once(*[partial(accept, application=matter) for matter in matters])
    numbers = set(Paper.objects.values_list("number", flat=True))
    assert numbers == {f"京药监受〔2026〕{n}号" for n in range(1, AT_ONCE + 1)}
