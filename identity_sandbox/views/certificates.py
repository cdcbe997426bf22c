"""Pages of certificates: register, sign in, bind, remove."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.core.clock import now
from identity_sandbox import services
from identity_sandbox.bodies import body_up_to
from identity_sandbox.enums import AccountKind, ChallengePurpose
from identity_sandbox.errors import CertificateRefused
from identity_sandbox.forms.certificates import CertificateRegistrationForm
from identity_sandbox.services import Examined

from .arriving import account_of, attempt, enter, target_of
from .proof import Proof, challenge_text

PROVED = "proved_certificate"
# So long after the proof the rest of the registration may be filled in.
PROOF_LIFETIME = timedelta(minutes=30)
PAGE_BYTES = 256 * 1024


@never_cache
@body_up_to(PAGE_BYTES)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """数字证书注册, first step: show the certificate and sign."""
    proof = Proof(request, ChallengePurpose.REGISTER)
    if proof.outcome(lambda examined: _remember(request, examined)):
        query = urlencode({"next": target_of(request)})
        return redirect(f"{reverse('register_certificate_account')}?{query}")
    context = {**proof.context, "way": "certificate", "next": target_of(request)}
    return render(
        request, "identity_sandbox/register_certificate.html", context, status=proof.status
    )


def _remember(request: HttpRequest, examined: Examined) -> bool:
    services.refuse_registered(examined)
    request.session[PROVED] = {"pem": examined.pem, "at": now().isoformat()}
    return True


@sensitive_post_parameters("password1", "password2")
@never_cache
@require_http_methods(["GET", "POST"])
def register_account(request: HttpRequest) -> HttpResponse:
    """数字证书注册, second step: what the certificate does not say."""
    examined = _remembered(request)
    if examined is None:
        return redirect("register_certificate")
    form = CertificateRegistrationForm(request.POST or None, facts=examined.facts)
    if request.method == "POST" and form.is_valid():
        new = form.save(commit=False)
        account = attempt(
            form, lambda: services.register_by_certificate(new, examined=examined, at=now())
        )
        if account is not None:
            del request.session[PROVED]
            messages.success(request, _("注册成功，您已登录。以后可以用数字证书登录。"))
            return enter(request, account)
    context = {"form": form, "way": "certificate", "next": target_of(request), "proved": examined}
    status = 422 if form.errors else 200
    return render(
        request, "identity_sandbox/register_certificate_account.html", context, status=status
    )


def _remembered(request: HttpRequest) -> Examined | None:
    """The certificate proved in this session not long ago, examined again; None says why not."""
    kept = request.session.get(PROVED)
    if kept is None or now() - datetime.fromisoformat(kept["at"]) > PROOF_LIFETIME:
        messages.warning(request, _("请先出示数字证书并签名，再填写其余信息。"))
        return None
    try:
        return services.examine(kept["pem"].encode(), at=now())
    except CertificateRefused as refusal:
        messages.error(request, refusal.message)
        return None


@never_cache
@body_up_to(PAGE_BYTES)
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """数字证书登录: then on to where password sign-in goes on to."""
    proof = Proof(request, ChallengePurpose.SIGN_IN)
    account = proof.outcome(services.account_of)
    if account is not None:
        return enter(request, account)
    context = {
        **proof.context,
        "kind": AccountKind.LEGAL,
        "kinds": AccountKind.choices,
        "next": target_of(request),
    }
    return render(
        request, "identity_sandbox/sign_in_certificate.html", context, status=proof.status
    )


@login_required
@never_cache
@body_up_to(PAGE_BYTES)
@require_http_methods(["GET", "POST"])
def bound(request: HttpRequest) -> HttpResponse:
    """数字证书 of a legal account with a credit code: those bound, a place to bind another."""
    account, at = account_of(request), now()
    if not account.is_legal or account.has_substitute_code:
        raise Http404
    proof = Proof(request, ChallengePurpose.BIND)
    if proof.outcome(lambda examined: services.bind(account, examined=examined, at=at)):
        messages.success(request, _("证书已绑定，以后可以用它登录。"))
        return redirect("account_certificates")
    rows = [(row, row.is_expired(at)) for row in account.certificates.all()]
    context = {**proof.context, "certificates": rows}
    return render(request, "identity_sandbox/certificates.html", context, status=proof.status)


@require_POST
@login_required
def remove(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Remove a certificate from one's own account; the password still signs in."""
    if not services.unbind(account_of(request), certificate_id=certificate_id):
        raise Http404
    messages.success(request, _("证书已移除，不能再用它登录。"))
    return redirect("account_certificates")


@never_cache
@require_GET
def challenge_file(request: HttpRequest, challenge_id: UUID) -> HttpResponse:
    """The challenge as a file, byte for byte what is to be signed."""
    text = challenge_text(request, str(challenge_id))
    if text is None:
        raise Http404
    return HttpResponse(
        text,
        content_type="text/plain; charset=us-ascii",
        headers={"Content-Disposition": 'attachment; filename="challenge.txt"'},
    )
