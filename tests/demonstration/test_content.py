"""The demonstration content: whole, consistent, and pretending nothing."""

import re
import tomllib
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from stdnum.cn import ric, uscc

from applications.enums import ENDED_STATES, OPEN_STATES, State
from demonstration import numbers
from enterprises.enums import RIGHTS, Role
from foundation.core.blocks import BodyBlock
from foundation.core.validators import (
    validate_credit_code,
    validate_identity_card,
    validate_phone,
)
from foundation.eforms.blocks.problems import problems_of
from foundation.eforms.cleaning import clean_answers
from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import FieldKind, FileKind, Prefill
from foundation.eforms.validation import check
from help_center.enums import ManualKind, Purpose
from help_center.models import Hotline
from home.blocks import ICONS
from notices.enums import Validity
from notices.models import NoticePage
from service_catalog.enums import Audience, Handling, Kind, Level, PlaceKind
from service_catalog.models import ServicePage

CONTENT = Path(numbers.__file__).parent / "content"
TODAY = date(2026, 11, 22)
UNVERIFIED = "待核实"
EXAMPLE = "示例"
ITEMS = {"DP": 30, "DS": 20, "MP": 12, "MS": 13, "CP": 5, "CS": 8, "IN": 15, "RP": 14}
LINKED_OUT = {"MP12", "MS01"}
FULL_FORMS = {
    "DP01", "DP07", "DP30", "MP01", "MP06", "CP01", "CS01", "DS01", "DS02", "DS03", "DS07",
    "IN02", "IN09",
}  # fmt: skip
MANUAL_ROWS = [
    ("XAIA0XE9", "", "DS01", date(2025, 4, 23), State.SUBMITTED),
    ("1DVBN0LB", "牛黄解毒片", "DS02", date(2025, 3, 22), State.ACCEPTED),
    ("Y4MLTRL9", "甘草合剂片", "DS02", date(2025, 3, 22), State.EXAMINING),
    ("NL9QAWX6", "阿莫西林", "DS02", date(2025, 3, 22), State.DECIDING),
    ("LKMOOXQZ", "阿莫西林", "DS02", date(2025, 1, 22), State.WITHDRAW_REQUESTED),
    ("QEMA9HPK", "牛黄解毒片", "DS02", date(2025, 1, 22), State.WITHDRAW_REQUESTED),
]
MANUAL_NUMBERS = {
    "tech-portal": ["400-900-1866"],
    "tech-drug-lab": ["010-52779553"],
    "tech-device-lab": ["16647696849"],
    "tech-packaging-lab": ["13167347438"],
    "biz-permit": ["010-89150290"],
    "biz-drug-lab": ["010-52779500"],
    "biz-device-lab": ["010-57901588", "010-57901488"],
    "biz-packaging-lab": ["010-50950470", "010-50950474"],
}
CONTRACT_LOGINS = {
    "tongkang", "tongkang-agent", "anheng", "suyan", "xinban", "noid", "zhang.yaoshi", "li.xueyuan",
}  # fmt: skip
STAFF_LOGINS = {
    "editor", "publisher", "clerk", "reviewer", "approver", "helpdesk", "trainer", "auditor",
    "admin",
}  # fmt: skip


def read(name):
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def rows(name, table=None):
    return read(f"{name}.toml")[table or name]


def keys(name, table=None):
    return [row["key"] for row in rows(name, table)]


def services():
    return [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((CONTENT / "services").glob("*.toml"))
    ]


def notices():
    return [
        row
        for path in sorted((CONTENT / "notices").glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["notices"]
    ]


def definition_of(service):
    steps = service.get("form", {}).get("steps", [])
    return Definition(steps=tuple(Step.from_json(step) for step in steps))


SERVICES = services()
BY_CODE = {service["code"]: service for service in SERVICES}
OFFERED = [service for service in SERVICES if service["code"] not in LINKED_OUT]
NOTICES = notices()
RECORDS = rows("records")


def lengths_exceeded(model, row, names=None):
    limits = {
        field.name: field.max_length
        for field in model._meta.get_fields()
        if getattr(field, "max_length", None)
    }
    renamed = names or {}
    texts = {
        renamed.get(name, name): " ".join(value) if name == "keywords" else value
        for name, value in row.items()
    }
    return {
        name: len(value)
        for name, value in texts.items()
        if isinstance(value, str) and name in limits and len(value) > limits[name]
    }


def test_credit_code__made__is_valid_and_nobodys():
    made = [numbers.make_credit_code(serial) for serial in range(200)]
    assert len(set(made)) == 200
    for code in made:
        uscc.validate(code)
        assert code[2:8] == numbers.NOBODYS_REGION
        assert code[8:10] == numbers.NOBODYS_ORGANISATION


def test_credit_check_digit__published_example__agrees():
    assert numbers.credit_check_digit("91110000600037341") == "L"


def test_identity_card__made__is_valid():
    for serial in range(200):
        ric.validate(numbers.make_identity_card(serial, born=date(1990, 2, 28)))


def test_identity_check_digit__published_example__agrees():
    assert numbers.identity_check_digit("36042619910101007") == "1"


def test_phone__made__is_valid():
    for serial in (0, 1, 9999):
        validate_phone(numbers.make_phone(serial))


def test_check_code__made__is_stable_without_confusing_characters():
    made = {numbers.make_check_code(str(seed)) for seed in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{8}", code) for code in made)
    assert numbers.make_check_code("a") == numbers.make_check_code("a")


def test_services__counted__are_117_in_their_groups():
    assert Counter(service["code"][:2] for service in SERVICES) == ITEMS
    assert len(SERVICES) == 117
    assert len(BY_CODE) == 117


def test_services__titles__differ():
    assert not [title for title, n in Counter(s["title"] for s in SERVICES).items() if n > 1]
    assert len({service["summary"] for service in SERVICES}) == 117


def test_service__its_facts__fit_the_page_type():
    for service in SERVICES:
        assert service["slug"] == service["code"].lower()
        assert service["kind"] in Kind.values
        assert service["audience"] in Audience.values
        assert service["handling"] in Handling.values
        assert service["level"] in Level.values
        assert lengths_exceeded(ServicePage, service, {"phone_line": "consult_line"}) == {}, service
        assert service["conditions"] and len(service["keywords"]) >= 3
        assert service["steps"] and service["legal_basis"] and service["materials"]


def test_service__its_references__exist():
    for service in SERVICES:
        assert service["sector"] in keys("sectors")
        assert service["topic"] in keys("topics")
        assert service["department"] in keys("departments")
        assert service["phone_line"] in keys("hotlines")
        assert set(service["places"]) <= set(keys("places"))
        assert set(service["faq"]) <= set(keys("faqs"))


def test_service__promise__is_never_longer_than_the_law():
    for service in SERVICES:
        legal, promised = service.get("legal_days"), service.get("promised_days")
        if legal:
            assert UNVERIFIED in service["legal_days_source"]
            assert promised is not None and promised <= legal
        assert all(UNVERIFIED in basis["note"] for basis in service["legal_basis"])


def test_services__linked_out__are_the_two_of_the_districts():
    out = {service["code"]: service["external_url"] for service in SERVICES
           if "external_url" in service}  # fmt: skip
    assert set(out) == LINKED_OUT
    assert set(out.values()) == {"https://banshi.beijing.gov.cn/"}
    assert not any("form" in BY_CODE[code] for code in out)


def test_form__compiled__has_no_problems():
    for service in OFFERED:
        definition = definition_of(service)
        assert problems_of(definition) == [], service["code"]
        kinds = [field.kind for field in definition]
        assert FieldKind.DECLARATION in kinds
        assert {field.prefill for field in definition} <= {"", *Prefill.values}
        accepted = {kind for field in definition for kind in field.accept}
        assert accepted <= set(FileKind.values)


def test_form__its_attributes__are_all_understood():
    for service in OFFERED:
        for step in service["form"]["steps"]:
            for row in step["fields"]:
                compiled = Step.from_json({"title": "", "fields": [row]}).fields[0].to_json()
                said = {name for name, value in row.items() if name != "required" or not value}
                assert said <= set(compiled) | {"max_files", "max_megabytes"}, row


def test_form__its_files__are_those_of_the_materials():
    for service in OFFERED:
        asked = {field.key for field in definition_of(service) if field.is_file}
        listed = {material["field"] for material in service["materials"] if "field" in material}
        assert asked == listed, service["code"]
        lost = [
            material["name"]
            for material in service["materials"]
            if material["required"] and not material["in_form"] and material["form"] == "电子件"
        ]
        assert lost == []


def test_forms__of_the_typical_items__are_full():
    for code in FULL_FORMS:
        assert len(list(definition_of(BY_CODE[code]))) >= 12, code


def test_forms__about_a_product__name_it_alike():
    labels = {
        field.label
        for service in OFFERED
        for field in definition_of(service)
        if field.key == "product_name"
    }
    assert labels
    assert all("名称" in label for label in labels)


def test_notices__counted__are_eighty_and_five_to_come():
    waiting = [notice for notice in NOTICES if "go_live_at" in notice]
    published = [notice for notice in NOTICES if "go_live_at" not in notice]
    assert len(published) == 80
    assert len(waiting) == 5
    assert all(notice["go_live_at"].date() > TODAY for notice in waiting)
    assert all(isinstance(notice["go_live_at"], datetime) for notice in waiting)
    days = [notice["published_on"] for notice in published]
    assert max(days) == date(2026, 11, 20)
    assert min(days).year == 2023


def test_notices__their_legal_life__is_varied():
    validity = Counter(notice["validity"] for notice in NOTICES)
    assert validity["repealed"] == 10
    assert {"current", "amended", "draft"} <= set(validity)
    assert sum(bool(notice["attachments"]) for notice in NOTICES) >= 20
    assert sum(bool(notice["corrections"]) for notice in NOTICES) == 3
    replacing = [notice for notice in NOTICES if notice["replaces"]]
    assert len(replacing) >= 6
    by_key = {notice["key"]: notice for notice in NOTICES}
    for notice in replacing:
        for old in notice["replaces"]:
            assert by_key[old]["validity"] == "repealed"
            assert by_key[old]["published_on"] < notice["published_on"]


def test_notice__its_facts__fit_the_page_type():
    for notice in NOTICES:
        assert EXAMPLE in notice["title"]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", notice["key"])
        assert notice["number"] == "" or re.fullmatch(r"示例〔20\d\d〕\d+号", notice["number"])
        assert notice["validity"] in Validity.values
        assert lengths_exceeded(NoticePage, notice) == {}, notice["key"]
        assert notice["signed_on"] <= notice["published_on"]
        if "expires_on" in notice:
            assert notice["expires_on"] > notice["effective_on"]
            assert notice["validity"] != "current" or notice["expires_on"].year >= 2028
        assert len(notice["keywords"]) >= 2


def test_notice__its_references__exist():
    for notice in NOTICES:
        assert notice["category"] in keys("notice_categories", "categories")
        assert notice["sector"] in keys("sectors")
        assert notice["topic"] in keys("topics")
        assert notice["department"] in keys("departments")
        assert set(notice["services"]) <= set(BY_CODE)
        assert set(notice["replaces"]) <= {each["key"] for each in NOTICES}


def test_notices__keys_and_numbers__are_unique():
    assert len({notice["key"] for notice in NOTICES}) == 85
    given = [notice["number"] for notice in NOTICES if notice["number"]]
    assert len(given) == len(set(given)) > 40


def test_notices__every_leaf_category__holds_some():
    used = {notice["category"] for notice in NOTICES}
    categories = rows("notice_categories", "categories")
    parents = {category["parent"] for category in categories}
    assert {row["key"] for row in categories} - parents <= used
    assert parents - {""} <= {row["key"] for row in categories}


def bodies():
    for notice in NOTICES:
        yield notice["key"], notice["body"]
    for page in rows("pages"):
        yield page["slug"], page["body"]


def test_body__its_blocks__can_be_drawn():
    known = set(BodyBlock().child_blocks) | {"list"}
    for name, body in bodies():
        assert body, name
        assert {block["type"] for block in body} <= known, name
        for block in body:
            assert_drawable(block)


def assert_drawable(block):
    if block["type"] == "table":
        assert 0 < len(block["caption"]) <= 80
        assert len(block["rows"]) >= 2
        assert len({len(row) for row in block["rows"]}) == 1, block["rows"]
        assert not any("|" in cell for row in block["rows"] for cell in row)
    elif block["type"] == "list":
        assert block["items"]
    else:
        assert block["text"].strip()
    if block["type"] == "heading":
        assert len(block["text"]) <= 80


def test_attachments__their_content__is_there_to_make_files_of():
    attachments = [each for notice in NOTICES for each in notice["attachments"]]
    assert len({each["filename"] for each in attachments}) == len(attachments)
    for each in attachments:
        assert each["filename"].endswith(f".{each['kind']}")
        content = each["rows"] if each["kind"] == "xlsx" else each["text"]
        assert len(content) >= 2


def test_corrections__the_new_words__stand_in_the_notice():
    for notice in NOTICES:
        for correction in notice["corrections"]:
            assert correction["on"] >= notice["published_on"]
            assert correction["new"] in str(notice["body"])
            assert correction["old"] not in str(notice["body"]).replace(correction["new"], "")


def test_faqs__counted__are_sixty_with_other_wordings():
    faqs = rows("faqs")
    assert len(faqs) == 60
    assert len({faq["key"] for faq in faqs}) == len({faq["question"] for faq in faqs}) == 60
    assert sum(len(faq["alternatives"]) >= 5 for faq in faqs) >= 20
    assert all(len(faq["alternatives"]) >= 2 for faq in faqs)
    asked = [wording for faq in faqs for wording in faq["alternatives"]]
    assert not [wording for wording, times in Counter(asked).items() if times > 1]


def test_faqs__their_references__exist():
    staff = {member["name"] for member in rows("staff")}
    for faq in rows("faqs"):
        assert faq["topic"] in keys("topics"), faq["key"]
        assert faq["sector"] in keys("sectors"), faq["key"]
        assert set(faq["services"]) <= set(BY_CODE), faq["key"]
        assert faq["reviewer"] in staff
        assert faq["reviewed_on"] <= TODAY < faq["review_due_on"]
        assert faq["answer"] and faq["basis"]


def test_faqs__first_three__keep_the_facts_of_the_manual():
    first, second, third = rows("faqs")[:3]
    assert "请不要切换登录方式" in first["answer"][0]
    assert "【个人登录】" in first["answer"][0]
    assert "重新登录" in first["answer"][1]
    address = "https://banshi.beijing.gov.cn/newbjspace/newSpacephaXvhknshell/legal/home"
    assert address in "".join(second["answer"])
    assert "账户设置" in "".join(second["answer"])
    assert "补充办事人姓名" in "".join(second["answer"])
    assert "核实身份信息" in third["answer"][0]


def test_manuals__their_content__is_there_to_make_files_of():
    manuals = rows("manuals")
    assert {manual["kind"] for manual in manuals} <= set(ManualKind.values)
    assert len({manual["filename"] for manual in manuals}) == len(manuals)
    for manual in manuals:
        assert manual["filename"].endswith(f".{manual['format']}")
        assert set(manual["services"]) <= set(BY_CODE)
        for page in manual["pages"]:
            if manual["format"] == "xlsx":
                assert len({len(row) for row in page["rows"]}) == 1, manual["key"]
            else:
                assert page["text"].strip()


def test_manuals__every_report__has_its_template():
    reports = [service for service in SERVICES if service["kind"] == "report"]
    sheets = {manual["key"]: manual["pages"][0]["rows"] for manual in rows("manuals")
              if manual["format"] == "xlsx"}  # fmt: skip
    for report in reports:
        assert sheets[f"template-{report['slug']}"][0] == report["columns"]


def test_hotlines__numbers__are_those_of_the_manual():
    assert {line["key"]: line["numbers"] for line in rows("hotlines")} == MANUAL_NUMBERS
    portal = rows("hotlines")[0]
    assert (portal["email"], portal["hours"]) == ("jszc2025@163.com", "工作日 9:00–18:00")
    assert all(line["hours"] == "" for line in rows("hotlines")[1:])
    for line in rows("hotlines"):
        assert line["purpose"] in Purpose.values
        assert set(line["sectors"]) <= set(keys("sectors"))
        assert lengths_exceeded(Hotline, line, {"title": "subject", "holiday_note": "note"}) == {}


def test_places__their_references__exist():
    for place in rows("places"):
        assert place["kind"] in PlaceKind.values
        assert place["phone_line"] in MANUAL_NUMBERS


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
    assert len(others) == 30
    assert recent.count(State.SUBMITTED) >= 8
    assert recent.count(State.ACCEPTED) + recent.count(State.EXAMINING) >= 6
    assert recent.count(State.DECIDING) >= 4


def test_answers__of_open_matters__pass_the_check_of_their_forms():
    still_open = [record for record in RECORDS if record["state"] in OPEN_STATES]
    assert len(still_open) > 40
    for record in still_open:
        definition = definition_of(BY_CODE[record["service"]])
        answers = clean_answers(definition, record["answers"])
        wrong = check(definition, answers, final=True, today=record["submitted_on"])
        files = {key for key, field in definition.inputs.items() if field.is_file}
        assert {key: said for key, said in wrong.items() if key not in files} == {}, record


def targets():
    for name in ("home", "site"):
        for entries in read(f"{name}.toml").values():
            if isinstance(entries, list):
                yield from (each for each in entries if isinstance(each, dict))


def test_targets__of_home_and_site__exist():
    known = {
        "faq": set(keys("faqs")),
        "service": set(BY_CODE),
        "page": {page["slug"] for page in rows("pages")},
    }
    icons = {icon for icon, _label in ICONS}
    for entry in targets():
        if "target" in entry:
            kind, _colon, name = entry["target"].partition(":")
            assert name.startswith("/") if kind == "path" else name in known[kind]
            assert len(entry["label"]) <= 30
        assert entry.get("icon", "help") in icons


def test_home__its_lists__exist():
    home = read("home.toml")
    categories = {row["key"] for row in rows("notice_categories", "categories")}
    assert set(home["notice_tabs"]) <= categories
    assert set(home["hotlines"]) <= set(MANUAL_NUMBERS)
    assert [entry["kind"] for entry in home["kinds"]] == list(Kind.values)
    assert {page["slug"] for page in rows("pages")} >= {
        "training", "site-map", "accessibility", "privacy",
    }  # fmt: skip


def test_content__anywhere__promises_no_button_to_click_here():
    for path in CONTENT.rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert "点击此处" not in text, path.name
        assert "lorem" not in text.lower(), path.name
