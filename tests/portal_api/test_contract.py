"""The API as other people's programs rely on it."""

import json

import pytest
from django.test import Client

from portal_api.api import api
from tests.factories.applications import make_enterprise, member_of, signed_in

OPERATIONS = [
    (path, method, operation)
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method, operation in methods.items()
]


def test_document__committed__equals_what_the_code_says(project_root):
    committed = json.loads((project_root / "docs" / "openapi.json").read_text())
    assert committed == json.loads(json.dumps(api.get_openapi_schema(), default=str))


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_operation__every__has_name_summary_and_refusals(path, method, operation):
    assert operation["operationId"]
    assert operation["summary"]
    guarded = bool(operation.get("security"))
    if guarded:
        assert {"401"} <= {str(code) for code in operation["responses"]}, (path, method)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["me", "applications", "records", "messages", "enterprise"])
def test_own_things__signed_out__401_problem(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "sign_in_required"


@pytest.mark.django_db
def test_session__with_a_wrong_token_beside_it__401_and_not_the_session(client):
    signed_in(client, member_of(make_enterprise()))
    assert client.get("/api/v1/me").status_code == 200
    refused = client.get("/api/v1/me", headers={"Authorization": "Bearer wrong"})
    assert refused.status_code == 401


@pytest.mark.django_db
def test_unsafe_call__without_csrf_token__403(client):
    strict = Client(enforce_csrf_checks=True)
    signed_in(strict, member_of(make_enterprise()))
    response = strict.post(
        "/api/v1/applications",
        {"service": "DS02", "key": "5f0c9a52-0d5c-4b0e-9d0e-000000000001"},
        content_type="application/json",
    )
    assert response.status_code == 403
    assert response.json()["code"] == "csrf_failed"


@pytest.mark.django_db
def test_input__with_an_unknown_field__422(client):
    signed_in(client, member_of(make_enterprise()))
    response = client.post(
        "/api/v1/applications",
        {"service": "DS02", "key": "5f0c9a52-0d5c-4b0e-9d0e-000000000001", "state": "granted"},
        content_type="application/json",
    )
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"].endswith("state")


@pytest.mark.django_db
def test_page_size__over_a_hundred__refused_or_cut(client):
    signed_in(client, member_of(make_enterprise()))
    response = client.get("/api/v1/applications?limit=100000")
    assert response.status_code in {200, 422}
    if response.status_code == 200:
        assert len(response.json()["items"]) <= 100
