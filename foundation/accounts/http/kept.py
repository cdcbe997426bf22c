"""A form sent when its session is over is kept for the person who was given the form."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.middleware import csrf
from django.urls import reverse

from foundation.accounts.enums import SessionEnd
from foundation.accounts.models import SignedIn, User
from foundation.accounts.services.kept import keep_entry
from foundation.core.clock import now

from .session import form_digest
from .ways import page_in_view

FILE_MARK = "file:"
PRESSED = ("go", "action", "next")  # what a button or the page says, not the person


def is_sent_form(request: HttpRequest) -> bool:
    """Whether a person pressed a button of a form; not a script, not a program."""
    if request.method != "POST" or request.headers.get("HX-Request") == "true":
        return False
    by_script = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    return not by_script and request.headers.get("X-Requested-With") != "XMLHttpRequest"


def is_from_here(request: HttpRequest) -> bool:
    """Whether the form stood on a page of this host."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False


def session_of_form(request: HttpRequest) -> SignedIn | None:
    """The session that the form was made for."""
    token = request.POST.get("csrfmiddlewaretoken", "")
    if len(token) != csrf.CSRF_TOKEN_LENGTH or not token.isascii() or not token.isalnum():
        return None
    # The only way from a form back to the session that it was made for; a test holds Django to it.
    secret = csrf._unmask_cipher_token(token)  # type: ignore[attr-defined]  # noqa: SLF001
    digest = form_digest(secret)
    return SignedIn.objects.filter(form_digest=digest).select_related("user").first()


def given_to(request: HttpRequest) -> User | None:
    """The person whose session the form was made for."""
    session = session_of_form(request)
    return session.user if session else None


def to_renew(request: HttpRequest) -> tuple[str, int] | None:
    """As what and for whom the session that ran out is renewed; None where a person ended it.

    A form may arrive beside a request of a script that found the session over first: then the
    browser's new session knows nothing of it, and the form still does.
    """
    session = session_of_form(request) if is_sent_form(request) else None
    if session is None or session.end != SessionEnd.EXPIRED:
        return None
    return session.login_kind, session.user_id


def keep_typed(request: HttpRequest) -> str:
    """Keep what was typed; return the page on which it is sent again, or nothing."""
    if not is_sent_form(request) or not is_from_here(request):
        return ""
    owner = given_to(request)
    if owner is None:
        return ""
    fields = {name: request.POST.getlist(name) for name in request.POST}
    for name, files in request.FILES.lists():
        fields[f"{FILE_MARK}{name}"] = [str(each.name) for each in files]
    entry = keep_entry(
        user=owner,
        target=request.get_full_path(),
        page=page_in_view(request),
        fields=fields,
        at=now(),
    )
    return reverse("accounts:resume", args=[entry.uuid]) if entry else ""


def shown_entry(fields: dict[str, list[str]]) -> dict[str, Any]:
    """Kept fields for the page: what is sent again, what a person reads, files to choose anew."""
    sent = {name: values for name, values in fields.items() if not name.startswith(FILE_MARK)}
    typed = [value for name in sent if name not in PRESSED for value in sent[name]]
    files = [
        name
        for field, names in fields.items()
        if field.startswith(FILE_MARK)
        for name in names
        if name
    ]
    return {
        "sent": [(name, value) for name, values in sent.items() for value in values],
        "typed": [value for value in typed if is_words(value)],
        "files": files,
    }


def is_words(value: str) -> bool:
    """Whether a value was typed by a person and not put there by the page."""
    return bool(value.strip()) and not value.isdecimal() and not value.startswith(("/", "{", "["))
