"""How a delivery leaves: one function a channel."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from foundation.accounts.models import User

from .enums import Channel
from .errors import Undeliverable
from .models import Outbox


def send_mail(outbox: Outbox) -> None:
    """Send one mail; the address is looked up now, so that it is the present one.

    Raises:
        Undeliverable: the person is gone, disabled or has no address; trying again is no use.
    """
    payload = outbox.payload
    user = User.objects.filter(pk=payload["user_id"], is_active=True).exclude(email="").first()
    if user is None:
        raise Undeliverable("no_address")
    link = f"{settings.WAGTAILADMIN_BASE_URL}{payload['url']}" if payload["url"] else ""
    context = {"name": str(user), "body": payload["body"], "link": link}
    EmailMessage(
        subject=" ".join(payload["title"].split()),
        body=render_to_string("notifications/mail.txt", context),
        to=[user.email],
        headers={"Message-ID": f"<{outbox.uuid}@portal>"},
    ).send()


SENDERS: dict[str, Callable[[Outbox], None]] = {Channel.MAIL: send_mail}
