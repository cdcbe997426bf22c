"""How a matter stands, for whoever holds its check code: little, masked, and not too often."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from applications.errors import LookedUpTooOften
from applications.models import Application
from foundation.accounts.errors import TooManyTries
from foundation.accounts.services import admit
from foundation.core.clock import local_date
from foundation.core.masks import mask_name

from .check_codes import codes_meant, normalise_check_code


@dataclass(frozen=True, slots=True)
class Standing:
    """What the public reads of a matter."""

    check_code: str
    service_title: str
    applicant: str
    status_label: str
    tone: str
    submitted_on: date | None
    due_on: date | None
    ended_on: date | None
    application: Application


def look_up(*, code: str, address: str, at: datetime) -> Standing | None:
    """The standing of the matter of this code, or nothing; every try counts.

    Raises:
        LookedUpTooOften: this code, or this address, was asked for too often in five minutes.
    """
    codes = codes_meant(code)
    try:
        admit(account=f"lookup:{codes[0] if codes else code[:20]}", address=f"lookup:{address}",
              at=at)  # fmt: skip
    except TooManyTries as error:
        raise LookedUpTooOften(_("查询次数过多，请五分钟后再试。")) from error
    found = list(Application.objects.sent().with_parties().filter(check_code__in=codes)[:2])
    exact = [each for each in found if each.check_code == normalise_check_code(code)]
    matter = (exact or found)[0] if exact or len(found) == 1 else None
    return _standing(matter) if matter else None


def _standing(matter: Application) -> Standing:
    return Standing(
        check_code=matter.check_code or "",
        service_title=matter.service_title,
        applicant=mask_name(matter.applicant_name),
        status_label=matter.status_label,
        tone=matter.tone,
        submitted_on=local_date(matter.submitted_at) if matter.submitted_at else None,
        due_on=matter.due_on if matter.is_open else None,
        ended_on=local_date(matter.ended_at) if matter.ended_at else None,
        application=matter,
    )
