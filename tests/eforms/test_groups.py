"""Groups of fields that several forms use again."""

import pytest
from wagtail.blocks.stream_block import StreamBlockValidationError

from foundation.eforms.blocks import FormBlock, definition_of, problems_of
from foundation.eforms.enums import Operator
from foundation.eforms.models import FieldGroup
from foundation.eforms.rules import Condition, Test as Probe
from tests.factories.eforms import make_definition, make_field

pytestmark = pytest.mark.django_db
WHEN = Condition(tests=(Probe(key="has_agent", operator=Operator.IS, value="true"),))


@pytest.fixture
def group():
    fields = [
        {"type": "yes_no", "value": {"key": "has_agent", "label": "是否代办"}},
        {"type": "text", "value": {"key": "agent", "label": "经办人", "show": WHEN.to_json()}},
    ]
    return FieldGroup.objects.create(name="经办人信息", fields=fields)


def step_with(*fields):
    value = {"title": "企业", "intro": "", "fields": list(fields)}
    return FormBlock().to_python([{"type": "step", "value": value}])


def reuse(group, prefix=""):
    return {"type": "reuse", "value": {"group": group.pk, "prefix": prefix}}


def test_reuse__when_compiled__is_the_fields_of_the_group(group):
    definition = definition_of(step_with(reuse(group)))
    assert definition == make_definition(
        make_field("yes_no", "has_agent", label="是否代办"),
        make_field("text", "agent", label="经办人", show=WHEN),
        title="企业",
    )


def test_reuse__with_a_prefix__renames_keys_and_what_conditions_name(group):
    inputs = definition_of(step_with(reuse(group, "other"))).inputs
    assert list(inputs) == ["other_has_agent", "other_agent"]
    assert inputs["other_agent"].show.tests[0].key == "other_has_agent"


def test_reuse__twice_without_prefix__conflict_is_told_beside_the_second(group):
    block, value = FormBlock(), step_with(reuse(group), reuse(group))
    assert any("标识都是「agent」" in said for said in problems_of(definition_of(value)))
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(value)
    assert "标识都是「agent」" in str(refused.value.as_json_data())


def test_group__changed_later__is_what_the_next_publication_says(group):
    group.fields = [{"type": "text", "value": {"key": "agent", "label": "代理人"}}]
    group.save()
    assert definition_of(step_with(reuse(group))).inputs["agent"].label == "代理人"


def test_group__in_the_admin__is_written_and_its_use_is_shown(admin_client, group):
    assert "经办人信息" in admin_client.get("/admin/snippets/eforms/fieldgroup/").content.decode()
    edit = f"/admin/snippets/eforms/fieldgroup/edit/{group.pk}/"
    assert admin_client.get(edit).status_code == 200
