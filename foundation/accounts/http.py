"""What a session remembers of a sign-in, how long it lasts, and the ways to the sign-in page."""

import secrets
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.audit.services import record, record_refusal
from foundation.core.clock import now
from foundation.core.errors import NotPermitted
from foundation.core.http import PortalRequest, client_address, local_path, wants_json

from .acting import Seat, seats_of
from .enums import LoginKind
from .errors import SignInRefused, SignInRequired, SignInStale
from .models import User
from .services import platform, sign_in
from .services.sign_in import Answer

OWN_PAGES = "/accounts/"
BROWSER = "sign_in_browser"
WANTED = "sign_in_wanted"
EXPIRED = "sign_in_expired"
SEEN_EVERY_SECONDS = 60


# --- the way to the platform and back


def wanted_page(request: HttpRequest) -> str:
    """The page to come back to: `next`, or the one asked for before, or the space."""
    remembered = request.session.get(WANTED, settings.LOGIN_REDIRECT_URL)
    asked = request.POST.get("next") or request.GET.get("next")
    return _worth_coming_back_to(local_path(request, asked, default=remembered))


def _worth_coming_back_to(path: str) -> str:
    """The path, unless it is a page of signing in itself."""
    return settings.LOGIN_REDIRECT_URL if path.startswith(OWN_PAGES) else path


def leave_for_platform(
    request: HttpRequest, *, kind: str, wanted: str, is_restart: bool = False
) -> HttpResponse:
    """Send the browser to the platform; a secret in its session proves later that it is back."""
    browser = request.session.setdefault(BROWSER, secrets.token_urlsafe(32))
    request.session[WANTED] = wanted
    url = sign_in.begin(
        kind=kind,
        wanted=wanted,
        browser=browser,
        redirect_uri=request.build_absolute_uri(reverse("accounts:callback")),
        is_restart=is_restart,
        at=now(),
    )
    return redirect(url)


def finish(request: HttpRequest) -> HttpResponse:
    """Take the platform's answer: in, or quietly once more, or a plain page."""
    state, moment = request.GET.get("state", ""), now()
    if "error" in request.GET:
        return _given_up(request, state)
    try:
        answer = sign_in.complete(
            state=state,
            code=request.GET.get("code", ""),
            browser=request.session.get(BROWSER, ""),
            at=moment,
        )
    except SignInStale as error:
        return _start_again(request, state, error)
    except SignInRefused as error:
        _record_refusal(request, error.reason)
        raise
    return _enter(request, answer, moment)


def _given_up(request: HttpRequest, state: str) -> HttpResponse:
    """The person cancelled, or the platform gave up: choose again, for the same page."""
    attempt = sign_in.attempt_of(state)
    if request.GET["error"] == "access_denied":
        messages.info(request, _("您取消了登录。"))
    else:
        _record_refusal(request, "platform_error")
        messages.error(request, _("统一身份认证平台没有完成登录，请重新登录。"))
    return to_sign_in(attempt.wanted if attempt else wanted_page(request))


def _start_again(request: HttpRequest, state: str, error: SignInStale) -> HttpResponse:
    """Repeat a lost sign-in once by itself; after that, or where nothing is known, ask."""
    attempt = sign_in.attempt_of(state)
    wanted = attempt.wanted if attempt else wanted_page(request)
    if request.user.is_authenticated and (attempt is None or attempt.used_at):
        return redirect(wanted)
    if attempt and not attempt.is_restart:
        return leave_for_platform(request, kind=attempt.kind, wanted=wanted, is_restart=True)
    messages.warning(request, error.message or _("登录没有完成，请重新登录。"))
    return to_sign_in(wanted)


def _enter(request: HttpRequest, answer: Answer, moment: datetime) -> HttpResponse:
    """Begin a session of a new key for who came back."""
    identity = answer.identity
    login(request, identity.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.pop(WANTED, None)
    request.session.update(
        {
            "login_kind": identity.login_kind,
            "verified_kind": identity.login_kind,
            "enterprise_id": answer.enterprise_id,
            "id_token": answer.id_token,
            "agent_complete": identity.agent_complete,
            "signed_in_at": moment.timestamp(),
            "seen_at": moment.timestamp(),
        }
    )
    _say_kind(request, identity.login_kind, answer.asked)
    _record(request, identity.user, "accounts.sign_in", f"identity:{identity.pk}")
    return redirect(answer.wanted)


def _say_kind(request: HttpRequest, kind: str, asked: str) -> None:
    if kind == asked:
        return
    if kind == LoginKind.NATURAL:
        messages.info(request, _("您已用个人账号登录。办理企业业务时，请切换为法人登录。"))
    else:
        messages.info(request, _("您已用法人账号登录。办理个人业务时，请切换为个人登录。"))


def leave(request: HttpRequest) -> str:
    """End the session here; return where the platform's own is ended, or the front page."""
    id_token, target = request.session.get("id_token", ""), ""
    if id_token:
        kind = request.session.get("verified_kind", LoginKind.LEGAL)
        home = request.build_absolute_uri("/")
        target = platform.departure_from(kind=kind, id_token=id_token, return_to=home)
    logout(request)
    if id_token and not target:
        messages.warning(
            request, _("已退出服务门户。统一身份认证平台暂时无法连接，请稍后在平台退出。")
        )
    return target or "/"


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
    _record(request, user, "accounts.switch", f"enterprise:{chosen}", acting_for=name)
    messages.success(request, _("已切换，现在代表：%(name)s。") % {"name": name})


def _record(
    request: HttpRequest, user: User, action: str, target: str, *, acting_for: str = ""
) -> None:
    record(
        actor=user,
        acting_for=acting_for,
        action=action,
        target=target,
        address=client_address(request),
        at=now(),
    )


def _record_refusal(request: HttpRequest, reason: str) -> None:
    record_refusal(
        actor=None,
        acting_for="",
        action="accounts.sign_in",
        target="identity_platform",
        detail={"reason": reason},
        address=client_address(request),
        at=now(),
    )


# --- how long a session lasts


def mark_start(request: HttpRequest, user: User, at: datetime) -> None:
    """Note when a session began; a password session of staff says so."""
    request.session["signed_in_at"] = request.session["seen_at"] = at.timestamp()
    if user.is_staff:
        request.session["login_kind"] = LoginKind.STAFF


def end_if_over(request: HttpRequest, at: datetime) -> None:
    """End a session that was idle for too long or is too old; note that it was seen now."""
    if not isinstance(request.user, User):
        return
    moment = at.timestamp()
    began = request.session.get("signed_in_at", moment)
    seen = request.session.get("seen_at", began)
    idle = settings.STAFF_IDLE_SECONDS if request.user.is_staff else settings.PUBLIC_IDLE_SECONDS
    if moment - seen > idle or moment - began > settings.SESSION_ABSOLUTE_SECONDS:
        request.session[EXPIRED] = True  # the sign-out below is recorded as an expiry
        logout(request)
        request.session[EXPIRED] = True
    elif "seen_at" not in request.session or moment - seen >= SEEN_EVERY_SECONDS:
        request.session["signed_in_at"] = began
        request.session["seen_at"] = moment


# --- the ways to the sign-in page


def to_sign_in(wanted: str) -> HttpResponse:
    """To the page where one chooses as whom to sign in."""
    return redirect(_sign_in_address(wanted))


def _sign_in_address(wanted: str) -> str:
    query = urlencode({"next": _worth_coming_back_to(wanted)})
    return f"{reverse('accounts:login')}?{query}"


def _page_in_view(request: HttpRequest) -> str:
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


def turn_to_sign_in(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Make the way to the sign-in page of an answer that says "not signed in".

    Pages are redirected; a part asked for by htmx is answered with `HX-Redirect`, as a redirect
    would put the sign-in page into the part. Programs keep their 401.
    """
    if wants_json(request):
        return response
    is_part = request.headers.get("HX-Request") == "true"
    location = response.headers.get("Location", "")
    sent_to_sign_in = urlsplit(location).path == settings.LOGIN_URL
    if response.status_code == HTTPStatus.UNAUTHORIZED and not is_part:
        return to_sign_in(_page_in_view(request))
    if is_part and (response.status_code == HTTPStatus.UNAUTHORIZED or sent_to_sign_in):
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = _sign_in_address(_page_in_view(request))
        return answer
    return response
