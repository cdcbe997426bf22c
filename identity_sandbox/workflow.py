"""What may happen to the application of a special user."""

from django.utils.translation import gettext_lazy as _

from foundation.core.state_table import Move, StateTable
from identity_sandbox.enums import SpecialState

APPROVE, RETURN, RESUBMIT = "approve", "return", "resubmit"
OPERATOR, APPLICANT = "operator", "applicant"

TABLE = StateTable(
    [
        Move(
            APPROVE,
            frozenset({SpecialState.PENDING}),
            SpecialState.APPROVED,
            label=_("通过"),
            by=OPERATOR,
        ),
        Move(
            RETURN,
            frozenset({SpecialState.PENDING}),
            SpecialState.RETURNED,
            label=_("退回"),
            by=OPERATOR,
            asks_note=True,
            tone="danger",
        ),
        Move(
            RESUBMIT,
            frozenset({SpecialState.RETURNED}),
            SpecialState.PENDING,
            label=_("修改后重新提交"),
            by=APPLICANT,
        ),
    ]
)
