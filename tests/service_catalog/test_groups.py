"""Groups of fields that services take: who takes one, whose form is old, and what may not be deleted."""

import pytest
from django.urls import reverse

from foundation.eforms.blocks import FormBlock
from foundation.eforms.models import FieldGroup
from service_catalog.models import ServicePage
from tests.factories.content import form_stream, make_service
from tests.factories.eforms import make_field

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return FieldGroup.objects.create(name="经办人信息", fields=[field("agent", "经办人")])


def field(key, label):
    return {"type": "text", "value": {"key": key, "label": label}}


def taking(group):
    value = {
        "title": "经办",
        "intro": "",
        "fields": [{"type": "reuse", "value": {"group": group.pk, "prefix": ""}}],
    }
    return FormBlock().to_python([{"type": "step", "value": value}])


def reworded(group):
    group.fields = [field("agent", "代理人")]
    group.save()


def admin(name, group):
    return reverse(f"wagtailsnippets_eforms_fieldgroup:{name}", args=[group.pk])


def edited(group):
    """What the editor of a group posts: one field of text."""
    own = {"key": "agent", "label": "联系人", "hint": "", "max_length": "", "required": "on",
           "example": "", "prefill": "", "prefill_mode": "editable", "show-match": "all",
           "show-tests-count": "0", "require-match": "all", "require-tests-count": "0"}  # fmt: skip
    value = {f"fields-0-value-{name}": said for name, said in own.items()}
    place = {"fields-count": "1", "fields-0-deleted": "", "fields-0-order": "0",
             "fields-0-type": "text", "fields-0-id": ""}  # fmt: skip
    return {"name": group.name, **place, **value}


def uses(group):
    return [(use.title, use.is_published, use.is_outdated) for use in group.uses()]


def test_uses__published_form__is_current_until_the_group_changes_and_again_once_published(group):
    service = make_service(code="DS01", title="甲", form=taking(group), publish=True)
    make_service(code="DS02", title="乙", form=form_stream(make_field()), publish=True)
    assert uses(group) == [("DS01 甲", True, False)]
    reworded(group)
    assert uses(group) == [("DS01 甲", True, True)]
    ServicePage.objects.get(pk=service.pk).save_revision().publish()
    assert uses(group) == [("DS01 甲", True, False)]


def test_uses__form_in_a_draft_only__is_named_so(group):
    service = make_service(code="DS01", title="甲", form=form_stream(make_field()), publish=True)
    service.form = taking(group)
    service.save_revision()
    assert uses(group) == [("DS01 甲", False, False)]


def test_uses__group_that_lost_what_the_form_names__problem_is_told(group):
    twice = FormBlock().to_python(
        [*taking(group).get_prep_value(), {"type": "step", "value": {
            "title": "其他", "intro": "", "fields": [field("other", "其他")]}}]
    )  # fmt: skip
    make_service(code="DS01", form=twice, publish=True)
    group.fields = [field("agent", "经办人"), field("other", "重复的标识")]
    group.save()
    assert "标识都是「other」" in group.uses()[0].problems[0]


def test_page_of_a_group__names_its_forms_and_links_to_publish_the_old_ones_anew(
    admin_client, group
):
    service = make_service(code="DS01", title="甲", form=taking(group), publish=True)
    path = admin("edit", group)
    assert "已是最新" in admin_client.get(path).content.decode()
    reworded(group)
    shown = admin_client.get(path).content.decode()
    assert "还是旧内容" in shown
    assert reverse("wagtailadmin_pages:edit", args=[service.pk]) in shown


def test_change_of_a_group__forms_that_hold_the_old_words__are_told(admin_client, group):
    make_service(code="DS01", title="甲", form=taking(group), publish=True)
    answer = admin_client.post(admin("edit", group), edited(group), follow=True)
    group.refresh_from_db()
    assert group.fields[0].value["label"] == "联系人"
    assert "「DS01 甲」还是旧内容，重新发布后才会更新。" in answer.content.decode()


@pytest.mark.parametrize("is_published", [True, False])
def test_deletion__group_that_a_form_takes__is_refused_with_a_sentence(
    admin_client, group, is_published
):
    make_service(code="DS01", title="甲", form=taking(group), publish=is_published)
    for path in (admin("delete", group), _bulk_deletion(group)):
        answer = admin_client.post(path, follow=True)
        assert "「经办人信息」不能删除：「DS01 甲」引用了它" in answer.content.decode()
    assert FieldGroup.objects.filter(pk=group.pk).exists()


def _bulk_deletion(group):
    return reverse("wagtail_bulk_action", args=["eforms", "fieldgroup", "delete"]) + (
        f"?id={group.pk}"
    )


def test_deletion__group_that_no_form_takes__is_done(admin_client, group):
    admin_client.post(admin("delete", group))
    assert not FieldGroup.objects.exists()
