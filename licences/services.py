"""What licences offer to forms."""

from datetime import date

from django.utils.translation import gettext as _

from foundation.accounts.acting import Acting
from foundation.eforms.picks import Pick

from .models import Licence


def pick_licences(acting: Acting, on: date) -> list[Pick]:
    """Licences of the enterprise or person acted for that are in force on that day."""
    if not (acting.is_legal or acting.is_natural):
        return []
    return [_pick(licence) for licence in Licence.objects.visible_to(acting).in_force(on)]


def _pick(licence: Licence) -> Pick:
    kind = str(licence.get_kind_display())
    until = licence.valid_until.isoformat() if licence.valid_until else ""
    span = _("有效期至 %(day)s") % {"day": until} if until else _("长期有效")
    return Pick(
        id=str(licence.uuid),
        label=str(licence),
        note=f"{licence.product_name} · {span}" if licence.product_name else span,
        facts={
            "kind": kind,
            "number": licence.number,
            "valid_until": until,
            "holder": licence.holder_name,
            "product_name": licence.product_name,
        },
    )
