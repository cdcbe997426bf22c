"""The tables of docs/apps/applications.md are true: every move, every right, cell by cell."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Permission

from applications import permissions as may
from applications.enums import State
from applications.models import Application
from applications.workflow import APPLICANT_SUBMIT, APPROVER, CLERK, CLOCK, MOVES, REVIEWER
from demonstration.loader.people import GROUPS
from enterprises.enums import Role
from tests.factories.applications import (
    make_application,
    make_correction,
    make_enterprise,
    member_of,
    natural_person,
    staff_with,
)

pytestmark = pytest.mark.django_db
BY = {
    APPLICANT_SUBMIT: "管理员、经办人、本人",
    CLERK: "受理",
    REVIEWER: "审查",
    APPROVER: "决定",
    CLOCK: "the clock",
}
GROUP_OF = {"受理": "clerk", "审查": "reviewer", "决定": "approver", "审计": "auditor"}
# What a row of the table of rights asks, of one who acts, a draft, a sent and an ended matter.
RIGHTS = {
    "see drafts": lambda who, draft, _s, _e: _sees(who, draft),
    "see what was sent, its files, papers and thread": lambda who, _d, sent, _e: _sees(who, sent),
    "begin": lambda who, _d, _s, _e: may.may_start(who),
    "fill in, upload, hand to a colleague, discard": lambda who, draft, _s, _e: may.may_fill(
        who, draft
    ),
    "submit; withdraw, ask for it, take that back": lambda who, draft, _s, _e: _moves(
        who, draft, "submit"
    ),
    "mend what a correction marks": lambda who, _d, sent, _e: may.may_fill(who, sent),
    "send the answer to a correction": lambda who, _d, sent, _e: may.may_answer(who, sent),
    "accept or refuse to, ask for a correction before that, deliver": lambda who, _d, sent, _e: (
        _moves(who, sent, "accept", "refuse_acceptance", "ask_correction", "deliver")
    ),
    "examine, ask for a correction then, special procedures, answer a withdrawal": (
        lambda who, _d, sent, _e: _moves(
            who, sent, "start_examination", "begin_special", "end_special", "finish_examination",
            "ask_correction_after", "agree_withdrawal", "refuse_withdrawal",
        )
    ),
    "grant, reject, extend, send back to examination": lambda who, _d, sent, _e: _moves(
        who, sent, "grant", "reject", "extend", "return_to_examination"
    ),
    "ask for a second correction": lambda who, _d, _s, ended: _moves(who, ended, "ask_correction"),
    "write in the thread": lambda who, _d, sent, _e: may.may_talk(who, sent),
    "rate; copy as a new draft": lambda who, _d, _s, ended: (
        may.may_rate(who, ended) and may.may_copy(who, ended)
    ),
    "take a matter over, note, tick the checklist": lambda who, _d, _s, _e: (
        who.is_staff and may.may_work(who.user)
    ),
    "share out matters": lambda who, _d, _s, _e: may.may_assign(who),
    "register at the counter": lambda who, _d, _s, _e: may.may_register(who),
    "read personal numbers in full": lambda who, draft, sent, _e: (
        may.may_read_in_full(who, draft) and may.may_read_in_full(who, sent)
    ),
    "see one personal number for a stated reason": lambda who, _d, _s, _e: may.may_unmask(who),
    "read who saw which number": lambda who, _d, _s, _e: (
        who.is_staff and who.user.has_perm("audit.view_auditrecord")
    ),
    "figures": lambda who, _d, _s, _e: may.may_see_figures(who),
    "call back about a bad rating": lambda who, _d, _s, _e: may.may_follow_up(who),
}  # fmt: skip


def _sees(who, matter):
    return Application.objects.visible_to(who).filter(pk=matter.pk).exists()


def _moves(who, matter, *names):
    return all(may.may_move(who, matter, MOVES[name]) for name in names)


def _table(project_root, heading):
    """The cells of the first table below a heading."""
    page = (project_root / "docs" / "apps" / "applications.md").read_text()
    lines = iter(page.partition(f"## {heading}\n")[2].splitlines())
    rows = []
    for line in lines:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            break
    return [rows[0], *rows[2:]]


def test_docs__moves__are_the_table_of_the_workflow(project_root):
    told = _table(project_root, "Moves")[1:]
    assert told == [
        [
            f"`{move.name}`",
            str(move.label),
            BY[move.by],
            "✓" if move.asks_note else "",
            str(getattr(move.clock, "value", move.clock)),
            str(getattr(move.paper, "value", move.paper)),
        ]
        for move in MOVES
    ]


def _people():
    """One of every role, as the columns call them, and the firm that the members belong to."""
    firm = make_enterprise()
    people = {str(role.label): member_of(firm, role) for role in Role}
    people["本人"] = natural_person()
    for label, key in GROUP_OF.items():
        acting = staff_with()
        for right in GROUPS[key][1]:
            app, codename = right.split(".")
            found = Permission.objects.get(content_type__app_label=app, codename=codename)
            acting.user.user_permissions.add(found)
        people[label] = replace(acting, user=type(acting.user).objects.get(pk=acting.user.pk))
    return firm, people


def _matters(owner):
    """A draft, a sent and an ended matter; the last was corrected once."""
    made = [make_application(owner, state=state) for state in (State.DRAFT, State.SUBMITTED)]
    ended = make_application(owner, state=State.GRANTED)
    make_correction(ended, "product_name")
    return [*made, ended]


def test_docs__rights__are_what_the_permissions_say(project_root):
    firm, people = _people()
    of_firm, of_person = _matters(member_of(firm)), _matters(people["本人"])
    (_corner, *columns), *rows = _table(project_root, "Who may do what")
    assert columns == [*people]
    assert [row[0] for row in rows] == [*RIGHTS]
    told = {row[0]: [cell.startswith("✓") for cell in row[1:]] for row in rows}
    found = {
        name: [
            bool(holds(who, *(of_person if label == "本人" else of_firm)))
            for label, who in people.items()
        ]
        for name, holds in RIGHTS.items()
    }
    assert told == found
