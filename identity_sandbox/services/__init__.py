"""Rules of the platform."""

from .certificates import (
    Examined,
    account_of,
    bind,
    examine,
    prove,
    refuse_registered,
    register_by_certificate,
    revoke,
    unbind,
)
from .challenges import Errand, pose
from .demonstration import (
    demonstration_subject,
    issue_demonstration_certificates,
    load_demonstration,
)
from .platform import kind_asked_by, register_clients, state_of, without_login_prompt
from .special import (
    Papers,
    apply,
    decide,
    find_by_password,
    find_by_phone,
    is_taken,
    resubmit,
    waiting_with,
)

__all__ = [
    "Errand",
    "Examined",
    "Papers",
    "account_of",
    "apply",
    "bind",
    "decide",
    "demonstration_subject",
    "examine",
    "find_by_password",
    "find_by_phone",
    "is_taken",
    "issue_demonstration_certificates",
    "kind_asked_by",
    "load_demonstration",
    "pose",
    "prove",
    "refuse_registered",
    "register_by_certificate",
    "register_clients",
    "resubmit",
    "revoke",
    "state_of",
    "unbind",
    "waiting_with",
    "without_login_prompt",
]
