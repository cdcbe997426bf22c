"""The ways to the sign-in page, and back to the page that was wanted."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from foundation.core.http import local_path

OWN_PAGES = "/accounts/"
RESUMING = "/accounts/resume/"


def worth_coming_back_to(path: str) -> str:
    """The path, unless it is a page of signing in itself."""
    if path.startswith(OWN_PAGES) and not path.startswith(RESUMING):
        return str(settings.LOGIN_REDIRECT_URL)
    return path


def to_sign_in(wanted: str) -> HttpResponse:
    """To the page where one chooses as whom to sign in."""
    return redirect(sign_in_address(wanted))


def sign_in_address(wanted: str) -> str:
    """Where one chooses as whom to sign in."""
    query = urlencode({"next": worth_coming_back_to(wanted)})
    return f"{reverse('accounts:login')}?{query}"


def page_in_view(request: HttpRequest) -> str:
    """The page the person looks at: for a part or a form, not the address it was sent to."""
    if request.headers.get("HX-Request") == "true":
        seen = request.headers.get("HX-Current-URL", "")
    elif request.method in ("GET", "HEAD"):
        return request.get_full_path()
    else:
        seen = request.headers.get("Referer", "")
    try:
        parts = urlsplit(seen)
    except ValueError:  # no address at all, whoever sent it
        return str(settings.LOGIN_REDIRECT_URL)
    here = parts.netloc in ("", request.get_host())
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return local_path(request, path if here else "", default=settings.LOGIN_REDIRECT_URL)
