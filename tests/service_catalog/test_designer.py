"""The designer's own pages: trial, check, versions, files, copies; who may, and what is refused."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page

from foundation.eforms import exchange, services as eforms
from foundation.eforms.blocks import definition_of
from foundation.eforms.enums import Operator
from foundation.eforms.rules import Condition, Test as Probe
from service_catalog.models import ServicePage
from tests.factories.accounts import make_staff
from tests.factories.content import form_stream, make_service
from tests.factories.eforms import make_definition, make_field

pytestmark = pytest.mark.django_db
KIND = make_field("choice", "kind", label="方式", options=("自行", "委托"))
WHEN = Condition(tests=(Probe(key="kind", operator=Operator.IS, value="委托"),))
PARTNER = make_field("text", "partner", label="受托方", show=WHEN)


def address(name, service):
    return reverse(f"service_form:{name}", args=[service.pk])


def upload(text):
    return {"file": SimpleUploadedFile("form.json", text.encode(), "application/json")}


def drafted(service):
    return definition_of(
        ServicePage.objects.get(pk=service.pk).get_latest_revision_as_object().form
    )


@pytest.mark.parametrize("name", ["trial", "check", "versions", "export", "import", "copy"])
def test_pages__editor__are_shown__visitor__is_sent_to_sign_in(admin_client, client, name):
    service = make_service(form=form_stream(KIND, PARTNER), publish=True)
    assert admin_client.get(address(name, service)).status_code == 200
    assert client.get(address(name, service)).status_code == 302


@pytest.mark.parametrize("name", ["trial", "check", "versions", "export", "import", "copy"])
def test_pages__service_without_form__no_error(admin_client, name):
    assert admin_client.get(address(name, make_service())).status_code == 200


def test_trial__condition__shows_and_asks_only_what_holds_and_keeps_nothing(admin_client):
    service = make_service(form=form_stream(KIND, PARTNER), publish=True)
    path = address("trial", service)
    begun = admin_client.get(path)
    assert [row.is_hidden for row in begun.context["form"].rows] == [False, True]
    data = {"state": begun.context["state"], "at": "0", "go": "next", "kind": "委托"}
    refused = admin_client.post(path, data)
    assert "受托方" in refused.content.decode()
    assert refused.context["form"].errors
    done = admin_client.post(path, {**data, "partner": "示例公司"})
    assert "这是试填，没有提交" in done.content.decode()
    assert "示例公司" in done.content.decode()


def test_trial__state_of_somebody_else__begins_anew(admin_client):
    service = make_service(form=form_stream(KIND, PARTNER), publish=True)
    answer = admin_client.post(
        address("trial", service), {"state": "nonsense", "at": "0", "go": "stay"}
    )
    assert answer.status_code == 200


def test_trial_live__says_what_is_hidden(admin_client):
    service = make_service(form=form_stream(KIND, PARTNER), publish=True)
    answer = admin_client.post(address("trial_live", service), {"at": "0", "kind": "自行"})
    assert answer.json()["hidden"] == ["partner"]


def test_check__option_gone_that_the_version_in_force_has__is_told(admin_client):
    service = make_service(form=form_stream(KIND, PARTNER), publish=True)
    service.form = form_stream(
        make_field("choice", "kind", label="方式", options=("自行", "合作")), PARTNER
    )
    service.save_revision()
    shown = admin_client.get(address("check", service)).content.decode()
    assert "去掉了选项「委托」" in shown
    assert "永远不会成立" in shown


def test_versions__two__difference_in_sentences_and_each_as_a_file(admin_client):
    service = make_service(form=form_stream(KIND), publish=True)
    service.form = form_stream(KIND, PARTNER)
    service.save_revision().publish()
    assert "字段「受托方」新增" in admin_client.get(address("versions", service)).content.decode()
    first = admin_client.get(address("export", service) + "?version=1")
    assert "form-v1.json" in first["Content-Disposition"]
    assert exchange.imported(first.content) == make_definition(KIND)
    assert admin_client.get(address("export", service) + "?version=9").status_code == 404


def test_import__file_of_another__shows_changes_first_then_saves_a_draft_only(admin_client):
    service = make_service(form=form_stream(KIND), publish=True)
    text = exchange.exported(make_definition(KIND, PARTNER), title="x")
    shown = admin_client.post(address("import", service), upload(text))
    assert "字段「受托方」新增" in shown.content.decode()
    assert list(drafted(service).inputs) == ["kind"]
    saved = admin_client.post(address("save", service), {"blob": shown.context["blob"]})
    assert saved.status_code == 302
    assert list(drafted(service).inputs) == ["kind", "partner"]
    assert eforms.latest(service.form_series).number == 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("not json", "无法读取"),
        ("[]", "不是表单文件"),
        (json.dumps({"type": "portal-form", "format": 99, "steps": []}), "其他版本"),
        (
            json.dumps({"type": "portal-form", "format": 1, "steps": [
                {"title": "甲", "fields": [{"key": "a", "kind": "hologram"}]}]}),
            "没有的字段类型：hologram",
        ),
        (json.dumps({"type": "portal-form", "format": 1, "steps": 5}), "不完整"),
        ("x" * (exchange.MOST_BYTES + 2), "超过 1 MB"),
    ],
)  # fmt: skip
def test_import__file_that_is_no_form__is_refused_with_a_sentence(admin_client, text, word):
    service = make_service(form=form_stream(KIND), publish=True)
    answer = admin_client.post(address("import", service), upload(text))
    assert answer.status_code == 422
    assert word in answer.content.decode()


def test_copy__from_another_service__comes_as_a_draft(admin_client):
    source = make_service(form=form_stream(KIND, PARTNER), publish=True)
    service = make_service(form=form_stream(KIND), publish=True)
    shown = admin_client.post(address("copy", service), {"service": source.pk})
    admin_client.post(address("save", service), {"blob": shown.context["blob"]})
    assert list(drafted(service).inputs) == ["kind", "partner"]


def test_save__blob_of_another_service_or_forged__is_not_found(admin_client):
    source = make_service(form=form_stream(KIND, PARTNER), publish=True)
    service = make_service(form=form_stream(KIND), publish=True)
    shown = admin_client.post(address("copy", service), {"service": source.pk})
    for blob in (shown.context["blob"], "forged"):
        assert admin_client.post(address("save", source), {"blob": blob}).status_code == 404


def dropping(service):
    """The draft of a service without an option that drafts of applications may have."""
    service.form = form_stream(make_field("choice", "kind", label="方式", options=("自行",)))
    service.save_revision()
    return str(ServicePage.objects.get(pk=service.pk).latest_revision_id)


@pytest.fixture
def service():
    return make_service(form=form_stream(KIND), publish=True)


def test_publication__option_gone_that_answers_may_use__is_named_first(admin_client, service):
    dropping(service)
    shown = admin_client.get(address("check", service)).content.decode()
    assert "知道了，仍然发布" in shown


def test_publish__losses_known__puts_the_form_in_force(admin_client, service):
    revision = dropping(service)
    admin_client.post(address("publish", service), {"revision": revision})
    assert eforms.latest(service.form_series).compiled.inputs["kind"].options == ("自行",)


def test_publish__draft_changed_meanwhile__shows_it_again(admin_client, service):
    old = dropping(service)
    dropping(service)
    answer = admin_client.post(address("publish", service), {"revision": old}, follow=True)
    assert "草稿刚刚有改动" in answer.content.decode()
    assert eforms.latest(service.form_series).number == 1


def test_publish__form_that_contradicts_itself__is_refused_with_a_sentence(admin_client, service):
    service.form = form_stream(PARTNER, KIND)
    service.save_revision()
    service.refresh_from_db()
    data = {"revision": str(service.latest_revision_id)}
    answer = admin_client.post(address("publish", service), data, follow=True)
    assert "还不能发布：" in answer.content.decode()
    assert "只能看前面的字段" in answer.content.decode()
    assert eforms.latest(service.form_series).number == 1


def make_editor():
    """Somebody who may change every page and publish none."""
    editors = Group.objects.create(name="编辑")
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    editors.page_permissions.create(page=Page.get_first_root_node(), permission=change)
    editor = make_staff()
    editor.groups.add(editors)
    return editor


def test_publish__editor_who_may_not_publish__reads_the_losses_and_is_refused(client, service):
    revision = dropping(service)
    client.force_login(make_editor())
    shown = client.get(address("check", service)).content.decode()
    assert "去掉了选项「委托」" in shown
    assert "知道了，仍然发布" not in shown
    client.post(address("publish", service), {"revision": revision})
    assert eforms.latest(service.form_series).number == 1
