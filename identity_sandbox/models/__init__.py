"""What the platform keeps: accounts, their certificates, applications of special users."""

from .account import SandboxUser, Visit
from .certificate import AccountCertificate, Challenge, RevokedCertificate
from .special import SpecialApplication, SpecialDocument, SpecialStep

__all__ = [
    "AccountCertificate",
    "Challenge",
    "RevokedCertificate",
    "SandboxUser",
    "SpecialApplication",
    "SpecialDocument",
    "SpecialStep",
    "Visit",
]
