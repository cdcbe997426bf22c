"""What the applicant is told, and when."""

from datetime import datetime

from django.utils.translation import gettext as _

from applications.models import Application
from enterprises.enums import Role
from enterprises.models import Membership
from foundation.accounts.models import User
from foundation.core.clock import local_date
from foundation.core.state_table import Move
from foundation.notifications import services as notifications

KIND = "application"


def tell_applicant(application: Application, step: Move, *, note: str, at: datetime) -> None:
    """Write the message of a move for those whom the matter concerns."""
    title = _("%(service)s：%(state)s") % {
        "service": application.service_title,
        "state": application.status_label,
    }
    product = _("产品：%(name)s。") % {"name": application.product_name}
    body = _("核对码 %(code)s。%(product)s%(note)s") % {
        "code": application.check_code,
        "product": product if application.product_name else "",
        "note": _("说明：%(note)s") % {"note": note} if note else "",
    }
    notifications.notify(
        kind=KIND,
        users=concerned(application, at=at),
        title=title,
        body=body,
        url=application.get_absolute_url(),
        dedup_key=f"application:{application.uuid}:{application.version}:{step.name}",
        at=at,
        enterprise_id=application.enterprise_id,
    )


def concerned(application: Application, *, at: datetime) -> list[User]:
    """The applicant, while still with the enterprise, and its administrators."""
    people = {application.applicant_id: application.applicant}
    if application.enterprise_id is None:
        return list(people.values())
    seats = Membership.objects.in_force(local_date(at)).filter(
        enterprise_id=application.enterprise_id
    )
    live = {seat.user_id for seat in seats}
    admins = seats.filter(role=Role.ADMIN).select_related("user")
    people = {pk: user for pk, user in people.items() if pk in live}
    return list((people | {seat.user_id: seat.user for seat in admins}).values())
