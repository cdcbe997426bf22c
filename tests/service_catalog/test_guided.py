"""哪个事项适合我: walking through the tree, and what an editor is told of it."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from demonstration.loader.guided import load_guided_choice
from service_catalog.models import CatalogPage, GuidedChoicePage
from service_catalog.models.choices import Answer, Question, Suggestion, Tree
from tests.demonstration.reading import CONTENT, SERVICES
from tests.factories.content import make_kind, make_service, stream


class Page:
    """Stands for the page of a service."""

    def __init__(self, title="药品生产许可证核发", live=True):
        self.title, self.live = title, live


def answer(text, leads_to="", *services):
    return Answer(text, "", leads_to, tuple(Suggestion(each, "因为") for each in services))


def question(key, *answers):
    return Question(key, f"{key}？", "", answers)


SOUND = Tree([
    question("a", answer("是", "b"), answer("否", "", Page())),
    question("b", answer("是", "", Page()), answer("否", "", Page(), Page())),
])  # fmt: skip


def test_problems__of_a_sound_tree__are_none():
    assert SOUND.problems() == []


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        ([], "还没有问题"),
        ([question("a")], "还没有答案"),
        ([question("a", answer("是"))], "走到这里就断了"),
        ([question("a", answer("是", "zz"))], "下一题“zz”不存在"),
        ([question("a", answer("是", "a"))], "绕成了圈"),
        ([question("a", answer("是", "b")), question("b", answer("否", "a"))], "a？ → b？ → a？"),
        ([question("a", answer("是", "", Page(live=False)))], "没有发布"),
        ([question("a", answer("是", "", None))], "没有发布"),
        ([question("a", answer("是", "b", Page())), question("b", answer("否", "", Page()))],
         "请只留一种"),
        ([question("a", answer("是", "", Page())), question("b", answer("否", "", Page()))],
         "没有答案通向问题“b？”"),
        ([question("a", answer("是", "", Page())), question("a", answer("否", "", Page()))],
         "标识是“a”"),
    ],
)  # fmt: skip
def test_problems__of_each_mistake__are_told_in_a_sentence(questions, told):
    assert any(told in problem for problem in Tree(questions).problems())


def test_problems__of_one_ring__are_told_once():
    ring = [question("a", answer("是", "b")), question("b", answer("是", "c")),
            question("c", answer("是", "a"))]  # fmt: skip

    assert len([text for text in Tree(ring).problems() if "绕成了圈" in text]) == 1


@pytest.mark.parametrize(
    ("way", "asked", "ends"),
    [("", "a", 0), ("1", "b", 0), ("1.2", None, 2), ("2", None, 1), ("9", "a", 0), ("1.x", "b", 0),
     ("1.0", "b", 0), ("-1", "a", 0), ("1.2.3", None, 2), ("²", "a", 0)],
)  # fmt: skip
def test_walk__along_an_address__stops_where_it_makes_no_sense(way, asked, ends):
    walk = SOUND.walk(way)

    assert (walk.question.key if walk.question else None) == asked
    assert len(walk.suggestions) == ends


def tree_of(service, **facts):
    return stream(
        ("question", {"key": "first", "text": "您要生产药品吗？", "help": "", "answers": [
            {"text": "要", "hint": "", "next": "second", "services": []},
            {"text": "不要", "hint": "", "next": "",
             "services": [{"service": service.pk, "why": "批发也要许可。"}]}]}),
        ("question", {"key": "second", "text": "有许可证吗？", "help": "", "answers": [
            {"text": "没有", "hint": "", "next": "",
             "services": [{"service": service.pk, "why": "先取得许可证。"}]}]}),
    )  # fmt: skip


@pytest.fixture
def service(db):
    return make_service(code="DP01", kind="permit", title="药品生产许可证核发")


@pytest.fixture
def choice(service):
    page = GuidedChoicePage(title="哪个事项适合我", slug="guide", questions=tree_of(service))
    return CatalogPage.objects.get().add_child(instance=page)


def test_page__one_question_at_a_time__leads_to_the_service_and_back(client, choice):
    first = client.get("/services/guide/").content.decode()
    second = client.get("/services/guide/?way=1").content.decode()
    end = client.get("/services/guide/?way=1.1").content.decode()

    assert "您要生产药品吗？" in first
    assert "有许可证吗？" not in first
    assert 'href="?way=1"' in first
    assert 'href="?way="' in second
    assert "药品生产许可证核发" in end
    assert "先取得许可证。" in end
    assert 'href="/services/permit/dp01/"' in end


@pytest.mark.parametrize("way", ["9.9", "x", "1." * 500, "%00", "1.1.1.1"])
def test_page__at_an_odd_address__answers(client, choice, way):
    assert client.get(f"/services/guide/?way={way}").status_code == 200


def test_page__when_the_service_was_unpublished__shows_the_way_to_help(client, choice, service):
    service.unpublish()

    page = client.get("/services/guide/?way=2").content.decode()

    assert "没有对应的事项" in page
    assert "/help/hotlines/" in page


def test_entries__of_a_published_choice__stand_on_list_home_and_empty_search(client, choice):
    for address in ("/services/", "/", "/search/?q=甲乙丙丁戊", "/services/?q=甲乙丙丁戊"):
        assert 'href="/services/guide/"' in client.get(address).content.decode(), address


def test_entries__without_a_published_choice__are_absent(client, choice):
    choice.unpublish()

    assert "/services/guide/" not in client.get("/services/").content.decode()


def posted(*, publish, leads_to):
    answers = {"answers-count": "1", "answers-0-deleted": "", "answers-0-order": "0",
               "answers-0-type": "item", "answers-0-id": "", "answers-0-value-text": "要",
               "answers-0-value-hint": "", "answers-0-value-next": leads_to,
               "answers-0-value-services-count": "0"}  # fmt: skip
    row = {"key": "first", "text": "您要生产药品吗？", "help": "", **answers}
    data = {"title": "选择", "slug": "guide", "summary": "",
            "questions": streamfield([("question", row)]),
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0"}}  # fmt: skip
    data |= {"action-publish": "1"} if publish else {}
    return nested_form_data(data)


def _posted(admin_client, **facts):
    make_kind("permit")
    parent = CatalogPage.objects.get()
    address = f"/admin/pages/add/service_catalog/guidedchoicepage/{parent.pk}/"
    data = {name: value for name, value in posted(**facts).items() if value is not None}
    return admin_client.post(address, data, follow=True)


def test_editor__publishing_a_dead_end__is_told_where_and_nothing_is_published(admin_client):
    response = _posted(admin_client, publish=True, leads_to="nowhere")

    told = response.context["form"].errors.as_data()["questions"][0].as_json_data()
    assert "下一题“nowhere”不存在" in told["messages"][0]
    assert not GuidedChoicePage.objects.exists()


def test_editor__saving_a_draft__keeps_it_and_is_told_what_is_missing(admin_client):
    page = _posted(admin_client, publish=False, leads_to="").content.decode()

    assert "发布前请修改" in page
    assert not GuidedChoicePage.objects.get().live


@pytest.mark.django_db
def test_demonstration__its_tree__is_sound_and_large_enough():
    services = {row["code"]: make_service(code=row["code"]) for row in SERVICES}

    page = load_guided_choice(CONTENT, services)

    assert page.problems == []
    assert len(page.questions) >= 12
