"""The lifecycle of a matter: the one table that buttons, services, API, tests and docs read."""

from django.utils.translation import gettext_lazy as _

from foundation.core.state_table import Move, StateTable

from .enums import State

# A refused or taken-back withdrawal returns to where the matter stood.
RESUME = "resume"

APPLICANT_SUBMIT = "applicant_submit"
CLERK = "clerk"
REVIEWER = "reviewer"
APPROVER = "approver"

UNDERWAY = frozenset({State.ACCEPTED.value, State.EXAMINING.value, State.DECIDING.value})


def _in(*states: State) -> frozenset[str]:
    return frozenset(state.value for state in states)


MOVES = StateTable(
    [
        Move(
            name="submit",
            sources=_in(State.DRAFT),
            target=State.SUBMITTED,
            label=_("提交申请"),
            by=APPLICANT_SUBMIT,
        ),
        Move(
            name="withdraw",
            sources=_in(State.SUBMITTED),
            target=State.WITHDRAWN,
            label=_("撤回"),
            by=APPLICANT_SUBMIT,
            tone="danger",
        ),
        Move(
            name="request_withdrawal",
            sources=UNDERWAY,
            target=State.WITHDRAW_REQUESTED,
            label=_("申请撤回"),
            by=APPLICANT_SUBMIT,
            asks_note=True,
            tone="danger",
        ),
        Move(
            name="cancel_withdrawal",
            sources=_in(State.WITHDRAW_REQUESTED),
            target=RESUME,
            label=_("撤销撤回申请"),
            by=APPLICANT_SUBMIT,
            tone="secondary",
        ),
        Move(
            name="accept",
            sources=_in(State.SUBMITTED),
            target=State.ACCEPTED,
            label=_("受理"),
            by=CLERK,
        ),
        Move(
            name="refuse_acceptance",
            sources=_in(State.SUBMITTED),
            target=State.NOT_ACCEPTED,
            label=_("不予受理"),
            by=CLERK,
            asks_note=True,
            tone="danger",
        ),
        Move(
            name="start_examination",
            sources=_in(State.ACCEPTED),
            target=State.EXAMINING,
            label=_("开始审查"),
            by=REVIEWER,
        ),
        Move(
            name="finish_examination",
            sources=_in(State.EXAMINING),
            target=State.DECIDING,
            label=_("提交审查意见"),
            by=REVIEWER,
            asks_note=True,
        ),
        Move(
            name="grant",
            sources=_in(State.DECIDING),
            target=State.GRANTED,
            label=_("准予"),
            by=APPROVER,
        ),
        Move(
            name="reject",
            sources=_in(State.DECIDING),
            target=State.REJECTED,
            label=_("不予"),
            by=APPROVER,
            asks_note=True,
            tone="danger",
        ),
        Move(
            name="return_to_examination",
            sources=_in(State.DECIDING),
            target=State.EXAMINING,
            label=_("退回审查"),
            by=APPROVER,
            asks_note=True,
            tone="secondary",
        ),
        Move(
            name="agree_withdrawal",
            sources=_in(State.WITHDRAW_REQUESTED),
            target=State.WITHDRAWN,
            label=_("同意撤回"),
            by=REVIEWER,
        ),
        Move(
            name="refuse_withdrawal",
            sources=_in(State.WITHDRAW_REQUESTED),
            target=RESUME,
            label=_("不同意撤回"),
            by=REVIEWER,
            asks_note=True,
            tone="danger",
        ),
    ]
)

# Moves of the applicant, in the order of their buttons.
APPLICANT_MOVES = ("withdraw", "request_withdrawal", "cancel_withdrawal")
STAFF_MOVES = tuple(move.name for move in MOVES if move.by != APPLICANT_SUBMIT)
# Moves that end a matter: staff prove the second factor again before them.
FINAL_MOVES = ("refuse_acceptance", "grant", "reject", "agree_withdrawal")
