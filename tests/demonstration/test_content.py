"""The demonstration content: whole, consistent, and pretending nothing."""

from collections import Counter

import pytest

from enterprises.enums import Post, ProductKind, SiteKind
from foundation.eforms.blocks import FormBlock, form_rows
from foundation.eforms.blocks.problems import problems_of
from foundation.eforms.definition import Step
from foundation.eforms.enums import FieldKind, FileKind, Prefill, PrefillMode
from help_center.enums import ManualKind, Purpose
from help_center.models import Hotline
from home.blocks import ICONS
from licences.enums import LicenceKind
from service_catalog.blocks import FlowBlock, LegalBasesBlock, MaterialsBlock
from service_catalog.enums import Audience, Handling, Kind, Level, PlaceKind
from service_catalog.models import ServicePage

from .reading import (
    BY_CODE,
    CONTENT,
    MANUAL_NUMBERS,
    OFFERED,
    SERVICES,
    TODAY,
    UNVERIFIED,
    definition_of,
    form_of,
    keys,
    lengths_exceeded,
    read,
    rows,
)

ITEMS = {"DP": 30, "DS": 20, "MP": 12, "MS": 13, "CP": 5, "CS": 8, "IN": 15, "RP": 14}
LINKED_OUT = {"MP12", "MS01"}
FULL_FORMS = {
    "DP01", "DP07", "DP30", "MP01", "MP06", "CP01", "CS01", "DS01", "DS02", "DS03", "DS07",
    "IN02", "IN09",
}  # fmt: skip


PICKED = {
    FieldKind.LICENCE: LicenceKind.labels,
    FieldKind.STAFF: Post.labels,
    FieldKind.SITE: SiteKind.labels,
    FieldKind.PRODUCT: ProductKind.labels,
}


def test_forms__pickers_of_one_kind__name_a_kind_that_there_is():
    for service in SERVICES:
        for field in definition_of(service):
            if field.kind.is_picker and field.source_kind:
                assert field.source_kind in PICKED[field.kind], (service["code"], field.key)


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
        for step in form_of(service)["steps"]:
            for row in step["fields"]:
                compiled = Step.from_json({"title": "", "fields": [row]}).fields[0].to_json()
                said = {name for name, value in row.items() if name != "required" or not value}
                assert said <= set(compiled) | {"max_files", "max_megabytes", "max_rows"}, row


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


GUIDE_BLOCKS = [
    ("steps", FlowBlock, "step"),
    ("materials", MaterialsBlock, "material"),
    ("legal_basis", LegalBasesBlock, "basis"),
]


@pytest.mark.parametrize(("name", "block", "child"), GUIDE_BLOCKS)
def test_guide__its_parts__are_what_an_editor_could_save(name, block, child):
    stream = block()
    inner = stream.child_blocks[child].child_blocks
    for service in SERVICES:
        parts = [
            {"type": child, "value": {key: row[key] for key in row if key in inner}}
            for row in service[name]
        ]
        assert len(stream.clean(stream.to_python(parts))) == len(service[name])


def test_form__any__is_what_an_editor_could_save():
    form = FormBlock()
    for service in OFFERED:
        rows = form_rows(definition_of(service))
        assert len(form.clean(form.to_python(rows))) == len(rows) > 0


def test_full_forms__together__use_every_kind_and_every_rule():
    forms = [definition_of(BY_CODE[code]) for code in sorted(FULL_FORMS)]
    fields = [field for form in forms for field in form]
    every = [*fields, *(child for field in fields for child in field.fields)]
    assert {field.kind for field in every} == set(FieldKind)
    for name in ("show", "require", "option_rules", "formula", "source_kind", "total", "min_rows"):
        assert any(getattr(field, name) for field in every), name
    assert {field.prefill_mode for field in every} == set(PrefillMode)
    assert any(step.show for form in forms for step in form.steps)
    assert any(form.checks for form in forms)
    assert all(problems_of(form) == [] for form in forms)
