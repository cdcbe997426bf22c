"""The one way out for private files."""

from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django_sendfile import sendfile

from foundation.core.http import PortalRequest

from .models import StoredFile
from .permissions import may_read_file

PRIVATE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
VALIDATORS = ("ETag", "Last-Modified", "Accept-Ranges")


@require_safe
def serve(request: PortalRequest, file_uuid: UUID) -> HttpResponseBase:
    """Hand out one file as a download to those who may read it; for others it is not there."""
    acting = request.acting
    if acting.is_anonymous:
        return redirect_to_login(request.get_full_path())
    stored_file = get_object_or_404(StoredFile.objects.visible_to(acting), uuid=file_uuid)
    if not may_read_file(acting, stored_file):
        raise Http404
    response = sendfile(request, stored_file.path, mimetype=stored_file.content_type)
    return _as_private_download(response, stored_file.name)


def _as_private_download(response: HttpResponseBase, name: str) -> HttpResponseBase:
    fallback = "download." + name.rsplit(".", 1)[-1] if "." in name else "download"
    fallback = (
        fallback if fallback.isascii() and fallback.replace(".", "").isalnum() else "download"
    )
    disposition = f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Disposition"] = disposition
    for header in VALIDATORS:
        response.headers.pop(header, None)
    for header, value in PRIVATE_HEADERS.items():
        response.headers[header] = value
    return response
