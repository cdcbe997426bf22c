"""Pages of special users: apply, see how it stands, correct and send in again."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from foundation.core.clock import now
from identity_sandbox import documents, services
from identity_sandbox.bodies import body_up_to
from identity_sandbox.forms.special import CorrectionForm, SpecialApplicationForm, StatusForm
from identity_sandbox.models import SpecialApplication

from .arriving import attempt, target_of

# What this browser has shown to be its own: receipt number -> whether it may correct.
SHOWN = "special_applications"
PAGE_BYTES = documents.MOST_DOCUMENTS * documents.LARGEST_BYTES + 256 * 1024


@sensitive_post_parameters("password1", "password2")
@never_cache
@body_up_to(PAGE_BYTES)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """特殊用户注册: the application."""
    form = SpecialApplicationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _may_apply(request, form):
        new = form.save(commit=False)
        application = attempt(
            form,
            lambda: services.apply(new, password=form.password, papers=form.papers, at=now()),
        )
        if application is not None:
            _remember(request, application, may_correct=True)
            messages.success(request, _("申请已提交，请记下回执编号。"))
            return redirect("special_application", number=application.number)
    context = {"form": form, "way": "special", "next": target_of(request)}
    status = 422 if form.errors else 200
    return render(request, "identity_sandbox/special/register.html", context, status=status)


def _may_apply(request: HttpRequest, form: SpecialApplicationForm) -> bool:
    """Documents fill a disk: so many applications an hour from one address, and no more."""
    if ratelimit.consume(request, action="special_apply"):
        return True
    form.add_error(None, _("从您的网络提交的申请太多，请一小时后再试。"))
    return False


def _remember(request: HttpRequest, application: SpecialApplication, *, may_correct: bool) -> None:
    shown = request.session.get(SHOWN, {})
    request.session[SHOWN] = {**shown, application.number: may_correct}


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask how an application stands; wrong tries are counted by its number."""
    form = StatusForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method == "POST":
        number = request.POST.get("number", "").strip().upper()
        if not ratelimit.consume(request, action="special_status", key=number):
            form.add_error(None, _("查询次数过多，请五分钟后再试。"))
        elif form.is_valid() and form.application is not None:
            ratelimit.clear(request, action="special_status", key=number)
            _remember(request, form.application, may_correct=form.may_correct)
            return redirect("special_application", number=form.application.number)
    context = {"form": form, "way": "special", "next": target_of(request)}
    status = 422 if form.errors else 200
    return render(request, "identity_sandbox/special/ask.html", context, status=status)


@never_cache
@require_GET
def show(request: HttpRequest, number: str) -> HttpResponse:
    """How one's own application stands; others' are not there."""
    shown = request.session.get(SHOWN, {})
    if number not in shown:
        return redirect("special_status")
    found = get_object_or_404(SpecialApplication, number=number)
    context = {"application": found, "may_correct": shown[number] and found.is_returned}
    return render(request, "identity_sandbox/special/application.html", context)


@sensitive_post_parameters("password1", "password2")
@never_cache
@body_up_to(PAGE_BYTES)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Correct a returned application and send it in again; only with its password."""
    if not request.session.get(SHOWN, {}).get(number):
        return redirect("special_status")
    found = get_object_or_404(SpecialApplication, number=number)
    if not found.is_returned:
        raise Http404
    reason = found.reason
    form = CorrectionForm(request.POST or None, request.FILES or None, instance=found)
    if request.method == "POST" and form.is_valid():
        new = form.save(commit=False)
        if attempt(
            form,
            lambda: services.resubmit(new, password=form.password, papers=form.papers, at=now()),
        ):
            messages.success(request, _("已重新提交，请等待核验。"))
            return redirect("special_application", number=number)
    context = {"form": form, "number": number, "reason": reason}
    status = 422 if form.errors else 200
    return render(request, "identity_sandbox/special/correct.html", context, status=status)
