"""Groups of fields that the forms of the demonstration use, as editors find them."""

import json

import pytest

from demonstration.loader.forms import Forms
from foundation.eforms.blocks import FormBlock, definition_of as compiled
from foundation.eforms.definition import Definition
from foundation.eforms.models import FieldGroup

from .reading import BY_CODE, CONTENT, SERVICES, form_of

pytestmark = pytest.mark.django_db
GROUPS = {"企业基本信息", "经办人信息", "生产场地", "关键人员"}
USERS = ("DP01", "DP07", "MP01", "MP06", "CP01", "DS01", "DS02", "DS03")


def test_groups__loaded_again__are_there_once_and_keep_what_an_editor_changed():
    Forms(CONTENT)
    changed = FieldGroup.objects.get(name="经办人信息")
    changed.fields = [{"type": "text", "value": {"key": "contact_name", "label": "联系人"}}]
    changed.save()

    Forms(CONTENT)

    assert {group.name for group in FieldGroup.objects.all()} == GROUPS
    again = FieldGroup.objects.get(pk=changed.pk)
    assert [child.value["label"] for child in again.fields] == ["联系人"]


def test_groups__each__is_what_an_editor_could_save_and_is_used_twice():
    used = [row["group"] for service in SERVICES for step in service.get("form", {}).get("steps", [])
            for row in step["fields"] if "group" in row]  # fmt: skip
    for key, group in Forms(CONTENT).groups.items():
        group.fields.stream_block.clean(group.fields)
        assert used.count(key) >= 2, key


@pytest.mark.parametrize("code", USERS)
def test_form__that_uses_groups__refers_to_them_and_compiles_to_the_whole(code):
    stored = json.loads(Forms(CONTENT).stream(BY_CODE[code]["form"], {}))
    block = FormBlock()
    value = block.to_python(stored)

    assert any(child.block_type == "reuse" for step in value if step.block_type == "step"
               for child in step.value["fields"])  # fmt: skip
    block.clean(value)
    assert compiled(value) == Definition.from_json(form_of(BY_CODE[code]))
