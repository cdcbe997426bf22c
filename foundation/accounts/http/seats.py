"""For whom one acts, among those one may act for."""

from django.contrib import messages
from django.utils.translation import gettext as _

from foundation.accounts.acting import Seat, seats_of
from foundation.accounts.enums import LoginKind
from foundation.accounts.errors import SignInRequired
from foundation.accounts.models import User
from foundation.core.errors import NotPermitted
from foundation.core.http import PortalRequest

from .trail import note


def other_seats(request: PortalRequest) -> list[Seat]:
    """The enterprises that the person could act for instead of the present one."""
    user = request.acting.user
    seats = seats_of(user) if user is not None else []
    return [seat for seat in seats if seat.enterprise_id != request.acting.enterprise_id]


def take_seat(request: PortalRequest, chosen: str) -> None:
    """Act for the enterprise of this primary key, or for oneself where it is empty.

    Raises:
        NotPermitted: the person has no seat there now.
    """
    user = request.user
    if not isinstance(user, User):
        raise SignInRequired
    seats = {str(seat.enterprise_id): seat for seat in seats_of(user)}
    if chosen and chosen not in seats:
        raise NotPermitted(_("您现在不能代表这个单位办理。请联系该单位的管理员。"))
    seat = seats.get(chosen)
    request.session["login_kind"] = LoginKind.LEGAL if seat else LoginKind.NATURAL
    request.session["enterprise_id"] = seat.enterprise_id if seat else None
    name = seat.enterprise_name if seat else user.full_name
    note(request, user, "accounts.switch", f"enterprise:{chosen}", acting_for=name)
    messages.success(request, _("已切换，现在代表：%(name)s。") % {"name": name})
