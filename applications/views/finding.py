"""The matter that an address names, if it is there for the visitor; what stands before it."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from applications import services
from applications.models import Application
from applications.permissions import may_fill
from foundation.accounts.permissions import require_sign_in
from foundation.core.http import PortalRequest


def mine(request: PortalRequest, uuid: UUID) -> Application:
    """The visitor's matter; for everybody else it is not there."""
    require_sign_in(request.acting)
    visible = Application.objects.visible_to(request.acting).with_parties()
    return get_object_or_404(visible.select_related("form_version", "service"), uuid=uuid)


def must_choose_form(request: PortalRequest, draft: Application) -> bool:
    """Whether the visitor is first asked what to do about a form published meanwhile."""
    return may_fill(request.acting, draft) and services.awaits_choice(draft)
