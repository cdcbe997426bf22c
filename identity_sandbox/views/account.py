"""Pages of the sandbox platform: sign in, register, account centre."""

from allauth.idp.oidc import views as provider
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from identity_sandbox import departures, services
from identity_sandbox.enums import AccountKind
from identity_sandbox.forms import account as forms
from identity_sandbox.models import SandboxUser

from .arriving import ANSWERED, account_of, enter, go_on, kind_of, target_of


@require_GET
@never_cache
def authorize(request: HttpRequest) -> HttpResponseBase:
    """Answer an authorisation request; ask first when nobody, or the other kind, is here."""
    prompts = request.GET.get("prompt", "").split()
    answered = bool(request.GET.get("state")) and (
        request.session.get(ANSWERED) == request.GET.get("state")
    )
    kind = services.kind_asked_by(request.GET.get("client_id", ""))
    if getattr(request.user, "is_staff", False):
        request.user = AnonymousUser()  # an operator is nobody at the clients
    user = request.user
    settled = isinstance(user, SandboxUser) and (answered or user.kind == kind)
    if "none" in prompts or (settled and "login" not in prompts):
        answer: HttpResponseBase = provider.authorization(request)
        departures.remember(request, answer)
        return answer
    target = services.without_login_prompt(request.get_full_path())
    return redirect(f"{reverse('account_login')}?{urlencode({'kind': kind, 'next': target})}")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page with its two tabs."""
    target, kind = target_of(request), kind_of(request)
    form = forms.SignInForm(request.POST or None, request=request, kind=kind)
    if request.method == "POST" and form.is_valid() and form.account is not None:
        return enter(request, form.account)
    context = {"form": form, "kind": kind, "next": target, "kinds": AccountKind.choices}
    status = 422 if form.is_bound else 200
    return render(request, "identity_sandbox/sign_in.html", context, status=status)


@require_POST
@login_required
def keep_account(request: HttpRequest) -> HttpResponse:
    """Go on with the account that is signed in, although the other kind was asked for."""
    return go_on(request, target_of(request))


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask, then end the platform's session."""
    if request.method == "POST":
        logout(request)
        messages.success(request, _("您已退出统一身份认证平台。"))
        return redirect("account_login")
    return render(request, "identity_sandbox/sign_out.html")


@require_POST
@login_required
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the account, here and at every client."""
    departures.leave_everywhere(account_of(request))
    logout(request)
    messages.success(request, _("您已在所有设备退出。"))
    return redirect("account_login")


@sensitive_post_parameters("password1", "password2")
@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, kind: str) -> HttpResponse:
    """Registration by user name and password, for one kind."""
    legal = kind == AccountKind.LEGAL
    form_class = forms.LegalRegistrationForm if legal else forms.NaturalRegistrationForm
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.save()
        messages.success(request, _("注册成功，您已登录。"))
        return enter(request, account)
    context = {"form": form, "kind": kind, "next": target_of(request), "kinds": AccountKind.choices}
    status = 422 if form.is_bound else 200
    return render(request, "identity_sandbox/register.html", context, status=status)


@login_required
@never_cache
@require_GET
def account_centre(request: HttpRequest) -> HttpResponse:
    """The account and what the platform knows of it."""
    context = {"account": account_of(request), "portal_url": settings.IDENTITY_PORTAL_URLS[0]}
    return render(request, "identity_sandbox/account.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def account_settings(request: HttpRequest) -> HttpResponse:
    """账户设置: where the agent's name and number are completed."""
    account = account_of(request)
    form_class = forms.AgentSettingsForm if account.is_legal else forms.PersonSettingsForm
    form = form_class(request.POST or None, instance=account)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("已保存。请回到服务门户继续办理。"))
        return redirect("account")
    status = 422 if form.is_bound else 200
    return render(request, "identity_sandbox/settings.html", {"form": form}, status=status)


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The platform's front door."""
    if getattr(request.user, "is_staff", False):
        return redirect("operator_applications")
    return redirect("account" if request.user.is_authenticated else "account_login")
