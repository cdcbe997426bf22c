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

__all__ = [
    "Errand",
    "Examined",
    "account_of",
    "bind",
    "demonstration_subject",
    "examine",
    "issue_demonstration_certificates",
    "kind_asked_by",
    "load_demonstration",
    "pose",
    "prove",
    "refuse_registered",
    "register_by_certificate",
    "register_clients",
    "revoke",
    "state_of",
    "unbind",
    "without_login_prompt",
]
