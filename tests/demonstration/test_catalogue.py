"""What the catalogue of the demonstration shows: forms, samples, windows, hours, usual days."""

from collections import Counter
from datetime import date, timedelta

import pytest

from demonstration.loader.catalogue import load_places
from demonstration.loader.materials import Materials
from foundation.eforms.enums import FileKind
from service_catalog.models import OpeningWindow, Place

from .reading import BY_CODE, CONTENT, RECORDS, SERVICES, TODAY, read

TYPICAL = ("DP01", "DP07", "DP30", "MP01", "MP06", "CP01", "CS01", "DS01", "DS02", "DS03", "DS07",
           "IN02", "IN09")  # fmt: skip
LATELY = timedelta(days=90)


def test_materials__that_are_described__are_asked_for_somewhere():
    asked = {row["name"] for service in SERVICES for row in service.get("materials", [])}
    results = {service["result_name"] for service in SERVICES}
    content = read("materials.toml")

    assert {row["name"] for row in content["materials"]} <= asked
    assert {row["name"] for row in content["results"]} <= results
    for row in content["materials"]:
        assert set(row.get("accept", [])) <= set(FileKind.values), row["name"]


@pytest.mark.parametrize("code", TYPICAL)
def test_typical_services__each__tells_check_points_and_offers_a_sample(code):
    known = {row["name"]: row for row in read("materials.toml")["materials"]}
    described = [known[row["name"]] for row in BY_CODE[code]["materials"] if row["name"] in known]

    assert sum(bool(row.get("checks")) for row in described) >= 2
    if code not in {"MP01", "IN09"}:
        assert any("sheet" in row for row in described)


@pytest.mark.django_db
def test_documents__of_a_material__are_made_once():
    materials = Materials(CONTENT)
    row = {"name": "授权委托书", "form": "电子件", "note": ""}

    first, again = materials.block(row), materials.block(row)

    assert first == again
    assert first["template"] != first["sample"]
    assert first["may_follow"]


@pytest.mark.django_db
def test_places__of_the_demonstration__have_their_hours():
    load_places(CONTENT)
    load_places(CONTENT)

    assert Place.objects.get(key="city-centre").hours_lines == [
        "周一至周五 08:30–12:00、13:30–17:30",
        "周六 09:00–13:00",
    ]


def test_windows__of_reports__are_sound_and_some_are_open():
    windows = {
        code: [OpeningWindow(**row) for row in service["windows"]]
        for code, service in BY_CODE.items()
        if "windows" in service
    }
    for rules in windows.values():
        for rule in rules:
            rule.clean()

    assert len(windows) >= 10
    assert {code for code in windows if code[:2] == "RP"} == set(windows)


def test_records__ended_of_late__tell_the_usual_time_of_two_services():
    ended = Counter(
        row["service"]
        for row in RECORDS
        if row["state"] == "granted" and row.get("ended_on", date.min) > TODAY - LATELY
    )

    assert {code for code, number in ended.items() if number >= 10} == {"CS01", "IN09"}
