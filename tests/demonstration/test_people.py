"""Enterprises, persons, staff and the matters of the demonstration."""

import re
from datetime import date

import pytest

from applications.enums import ENDED_STATES, OPEN_STATES, State
from demonstration import numbers
from enterprises.enums import RIGHTS, Role
from foundation.core.validators import (
    validate_credit_code,
    validate_identity_card,
    validate_phone,
)
from foundation.eforms.cleaning import clean_answers
from foundation.eforms.enums import FieldKind, Prefill
from foundation.eforms.picks import Pick
from foundation.eforms.settling import settle
from foundation.eforms.surroundings import Surroundings
from foundation.eforms.validation import check

from .reading import (
    BY_CODE,
    EXAMPLE,
    RECORDS,
    TODAY,
    definition_of,
    keys,
    rows,
)

MANUAL_ROWS = [
    ("XAIA0XE9", "", "DS01", date(2025, 4, 23), State.SUBMITTED),
    ("1DVBN0LB", "牛黄解毒片", "DS02", date(2025, 3, 22), State.ACCEPTED),
    ("Y4MLTRL9", "甘草合剂片", "DS02", date(2025, 3, 22), State.EXAMINING),
    ("NL9QAWX6", "阿莫西林", "DS02", date(2025, 3, 22), State.DECIDING),
    ("LKMOOXQZ", "阿莫西林", "DS02", date(2025, 1, 22), State.WITHDRAW_REQUESTED),
    ("QEMA9HPK", "牛黄解毒片", "DS02", date(2025, 1, 22), State.WITHDRAW_REQUESTED),
]
CONTRACT_LOGINS = {
    "tongkang", "tongkang-agent", "anheng", "suyan", "xinban", "noid", "zhang.yaoshi", "li.xueyuan",
}  # fmt: skip
STAFF_LOGINS = {
    "editor", "publisher", "clerk", "reviewer", "approver", "helpdesk", "trainer", "auditor",
    "admin",
}  # fmt: skip


def test_enterprises__their_numbers__are_valid_and_fictitious():
    firms = rows("enterprises")
    assert len(firms) == 10
    assert len({firm["credit_code"] for firm in firms}) == 10
    for firm in firms:
        validate_credit_code(firm["credit_code"])
        assert firm["credit_code"][2:8] == numbers.NOBODYS_REGION
        assert EXAMPLE in firm["name"]
        assert EXAMPLE in firm["address"]
        validate_identity_card(firm["legal_representative_id_number"])
        for person in firm["key_people"]:
            validate_identity_card(person["id_number"])
        assert {site["kind"] for site in firm["sites"]} >= {"registered"}
        assert all(EXAMPLE in paper["number"] for paper in firm["licences"])


def test_persons__logins__are_those_of_the_contract():
    persons = rows("persons")
    assert {person["login"] for person in persons} >= CONTRACT_LOGINS
    firms = {firm["key"]: firm for firm in rows("enterprises")}
    for person in persons:
        validate_phone(person["phone"])
        if person["kind"] == "legal":
            firm = firms[person["enterprise"]]
            assert person["credit_code"] == firm["credit_code"]
            assert person["enterprise_name"] == firm["name"]
            assert set(person["rights"]) == set(RIGHTS[Role(person["role"])])
        if person["login"] != "noid":
            validate_identity_card(person["id_number"])


def test_persons__special_accounts__are_as_the_contract_says():
    persons = {person["login"]: person for person in rows("persons")}
    assert persons["noid"]["agent_id_number"] == ""
    assert "submit" not in persons["tongkang-agent"]["rights"]
    assert "fill" in persons["tongkang-agent"]["rights"]
    assert persons["zhang.yaoshi"]["employer"] == "tongkang"
    assert persons["li.xueyuan"]["employer"] == ""
    assert not [record for record in RECORDS if record["enterprise"] == "xinban"]


def test_staff__logins__are_those_of_the_contract():
    staff = rows("staff")
    assert {member["login"] for member in staff} == STAFF_LOGINS
    assert {member["department"] for member in staff} <= set(keys("departments"))


def of_tongkang(kind):
    return [
        record
        for record in RECORDS
        if record["enterprise"] == "tongkang" and BY_CODE[record["service"]]["kind"] == kind
    ]


@pytest.mark.parametrize(
    ("kind", "in_all", "still_open"),
    [("permit", 10, 6), ("service", 78, 6), ("report", 113, None), ("inspection", 20, None)],
)
def test_records__of_tongkang__count_as_the_manual_says(kind, in_all, still_open):
    found = of_tongkang(kind)
    assert len(found) == in_all
    if still_open is not None:
        assert sum(record["state"] in OPEN_STATES for record in found) == still_open
    assert len(rows("records", "consultations")) == 4


def test_records__first_six__are_the_rows_of_the_manual():
    found = [
        (row["check_code"], row["product_name"], row["service"], row["submitted_on"], row["state"])
        for row in RECORDS[:6]
    ]
    assert found == MANUAL_ROWS


def test_records__check_codes__are_unique_and_new_ones_unmistakable():
    given = [record["check_code"] for record in RECORDS if record["check_code"]]
    assert len(given) == len(set(given))
    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{8}", code) for code in given[6:])
    without = {record["state"] for record in RECORDS if not record["check_code"]}
    assert without <= {State.DRAFT}


def test_records__their_dates_and_references__are_sound():
    firms = {firm["key"] for firm in rows("enterprises")}
    logins = {person["login"] for person in rows("persons")}
    for record in RECORDS:
        assert record["state"] in State.values
        assert record["enterprise"] in firms | {""}
        assert record["applicant"] in logins
        assert record["submitted_on"] <= TODAY
        assert (record["state"] in ENDED_STATES) == ("ended_on" in record)
        if "ended_on" in record:
            assert record["submitted_on"] <= record["ended_on"] <= TODAY
        if record["state"] in {State.REJECTED, State.NOT_ACCEPTED, State.WITHDRAWN}:
            assert record["opinion"]


def test_records__of_others__keep_the_desk_busy():
    others = [row for row in RECORDS if row["enterprise"] not in {"tongkang", ""}]
    recent = [row["state"] for row in others if row["submitted_on"] >= date(2026, 11, 1)]
    assert len(others) == 30 + 27  # and those that tell the usual time of CS01 and IN09
    assert recent.count(State.SUBMITTED) >= 8
    assert recent.count(State.ACCEPTED) + recent.count(State.EXAMINING) >= 6
    assert recent.count(State.DECIDING) >= 4


def _around(record):
    """What the form knows of the enterprise; things have their labels as numbers here."""
    firm = next((row for row in rows("enterprises") if row["key"] == record["enterprise"]), {})
    facts = {
        Prefill.ENTERPRISE_REPRESENTATIVE: firm.get("legal_representative", ""),
        Prefill.ENTERPRISE_ADDRESS: firm.get("address", ""),
    }
    owned = {
        FieldKind.LICENCE: [(f"{row['kind']} {row['number']}", row["kind"])
                            for row in firm.get("licences", [])],
        FieldKind.STAFF: [(row["name"], row["post"]) for row in _of(firm, "employees")],
        FieldKind.PRODUCT: [(row["name"], row["kind"]) for row in _of(firm, "products")],
    }  # fmt: skip
    picks = {
        kind: tuple(Pick(id=label, label=label, facts={"kind": own}) for label, own in things)
        for kind, things in owned.items()
    }
    return Surroundings(today=record["submitted_on"], facts=facts, picks=picks)


def _of(firm, name):
    return [row for row in rows(name) if row["enterprise"] == firm.get("key")]


def test_answers__of_open_matters__pass_the_check_of_their_forms():
    still_open = [record for record in RECORDS if record["state"] in OPEN_STATES]
    assert len(still_open) > 40
    for record in still_open:
        definition = definition_of(BY_CODE[record["service"]])
        around = _around(record)
        answers = settle(definition, clean_answers(definition, record["answers"]), around)
        wrong = check(definition, answers, final=True, around=around)
        files = {key for key, field in definition.inputs.items() if field.is_file}
        assert {key: said for key, said in wrong.items() if key not in files} == {}, record
