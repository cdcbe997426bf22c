"""One file of a draft, sent by itself as soon as it was chosen."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from applications import services
from applications.presentation import attached_by_name
from foundation.core.clock import now
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest

from .finding import mine


@never_cache
@require_POST
def upload(request: PortalRequest, uuid: UUID, key: str) -> HttpResponse:
    """Take the file, and answer with the files of its field; a refusal is one sentence."""
    draft = mine(request, uuid)
    sent = request.FILES.get("file")
    if sent is None:
        return _refused(request, _("没有收到文件，请重新选择。"))
    try:
        services.attach_file(
            acting=request.acting, application=draft, key=key, upload=sent, at=now()
        )
    except DomainError as error:
        return _refused(request, str(error))
    draft.refresh_from_db()
    held = attached_by_name(draft)
    files = [held[name] for name in services.answers_now(draft).get(key, []) if name in held]
    context = {"name": key, "files": files}
    return render(request, "applications/held_files.html", context)


def _refused(request: PortalRequest, sentence: str) -> HttpResponse:
    return render(request, "applications/file_refused.html", {"sentence": sentence}, status=422)
