"""To the identity platform and back."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.accounts.enums import LoginKind
from foundation.accounts.errors import PlatformUnavailable, SignInRefused, SignInStale
from foundation.accounts.services import platform, sign_in
from foundation.accounts.services.sign_in import Answer
from foundation.core.clock import now
from foundation.core.http import local_path

from .session import EXPIRED, RENEW, mark_platform
from .trail import note, note_refusal
from .ways import to_sign_in, worth_coming_back_to

BROWSER = "sign_in_browser"
WANTED = "sign_in_wanted"


def wanted_page(request: HttpRequest) -> str:
    """The page to come back to: `next`, or the one asked for before, or the space."""
    remembered = request.session.get(WANTED, settings.LOGIN_REDIRECT_URL)
    asked = request.POST.get("next") or request.GET.get("next")
    return worth_coming_back_to(local_path(request, asked, default=remembered))


def leave_for_platform(
    request: HttpRequest,
    *,
    kind: str,
    wanted: str,
    is_restart: bool = False,
    renews: int | None = None,
) -> HttpResponse:
    """Send the browser to the platform; a secret in its session proves later that it is back."""
    browser = request.session.setdefault(BROWSER, secrets.token_urlsafe(32))
    request.session[WANTED] = wanted
    errand = sign_in.Errand(
        kind=kind,
        wanted=wanted,
        browser=browser,
        redirect_uri=request.build_absolute_uri(reverse("accounts:callback")),
        is_restart=is_restart,
        renews=renews,
    )
    return redirect(sign_in.begin(errand=errand, at=now()))


def renew(request: HttpRequest, *, kind: str, wanted: str) -> HttpResponse:
    """Ask the platform once, without a page of it, for the person whose session ran out here."""
    _kind, user = request.session.pop(RENEW, None) or (None, None)
    if user is None:
        return to_sign_in(wanted)
    try:
        return leave_for_platform(request, kind=kind, wanted=wanted, renews=user)
    except PlatformUnavailable:
        return to_sign_in(wanted)


def finish(request: HttpRequest) -> HttpResponse:
    """Take the platform's answer: in, or quietly once more, or a plain page."""
    state = request.GET.get("state", "")
    if "error" in request.GET:
        return _given_up(request, state)
    try:
        answer = sign_in.complete(
            state=state,
            code=request.GET.get("code", ""),
            browser=request.session.get(BROWSER, ""),
            at=now(),
        )
    except SignInStale as error:
        if state and not request.user.is_authenticated:  # else a page gone back to, or no answer
            note_refusal(request, "stale")
        return _start_again(request, state, error)
    except SignInRefused as error:
        note_refusal(request, error.reason)
        raise
    return _enter(request, answer)


def _given_up(request: HttpRequest, state: str) -> HttpResponse:
    """The person cancelled, or the platform gave up: choose again, for the same page."""
    attempt = sign_in.attempt_of(state)
    if attempt and attempt.renews_id:
        return to_sign_in(attempt.wanted)
    if request.GET["error"] == "access_denied":
        messages.info(request, _("您取消了登录。"))
    else:
        note_refusal(request, "platform_error")
        messages.error(request, _("统一身份认证平台没有完成登录，请重新登录。"))
    return to_sign_in(attempt.wanted if attempt else wanted_page(request))


def _start_again(request: HttpRequest, state: str, error: SignInStale) -> HttpResponse:
    """Repeat a lost sign-in once by itself; after that, or where nothing is known, ask."""
    attempt = sign_in.attempt_of(state)
    wanted = attempt.wanted if attempt else wanted_page(request)
    if request.user.is_authenticated and (attempt is None or attempt.used_at):
        return redirect(wanted)
    if attempt and attempt.renews_id:
        return to_sign_in(wanted)
    if attempt and not attempt.is_restart:
        return leave_for_platform(request, kind=attempt.kind, wanted=wanted, is_restart=True)
    messages.warning(request, error.message or _("登录没有完成，请重新登录。"))
    return to_sign_in(wanted)


def _enter(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Begin a session of a new key for who came back."""
    identity = answer.identity
    login(request, identity.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    for used in (WANTED, EXPIRED):
        request.session.pop(used, None)
    request.session.update(
        {
            "login_kind": identity.login_kind,
            "verified_kind": identity.login_kind,
            "enterprise_id": answer.enterprise_id,
            "id_token": answer.id_token,
            "agent_complete": identity.agent_complete,
        }
    )
    mark_platform(
        request,
        kind=identity.login_kind,
        issuer=identity.issuer,
        platform_session=answer.platform_session,
    )
    _say_kind(request, identity.login_kind, answer.asked)
    note(request, identity.user, "accounts.sign_in", f"identity:{identity.pk}")
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
