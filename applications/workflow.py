"""The lifecycle of a matter: the one table that buttons, services, API, tests and docs read."""

from django.utils.translation import gettext_lazy as _

from foundation.core.state_table import Move, StateTable

from .enums import ClockKind, PaperKind, PauseCause, RefusalCause, State

# A refused or taken-back withdrawal returns to where the matter stood.
RESUME = "resume"

APPLICANT_FILL = "applicant_fill"
APPLICANT_SUBMIT = "applicant_submit"
CLERK = "clerk"
REVIEWER = "reviewer"
APPROVER = "approver"
SUPERVISOR = "supervisor"
CLOCK = "clock"  # nobody: a period ran out


def _in(*states: State) -> frozenset[str]:
    return frozenset(state.value for state in states)


UNDERWAY = _in(
    State.ACCEPTED,
    State.DEEMED_ACCEPTED,
    State.EXAMINING,
    State.CORRECTION_AFTER,
    State.SPECIAL,
    State.DECIDING,
)
WAITING_FOR_APPLICANT = _in(State.CORRECTION_BEFORE, State.CORRECTION_AFTER)

APPLICANT_TABLE = [
    Move("submit", _in(State.DRAFT), State.SUBMITTED, _("提交申请"), APPLICANT_SUBMIT,
         clock=ClockKind.RECEIVED, paper=PaperKind.RECEIPT),
    Move("answer_correction", _in(State.CORRECTION_BEFORE), State.SUBMITTED, _("提交补正"),
         APPLICANT_SUBMIT, clock=ClockKind.RECEIVED),
    Move("answer_correction_after", _in(State.CORRECTION_AFTER), State.EXAMINING, _("提交补正"),
         APPLICANT_SUBMIT, clock=ClockKind.RESUMED),
    Move("withdraw", _in(State.SUBMITTED, State.CORRECTION_BEFORE), State.WITHDRAWN, _("撤回"),
         APPLICANT_SUBMIT, tone="danger", clock=ClockKind.ENDED, paper=PaperKind.TERMINATION),
    Move("request_withdrawal", UNDERWAY, State.WITHDRAW_REQUESTED, _("申请撤回"),
         APPLICANT_SUBMIT, asks_note=True, tone="danger", paper=PaperKind.WITHDRAWAL),
    Move("cancel_withdrawal", _in(State.WITHDRAW_REQUESTED), RESUME, _("撤销撤回申请"),
         APPLICANT_SUBMIT, tone="secondary"),
]  # fmt: skip
DESK_TABLE = [
    Move("accept", _in(State.SUBMITTED), State.ACCEPTED, _("受理"), CLERK,
         clock=ClockKind.ACCEPTED, paper=PaperKind.ACCEPTANCE),
    Move("ask_correction", _in(State.SUBMITTED), State.CORRECTION_BEFORE, _("要求补正"), CLERK,
         tone="secondary", clock=ClockKind.STOPPED, paper=PaperKind.CORRECTION),
    Move("refuse_acceptance", _in(State.SUBMITTED), State.NOT_ACCEPTED, _("不予受理"), CLERK,
         asks_note=True, tone="danger", clock=ClockKind.ENDED, paper=PaperKind.NOT_ACCEPTED),
    Move("start_examination", _in(State.ACCEPTED, State.DEEMED_ACCEPTED), State.EXAMINING,
         _("开始审查"), REVIEWER),
    Move("ask_correction_after", _in(State.EXAMINING), State.CORRECTION_AFTER, _("要求补正"),
         REVIEWER, tone="secondary", clock=ClockKind.STOPPED, paper=PaperKind.CORRECTION),
    Move("begin_special", _in(State.EXAMINING), State.SPECIAL, _("转入特别程序"), REVIEWER,
         asks_note=True, tone="secondary", clock=ClockKind.STOPPED, paper=PaperKind.SPECIAL),
    Move("end_special", _in(State.SPECIAL), State.EXAMINING, _("特别程序结束"), REVIEWER,
         asks_note=True, clock=ClockKind.RESUMED),
    Move("finish_examination", _in(State.EXAMINING), State.DECIDING, _("提交审查意见"), REVIEWER,
         asks_note=True),
    Move("grant", _in(State.DECIDING), State.GRANTED, _("准予"), APPROVER,
         clock=ClockKind.ENDED, paper=PaperKind.GRANT),
    Move("reject", _in(State.DECIDING), State.REJECTED, _("不予"), APPROVER,
         asks_note=True, tone="danger", clock=ClockKind.ENDED, paper=PaperKind.REJECTION),
    Move("return_to_examination", _in(State.DECIDING), State.EXAMINING, _("退回审查"), APPROVER,
         asks_note=True, tone="secondary"),
    Move("extend", _in(State.DECIDING), State.DECIDING, _("延长期限"), APPROVER,
         asks_note=True, tone="secondary", clock=ClockKind.EXTENDED, paper=PaperKind.EXTENSION),
    Move("agree_withdrawal", _in(State.WITHDRAW_REQUESTED), State.WITHDRAWN, _("同意撤回"),
         REVIEWER, clock=ClockKind.ENDED, paper=PaperKind.TERMINATION),
    Move("refuse_withdrawal", _in(State.WITHDRAW_REQUESTED), RESUME, _("不同意撤回"), REVIEWER,
         asks_note=True, tone="danger"),
    Move("deliver", _in(State.GRANTED), State.DELIVERED, _("送达"), CLERK,
         asks_note=True, paper=PaperKind.DELIVERY),
]  # fmt: skip
CLOCK_TABLE = [
    Move("deem_accepted", _in(State.SUBMITTED), State.DEEMED_ACCEPTED, _("视为受理"), CLOCK,
         clock=ClockKind.ACCEPTED, paper=PaperKind.DEEMED),
    Move("lapse", WAITING_FOR_APPLICANT, State.LAPSED, _("逾期终止"), CLOCK,
         clock=ClockKind.ENDED, paper=PaperKind.TERMINATION),
]  # fmt: skip

MOVES = StateTable([*APPLICANT_TABLE, *DESK_TABLE, *CLOCK_TABLE])

# Moves of the applicant that are a button and a question, in the order of their buttons.
APPLICANT_MOVES = ("withdraw", "request_withdrawal", "cancel_withdrawal")
# Moves of the applicant with a page of their own.
ANSWERS = ("answer_correction", "answer_correction_after")
STAFF_MOVES = tuple(move.name for move in DESK_TABLE)
# Moves that need more than a note: what is to be mended, why the clock stops, how long.
CORRECTIONS = ("ask_correction", "ask_correction_after")
# Moves with a service of their own: they need more than a note.
OWN_SERVICE = ("submit", *ANSWERS, *CORRECTIONS)
# What a move may name as its cause; a special procedure has to.
CAUSES: dict[str, dict[str, object]] = {
    "begin_special": {
        cause.value: cause.label for cause in PauseCause if cause != PauseCause.CORRECTION
    },
    "refuse_acceptance": {cause.value: cause.label for cause in RefusalCause},
}
# Moves that end a matter: staff prove the second factor again before them.
FINAL_MOVES = ("refuse_acceptance", "grant", "reject", "agree_withdrawal")
