from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import RequestFactory
from django_sendfile.utils import _get_sendfile

from foundation.accounts.acting import ANONYMOUS
from foundation.files import permissions, services
from foundation.files.models import StoredFile
from foundation.files.views import serve
from tests.factories.files import PDF, legal, make_file, natural, staff

pytestmark = pytest.mark.django_db


def fetch(acting, file_uuid, *, method="GET", **headers):
    request = RequestFactory().generic(method, f"/files/{file_uuid}/", headers=headers)
    request.acting = acting
    return serve(request, file_uuid=file_uuid)


def body(response):
    content = b"".join(response)
    response.close()
    return content


@pytest.fixture
def readers(monkeypatch):
    table = {}
    monkeypatch.setattr(permissions, "_readers", table)
    return table


def test_serve__owner__private_download_with_chinese_name():
    response = fetch(legal(7), make_file(legal(7)).uuid)
    assert body(response) == PDF
    assert response["Content-Disposition"] == (
        "attachment; filename=\"download.pdf\"; filename*=UTF-8''%E8%AF%B4%E6%98%8E%E4%B9%A6.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not response.has_header("ETag")
    assert not response.has_header("Last-Modified")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "headers", [{}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}, {"If-None-Match": '"x"'}]
)
@pytest.mark.parametrize(
    "make_stranger", [lambda: legal(8), natural, lambda: legal(7, rights=()), staff]
)
def test_serve__stranger__not_there_like_an_unknown_one(method, headers, make_stranger):
    stored = make_file(legal(7))
    stranger = make_stranger()
    for file_uuid in (stored.uuid, uuid4()):
        with pytest.raises(Http404):
            fetch(stranger, file_uuid, method=method, **headers)


def test_serve__visitor__sent_to_sign_in_whether_it_is_there_or_not():
    for file_uuid in (make_file().uuid, uuid4()):
        response = fetch(ANONYMOUS, file_uuid)
        assert response.status_code == 302
        assert response["Location"] == f"/accounts/login/?next=/files/{file_uuid}/"


@pytest.mark.parametrize("allowed", [True, False])
def test_serve__staff__as_the_reader_of_the_purpose_says(readers, allowed):
    permissions.register_reader("application", lambda _acting, _stored_file: allowed)
    stored = make_file(legal(7), attached_to="case:1")
    if allowed:
        assert body(fetch(staff(), stored.uuid)) == PDF
    else:
        with pytest.raises(Http404):
            fetch(staff(), stored.uuid)


def test_serve__staff_and_a_file_not_in_use__not_there(readers):
    permissions.register_reader("application", lambda _acting, _stored_file: True)
    with pytest.raises(Http404):
        fetch(staff(), make_file(legal(7)).uuid)


def test_serve__deleted__not_there_even_for_the_owner():
    acting = legal(7)
    stored = make_file(acting)
    services.remove(acting=acting, file_uuid=stored.uuid)
    with pytest.raises(Http404):
        fetch(acting, stored.uuid)


def test_serve__natural_person_who_also_acts_for_the_firm__only_own():
    firm = legal(7)
    stored = make_file(firm)
    with pytest.raises(Http404):
        fetch(natural(firm.user), stored.uuid)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_serve__unsafe_method__405(method):
    assert fetch(legal(7), make_file(legal(7)).uuid, method=method).status_code == 405


def test_visible_to__unknown_kind_of_visitor__nothing():
    make_file()
    visitor = SimpleNamespace(is_staff=False, is_legal=False, is_natural=False)
    assert not StoredFile.objects.visible_to(visitor).exists()


def test_serve__streaming_backend__in_blocks(settings):
    settings.SENDFILE_BACKEND = "foundation.files.streaming"
    _get_sendfile.cache_clear()
    try:
        response = fetch(legal(7), make_file(legal(7)).uuid)
        assert response.streaming
        assert response["Content-Length"] == str(len(PDF))
        assert body(response) == PDF
    finally:
        _get_sendfile.cache_clear()
