"""The stories of the demonstration: every state and pause, told with what is there."""

import pytest

from applications.enums import PauseCause, State
from applications.workflow import ANSWERS, CORRECTIONS, MOVES, RESUME
from foundation.eforms.cleaning import clean_answers

from .reading import BY_CODE, RECORDS, definition_of, rows

STORIES = rows("stories")
LIKE = {record["check_code"]: record for record in RECORDS if record["check_code"]}
REASONS = {row["text"] for row in rows("desk", "reasons")}


def _walk(story):
    """The states through which a story goes, by the table."""
    state, before = str(State.DRAFT), ""
    for step in story["steps"]:
        move = MOVES[step["move"]]
        assert state in move.sources, (story, step)
        target = before if move.target == RESUME else str(move.target)
        before, state = state, target
        yield state


@pytest.mark.parametrize("story", STORIES, ids=[story["like"] for story in STORIES])
def test_story__its_steps__are_moves_of_the_table_in_order(story):
    assert list(_walk(story))
    days = [step["ago"] for step in story["steps"]]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("story", STORIES, ids=[story["like"] for story in STORIES])
def test_story__its_fields_and_reasons__exist(story):
    definition = definition_of(BY_CODE[LIKE[story["like"]]["service"]])
    assert set(story.get("answers", {})) <= set(definition.inputs)
    for step in story["steps"]:
        if step["move"] in CORRECTIONS:
            assert {item["reason"] for item in step["items"]} <= REASONS
            assert {item["key"] for item in step["items"]} <= set(definition.inputs)
        if step["move"] in ANSWERS:
            assert clean_answers(definition, step["mended"]) == step["mended"]


def test_stories__messages__both_sides_and_one_that_waits_for_the_desk():
    said = [story["messages"] for story in STORIES if "messages" in story]
    assert {"applicant", "clerk"} <= {each["by"] for messages in said for each in messages}
    assert any(messages[-1]["by"] == "applicant" for messages in said)
    for messages in said:
        days = [each["ago"] for each in messages]
        assert days == sorted(days, reverse=True)


def test_stories__and_records__show_every_state():
    told = {list(_walk(story))[-1] for story in STORIES}
    assert told | {record["state"] for record in RECORDS} == set(State.values)


def test_stories__none__is_of_the_enterprise_that_the_manual_counts():
    assert not [story for story in STORIES if LIKE[story["like"]]["enterprise"] == "tongkang"]


def test_stories__pauses__have_several_causes():
    causes = {step.get("cause") for story in STORIES for step in story["steps"]}
    assert {PauseCause.SITE_CHECK, PauseCause.EXPERT} <= causes
