import pytest
from django.db.models import Q
from modelsearch.backends import get_search_backend
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText

from foundation.fulltext.models import Synonym
from foundation.fulltext.services import find
from tests.fulltext.leaflets import Leaflet

ROUGH_INPUT = [
    "",
    " ",
    '"',
    '"药品',
    "'药品'",
    "药品\x00变更",
    "\x00",
    "💊💊",
    "💊药品",
    "，。！？《》〔〕",
    "药" * 10_000,
    "abc-" * 3_000,
    "a* OR b NEAR(c)",
    "title:药品",
    "{title}:药品",
    "药品 AND NOT 变更",
    "^药品$ \\ %s %d {}",
    "\ud800药品",
    "𠀀𠀁",
    "e\u0301t\u00e9",
    "½ Ⅻ ㎡ ﬁ",
    "<script>alert(1)</script>",
    "'; DROP TABLE wagtailcore_page; --",
]


def found(text, queryset=None):
    queryset = Leaflet.objects.all() if queryset is None else queryset
    return set(find(queryset, text).pks)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("变更", "关于药品上市后变更的通知"),
        ("药品 变更", "关于药品上市后变更的通知"),
        ("上市后变更", "关于药品上市后变更的通知"),
        ("精神药品", "麻醉药品和第一类精神药品购用印鉴卡"),
        ("药", "药品经营许可"),
        ("GMP", "药品GMP符合性检查"),
        ("gmp", "药品GMP符合性检查"),
        ("ＧＭＰ", "药品GMP符合性检查"),
        ("GMP", "药品ＧＭＰ符合性检查"),
        ("藥品", "药品经营许可"),
        ("药品", "藥品經營許可"),
        ("GB/T 37668", "执行GB/T 37668-2019的说明"),
        ("GB/T37668", "执行GB/T 37668-2019的说明"),
        ("GBT 37668", "执行GB/T 37668-2019的说明"),
        ("GBT37668", "执行GB/T 37668-2019的说明"),
        ("37668", "执行GB/T 37668-2019的说明"),
        ("GB/T 37668-2019", "执行GB/T37668-2019的说明"),
        ("4009001866", "热线400-900-1866"),
        ("400-900-1866", "热线400-900-1866"),
        ("400-900-1866", "热线4009001866"),
        ("COVID-19", "COVID19检测试剂"),
        ("国药监药管[2021]31号", "国药监药管〔2021〕31号"),
        ("2026-11-20", "自2026年至2026-11-20止"),
        ("怎么变更药品", "药品变更办理指南"),
        ("药品\u200b变更", "药品变更"),
        ("resume", "résumé"),
    ],
)
def test_find__words_of_any_spelling__finds_the_text(add_leaflet, query, text):
    wanted = add_leaflet(text)
    add_leaflet("化学试剂管理办法")
    assert found(query) == {wanted.pk}


@pytest.mark.parametrize("text", ROUGH_INPUT)
@pytest.mark.parametrize("operator", ["and", "or"])
def test_find__rough_input__never_raises(add_leaflet, text, operator):
    add_leaflet("药品变更")
    list(get_search_backend().search(text, Leaflet, operator=operator))
    get_search_backend().search(text, Leaflet, operator=operator).count()
    list(get_search_backend().autocomplete(text, Leaflet, operator=operator))
    find(Leaflet.objects.all(), text)


@pytest.mark.parametrize("text", ["", " ", "，。！", "💊", "\x00"])
def test_find__no_word_at_all__finds_nothing(add_leaflet, text):
    add_leaflet("药品变更，。！💊")
    assert found(text) == set()


def test_find__single_character__looks_in_titles_only(add_leaflet):
    titled = add_leaflet("中药饮片")
    add_leaflet("化妆品备案", body="不含药物成分")
    assert found("药") == {titled.pk}


def test_find__word_in_title__stands_before_word_in_body(add_leaflet):
    for number in range(8):
        add_leaflet(f"无关文件{number}")
    in_body = add_leaflet("办事指南汇编", body="说明如何变更。")
    in_title = add_leaflet("变更指南", body="说明。")
    findings = find(Leaflet.objects.all(), "变更")
    assert findings.pks == [in_title.pk, in_body.pk]
    assert findings.hits[0].score > findings.hits[1].score > 0


def test_find__all_words_first__then_texts_with_some(add_leaflet):
    both = add_leaflet("医疗器械注册变更")
    some = add_leaflet("医疗器械注册")
    for number in range(8):
        add_leaflet(f"行政处罚裁量{number}")
    findings = find(Leaflet.objects.all(), "医疗器械注册变更")
    assert findings.pks == [both.pk, some.pk]
    assert findings.is_widened


def test_find__mistyped_word__still_finds(add_leaflet):
    wanted = add_leaflet("医疗器械注册")
    assert found("医疗器戒") == {wanted.pk}


def test_find__filters_of_the_queryset__hold(add_leaflet):
    drug = add_leaflet("变更指南", sector="drug")
    add_leaflet("变更指南", sector="device")
    queryset = Leaflet.objects.filter(Q(sector="drug") | Q(title="无"))
    assert found("变更", queryset) == {drug.pk}


def test_find__more_than_the_limit__says_so(add_leaflet):
    for number in range(12):
        add_leaflet(f"变更通知{number}", sector="drug" if number % 3 else "device")
    findings = find(Leaflet.objects.all(), "变更", limit=10, group_by="sector")
    assert len(findings) == 10
    assert findings.is_capped
    everything = find(Leaflet.objects.all(), "变更", group_by="sector")
    assert everything.counts() == {"drug": 8, "device": 4}
    assert len(everything.in_groups(["device"])) == 4


def test_find__synonym_in_use__finds_the_other_word(add_leaflet):
    wanted = add_leaflet("药品生产质量管理规范检查")
    other = add_leaflet("GMP检查")
    assert found("乙甲规范") != {wanted.pk, other.pk}
    Synonym.objects.all().delete()
    assert found("GMP") == {other.pk}
    Synonym.objects.create(words="GMP 药品生产质量管理规范")
    assert found("gmp") == {wanted.pk, other.pk}
    assert found("药品生产质量管理规范") == {wanted.pk, other.pk}
    Synonym.objects.update(in_use=False)
    assert found("GMP") == {other.pk}


def test_search__results__count_slice_and_score_like_a_queryset(add_leaflet):
    things = [add_leaflet(f"变更通知{number}") for number in range(5)]
    results = get_search_backend().search("变更", Leaflet)
    assert results.count() == 5
    assert results[1:3].count() == 2
    assert len(results[1:3]) == 2
    assert {thing.pk for thing in results} == {thing.pk for thing in things}
    assert results.annotate_score("score")[0].score > 0
    assert results.facet("sector") == {"": 5}


def test_search__used_as_a_subquery__still_matches(add_leaflet):
    wanted = add_leaflet("变更通知")
    add_leaflet("其他通知")
    results = get_search_backend().search("变更", Leaflet).get_queryset()
    assert list(Leaflet.objects.filter(pk__in=results.values("pk"))) == [wanted]
    assert list(
        Leaflet.objects.filter(pk__in=Leaflet.objects.filter(pk__in=results.values("pk")))
    ) == [wanted]


def test_search__own_order__is_kept(add_leaflet):
    later = add_leaflet("A变更变更")
    first = add_leaflet("B变更")
    queryset = Leaflet.objects.order_by("-title")
    results = get_search_backend().search("变更", queryset, order_by_relevance=False)
    assert list(results) == [first, later]


def test_search__fields_given__looks_only_there(add_leaflet):
    titled = add_leaflet("变更指南", body="说明")
    bodied = add_leaflet("办事指南", body="变更说明")
    backend = get_search_backend()
    assert set(backend.search("变更", Leaflet, fields=["title"])) == {titled}
    assert set(backend.search("变更", Leaflet, fields=["body"])) == {bodied}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        (And([PlainText("变更"), PlainText("药品")]), {"药品变更"}),
        (Or([PlainText("变更"), PlainText("器械")]), {"药品变更", "器械注册"}),
        (Not(PlainText("变更")), {"药品注册", "器械注册"}),
        (And([PlainText("注册"), Not(PlainText("器械"))]), {"药品注册"}),
        (And([Not(PlainText("变更")), Not(PlainText("器械"))]), {"药品注册"}),
        (Or([PlainText("变更"), Not(PlainText("药品"))]), {"药品变更", "器械注册"}),
        (Or([Not(PlainText("药品")), Not(PlainText("注册"))]), {"药品变更", "器械注册"}),
        (Not(And([PlainText("药品"), PlainText("注册")])), {"药品变更", "器械注册"}),
        (Not(Or([PlainText("变更"), PlainText("器械")])), {"药品注册"}),
        (Not(Not(PlainText("变更"))), {"药品变更"}),
        (And([MatchAll(), PlainText("变更")]), {"药品变更"}),
        (Or([MatchAll(), PlainText("变更")]), {"药品变更", "药品注册", "器械注册"}),
        (And([Not(MatchAll()), PlainText("变更")]), set()),
        (Or([Not(MatchAll()), PlainText("变更")]), {"药品变更"}),
        (Not(MatchAll()), set()),
        (MatchAll(), {"药品变更", "药品注册", "器械注册"}),
        (Boost(PlainText("变更"), 2), {"药品变更"}),
        (Phrase("药品变更"), {"药品变更"}),
        (
            And([Or([PlainText("药品"), PlainText("器械")]), Not(Phrase("药品注册"))]),
            {"药品变更", "器械注册"},
        ),
    ],
)
def test_search__queries_joined__match_by_logic(add_leaflet, query, titles):
    for title in ("药品变更", "药品注册", "器械注册"):
        add_leaflet(title)
    results = get_search_backend().search(query, Leaflet)
    assert {leaflet.title for leaflet in results} == titles
    assert results.count() == len(titles)


def test_search__phrase_of_latin_words__keeps_their_order(add_leaflet):
    wanted = add_leaflet("Good Manufacturing Practice")
    add_leaflet("practice of manufacturing good")
    assert list(get_search_backend().search(Phrase("manufacturing practice"), Leaflet)) == [wanted]


@pytest.mark.parametrize(
    "text", ["药", "药品", "生产许", "gm", "GMP", "GB/T 376", "gbt376", "3766"]
)
def test_autocomplete__any_part_of_a_title__finds_it(add_leaflet, text):
    wanted = add_leaflet("关于药品生产许可和GMP的通知 GB/T 37668")
    add_leaflet("化学试剂")
    assert list(get_search_backend().autocomplete(text, Leaflet)) == [wanted]


def test_index__saved_again__replaces_the_row(add_leaflet):
    leaflet = add_leaflet("变更通知")
    leaflet.title = "注销通知"
    get_search_backend().add(leaflet)
    assert list(get_search_backend().search("变更", Leaflet)) == []
    assert list(get_search_backend().search("注销", Leaflet)) == [leaflet]
    assert get_search_backend().search("注销", Leaflet).count() == 1


def test_index__very_long_text__is_cut_and_kept(add_leaflet):
    many = "".join(chr(0x4E00 + number % 20_000) for number in range(300_000))
    leaflet = add_leaflet("长文", body=many)
    assert list(get_search_backend().search(many[100:110], Leaflet)) == [leaflet]
