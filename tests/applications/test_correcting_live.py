"""A correction page follows what is typed; it looks at the whole matter and saves nothing."""

import pytest

from applications.enums import State
from enterprises.enums import Role
from foundation.eforms.enums import Operator
from foundation.eforms.rules import Condition, Test as Rule
from tests.factories.applications import (
    make_application,
    make_correction,
    member_of,
    signed_in,
)
from tests.factories.eforms import make_definition, make_field, make_form_version

pytestmark = pytest.mark.django_db


def when(key):
    return Condition(tests=(Rule(key=key, operator=Operator.IS, value="true"),))


DEFINITION = make_definition(
    make_field("yes_no", "imported", label="是否进口"),
    make_field("yes_no", "changed", label="是否变更"),
    make_field(key="why", label="变更原因", show=when("changed")),
    make_field(key="port", label="口岸", show=when("imported")),
    make_field(key="name", label="名称"),
    make_field(
        "table",
        "items",
        label="设备",
        fields=(
            make_field("number", "count", label="数量", total=True, required=True),
            make_field("text", "note", label="说明", required=False),
        ),
    ),
)


@pytest.fixture
def matter(owner):
    made = make_application(
        owner,
        state=State.CORRECTION_BEFORE,
        form_version=make_form_version(definition=DEFINITION),
        answers={"imported": True, "changed": False, "name": "甲", "items": [{"count": "1"}]},
    )
    make_correction(made, "changed", "why", "port", "items")
    return made


def url(matter, tail=""):
    return f"/space/applications/{matter.uuid}/correct/{tail}"


def test_live__typed_and_not_saved__says_what_is_shown_and_added_up(client, matter):
    typed = {"changed": "true", "items-rows": "2", "items-0-count": "2", "items-1-count": "3"}
    state = client.post(url(matter, "live/"), typed).json()
    assert state["hidden"] == []  # the port is asked: what was sent and not marked counts
    assert state["values"] == {"items-total-count": "5"}
    before = (matter.version, dict(matter.answers))
    matter.refresh_from_db()
    assert (matter.version, matter.answers) == before


def test_live__condition_not_met__hides_the_marked_field(client, matter):
    assert client.post(url(matter, "live/"), {"changed": "false"}).json()["hidden"] == ["why"]


def test_live__field_not_marked__neither_taken_nor_told(client, matter):
    state = client.post(url(matter, "live/"), {"imported": "false", "changed": "true"}).json()
    assert "port" not in state["hidden"]
    assert "name" not in state["required"]


def test_live__no_round_or_no_right_to_fill__409(client, owner, matter):
    sent = make_application(owner, state=State.SUBMITTED)
    assert client.post(url(sent, "live/")).status_code == 409
    signed_in(client, member_of(matter.enterprise, Role.READER))
    assert client.post(url(matter, "live/")).status_code == 409


def test_page__conditions_among_the_marked__asks_live_and_works_without(client, matter):
    page = client.get(url(matter)).content.decode()
    assert f'data-live="{url(matter, "live/")}"' in page
    assert "更新表单" in page
    assert 'data-field="why" hidden' in page


def test_page__nothing_depends__is_quiet(client, matter):
    matter.corrections.get().items.exclude(key="changed").delete()
    assert "data-live" not in client.get(url(matter)).content.decode()


def test_page__wrong_in_a_row__led_to_its_cell(client, matter):
    typed = {
        "version": matter.version,
        "items-rows": "1",
        "items-0-count": "",
        "items-0-note": "甲",
    }
    answer = client.post(url(matter), {**typed, "go": "next"})
    assert answer.status_code == 422
    assert 'href="#id_items-0-count"' in answer.content.decode()
