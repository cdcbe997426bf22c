"""One proof of possession, as three pages need it: registering, signing in, binding."""

import base64
from collections.abc import Callable

from django.http import HttpRequest

from foundation.core.clock import now
from identity_sandbox import services
from identity_sandbox.certificates.reading import CertificateFacts
from identity_sandbox.enums import ChallengePurpose
from identity_sandbox.errors import CertificateRefused
from identity_sandbox.forms.certificates import ProofForm
from identity_sandbox.models import Challenge
from identity_sandbox.presented import presented_certificate
from identity_sandbox.services import Errand, Examined

from .arriving import Outcome, attempt


class Proof:
    """A request that shows a certificate, and what its page shows when it is not accepted."""

    def __init__(self, request: HttpRequest, purpose: ChallengePurpose) -> None:
        self.request = request
        self.errand = Errand(_session_key(request), purpose, now())
        self.form = ProofForm(request.POST or None, request.FILES or None)
        self.kept: Examined | None = None

    @property
    def status(self) -> int:
        """422 once something was refused."""
        return 422 if self.form.errors else 200

    def outcome(self, accept: Callable[[Examined], Outcome]) -> Outcome | None:
        """What `accept` makes of the proved certificate; None shows the page, with the reason."""
        if self.request.method != "POST" or not self.form.is_valid():
            return None
        return attempt(self.form, lambda: accept(self._proved()))

    def _proved(self) -> Examined:
        if self.request.POST.get("presented"):
            return services.examine(presented_certificate(self.request), at=self.errand.at)
        examined = services.examine(self.form.certificate_bytes, at=self.errand.at)
        self.kept = examined
        services.prove(
            examined,
            errand=self.errand,
            challenge_id=self.form.cleaned_data.get("challenge"),
            signature=self.form.signature_bytes,
        )
        return examined

    @property
    def context(self) -> dict[str, object]:
        """What the page shows; a challenge that is still open is shown again."""
        wanted = self.form.cleaned_data.get("challenge") if self.form.is_bound else None
        challenge = services.pose(self.errand, wanted=wanted)
        is_same = challenge.pk == wanted
        presented, why_not = self._presented()
        return {
            "proof": self.form,
            "challenge": challenge,
            "challenge_base64": base64.b64encode(challenge.text.encode()).decode(),
            "signature": self.form.cleaned_data.get("signature", "") if is_same else "",
            "kept": self.kept,
            "presented": presented,
            "presented_refused": why_not,
        }

    def _presented(self) -> tuple[CertificateFacts | None, str]:
        """What the connection's own certificate says, or why it is of no use."""
        data = presented_certificate(self.request)
        if not data:
            return None, ""
        try:
            return services.examine(data, at=self.errand.at).facts, ""
        except CertificateRefused as refusal:
            return None, refusal.message


def challenge_text(request: HttpRequest, challenge_id: str) -> str | None:
    """The text of a challenge of this browser, for signing outside it."""
    key = request.session.session_key
    challenge = Challenge.objects.filter(pk=challenge_id, session_key=key or "-").first()
    return None if challenge is None else challenge.text


def _session_key(request: HttpRequest) -> str:
    """The browser's session, begun now where there is none: a challenge is posed to somebody."""
    if not request.session.session_key:
        request.session.create()
    return request.session.session_key or ""
