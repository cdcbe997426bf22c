"""How staff sign in: the password, then the second factor, then its keeping."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.views.account import LoginView

from foundation.core.clock import now
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest, client_address, local_path

from .errors import WrongFactor
from .forms import StaffLoginForm
from .http import passkeys, staff
from .http.staff_trip import leave_for_staff_platform, staff_from_platform
from .models import User
from .permissions import require_proof
from .services import factors

HOME = "/admin/"
inside = permission_required("wagtailadmin.access_admin", login_url="wagtailadmin_login")
KEEPING = "accounts/admin/factors.html"


class PasswordView(LoginView):
    """The first half; who needs a second one is held until it is proved."""

    def form_valid(self, form: StaffLoginForm) -> HttpResponseBase:
        """Sign in, or go on to the second factor."""
        user = form.get_user()
        if not staff.asks_factor(user):
            return super().form_valid(form)  # type: ignore[no-any-return]
        remember = bool(form.cleaned_data.get("remember"))
        return _on_to_factor(self.request, user, self.get_success_url(), remember=remember)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer staff's own platform where there is one."""
        offered = bool(settings.STAFF_OIDC_ISSUER)
        return {**super().get_context_data(**kwargs), "staff_platform": offered}


def _on_to_factor(request: HttpRequest, user: User, wanted: str, *, remember: bool) -> HttpResponse:
    staff.hold(request, user, wanted=wanted, remember=remember, at=now())
    return redirect("staff_factor" if factors.has_factor(user) else "staff_enrol")


@never_cache
@require_GET
def leave(request: PortalRequest) -> HttpResponse:
    """To staff's own identity platform."""
    if not settings.STAFF_OIDC_ISSUER:
        raise Http404
    return leave_for_staff_platform(
        request, local_path(request, request.GET.get("next"), default=HOME)
    )


@never_cache
@require_GET
def callback(request: PortalRequest) -> HttpResponse:
    """Back from it: on to the second factor."""
    answer = staff_from_platform(request)
    if isinstance(answer, HttpResponse):
        return answer
    user, wanted = answer
    if staff.asks_factor(user):
        return _on_to_factor(request, user, wanted, remember=False)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(wanted)


def _too_late(request: PortalRequest) -> HttpResponse:
    messages.info(request, _("请先输入账号和密码。"))
    return redirect("wagtailadmin_login")


def _prove(request: PortalRequest, user: User) -> None:
    if request.POST.get("credential"):
        passkeys.prove(request, user, now())
        return
    code, address = request.POST.get("code", ""), client_address(request)
    factors.prove_by_code(user=user, code=code, address=address, at=now())


def _ask(
    request: PortalRequest, user: User, *, refusal: DomainError | None = None, **extra: Any
) -> HttpResponse:
    options = passkeys.options_to_prove(user)
    owned = factors.factors_of(user)
    context = {"refusal": refusal, "passkey": options, "has_app": owned[factors.CODE], **extra}
    status = refusal.status if refusal else 200
    return render(request, "accounts/admin/factor.html", context, status=status)


@sensitive_post_parameters("code", "credential")
@never_cache
@require_http_methods(["GET", "POST"])
def factor(request: PortalRequest) -> HttpResponse:
    """The second half of signing in."""
    user = staff.held(request, now())
    if user is None:
        return _too_late(request)
    if not factors.has_factor(user):
        return redirect("staff_enrol")
    if request.method == "POST":
        try:
            _prove(request, user)
        except DomainError as error:
            return _ask(request, user, refusal=error)
        return redirect(staff.let_in(request, user, now()))
    return _ask(request, user)


@sensitive_post_parameters("code", "credential")
@never_cache
@require_http_methods(["GET", "POST"])
def enrol(request: PortalRequest) -> HttpResponse:
    """The first factor of somebody who has none: nobody gets in without one."""
    user = staff.held(request, now())
    if user is None:
        return _too_late(request)
    if factors.has_factor(user):
        return redirect("staff_factor")
    if request.method != "POST":
        return _show_enrolment(request, user)
    try:
        codes = _enrol(request, user)
    except DomainError as error:
        return _show_enrolment(request, user, refusal=error)
    wanted = staff.let_in(request, user, now())
    return _show_codes(request, codes, wanted)


def _enrol(request: PortalRequest, user: User) -> list[str]:
    if request.POST.get("credential"):
        return passkeys.add(request, user, now())
    secret = request.session.get(staff.SECRET, "")
    if not secret:
        raise WrongFactor(_("页面已经过期，请扫描新的二维码。"))
    code = request.POST.get("code", "")
    codes = factors.enrol_app(user=user, secret=secret, code=code, at=now())
    request.session.pop(staff.SECRET, None)
    return codes


def _show_enrolment(
    request: PortalRequest,
    user: User,
    *,
    refusal: DomainError | None = None,
    template: str = "accounts/admin/enrol.html",
) -> HttpResponse:
    secret = request.session.get(staff.SECRET) or factors.new_secret()
    request.session[staff.SECRET] = secret
    picture, typed = factors.secret_to_scan(user, secret)
    context = {
        "refusal": refusal,
        "picture": picture,
        "secret": typed,
        "passkey": passkeys.options_to_add(user),
        "owned": factors.factors_of(user),
        "recovery_left": factors.recovery_left(user),
        "page_title": _("第二重验证"),
        "header_icon": "key",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("首页")},
            {"url": reverse("wagtailadmin_account"), "label": _("账号")},
            {"url": "", "label": _("第二重验证")},
        ],
    }
    status = refusal.status if refusal else 200
    return render(request, template, context, status=status)


def _show_codes(request: PortalRequest, codes: list[str], wanted: str) -> HttpResponse:
    if not codes:
        return redirect(wanted)
    return render(request, "accounts/admin/recovery_codes.html", {"codes": codes, "next": wanted})


@sensitive_post_parameters("code", "credential")
@never_cache
@inside
@require_http_methods(["GET", "POST"])
def prove_again(request: PortalRequest) -> HttpResponse:
    """Before a high step: the factor once more, then back to the step."""
    wanted = local_path(request, request.POST.get("next") or request.GET.get("next"), default=HOME)
    user = _user(request)
    if staff.is_fresh(request, now()) or not factors.has_factor(user):
        return redirect(wanted)
    if request.method == "POST":
        try:
            _prove(request, user)
        except DomainError as error:
            return _ask(request, user, refusal=error, next=wanted, again=True)
        staff.mark_proved(request, now())
        return redirect(wanted)
    return _ask(request, user, next=wanted, again=True)


def _user(request: PortalRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    return request.user


@never_cache
@inside
@require_GET
def manage(request: PortalRequest) -> HttpResponse:
    """One's own factors, behind a fresh proof."""
    require_proof(request)
    return _show_enrolment(request, _user(request), template=KEEPING)


@sensitive_post_parameters("code", "credential")
@never_cache
@inside
@require_POST
def add(request: PortalRequest) -> HttpResponse:
    """Take in an app or a passkey."""
    require_proof(request)
    user = _user(request)
    try:
        codes = _enrol(request, user)
    except DomainError as error:
        return _show_enrolment(request, user, refusal=error, template=KEEPING)
    staff.mark_proved(request, now())
    messages.success(request, _("已添加，下次登录就可以使用。"))
    return _show_codes(request, codes, reverse("staff_factors"))


@never_cache
@inside
@require_POST
def remove(request: PortalRequest, pk: int) -> HttpResponse:
    """Take an app or a passkey away."""
    require_proof(request)
    user = _user(request)
    owned = factors.factors_of(user)
    chosen = [each for each in owned[factors.CODE] + owned[factors.PASSKEY] if each.pk == pk]
    if not chosen:
        raise Http404(pk)
    required = settings.STAFF_SECOND_FACTOR_REQUIRED
    try:
        factors.remove_factor(user=user, factor=chosen[0], required=required, at=now())
    except DomainError as error:
        return _show_enrolment(request, user, refusal=error, template=KEEPING)
    messages.success(request, _("已移除。"))
    return redirect("staff_factors")


@never_cache
@inside
@require_POST
def renew_codes(request: PortalRequest) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    require_proof(request)
    user = _user(request)
    if not factors.has_factor(user):
        return redirect("staff_factors")
    codes = factors.renew_recovery_codes(user=user, at=now())
    return _show_codes(request, codes, reverse("staff_factors"))
