"""What every page of signing in and registering shares: where to go on, as whom."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from foundation.core.errors import DomainError
from identity_sandbox import services
from identity_sandbox.enums import AccountKind
from identity_sandbox.models import SandboxUser

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
ANSWERED = "answered_state"
Outcome = TypeVar("Outcome")


def target_of(request: HttpRequest) -> str:
    """Where to go on after signing in: a path of this host, or the account centre."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    local = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if local else reverse("account")


def kind_of(request: HttpRequest) -> AccountKind:
    """Which tab was chosen; the legal one where nothing says otherwise."""
    asked = request.POST.get("kind") or request.GET.get("kind")
    return AccountKind.NATURAL if asked == AccountKind.NATURAL else AccountKind.LEGAL


def account_of(request: HttpRequest) -> SandboxUser:
    """The account of a page behind ``login_required``."""
    if not isinstance(request.user, SandboxUser):
        raise TypeError(request.user)
    return request.user


def go_on(request: HttpRequest, target: str) -> HttpResponse:
    """Go on, remembering that the person has just said which account to use."""
    request.session[ANSWERED] = services.state_of(target)
    return redirect(target)


def enter(request: HttpRequest, account: SandboxUser) -> HttpResponse:
    """Sign in, by whatever way, and go on; an operator to the operator's pages."""
    login(request, account, backend=MODEL_BACKEND)
    if account.is_staff:
        return redirect("operator_applications")
    return go_on(request, target_of(request))


def attempt(form: forms.BaseForm, call: Callable[[], Outcome]) -> Outcome | None:
    """What a service makes; where it refuses, None, and its sentence beside the input at fault."""
    try:
        return call()
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.message)
        return None
