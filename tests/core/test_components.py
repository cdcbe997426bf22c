"""The components render in every state, say what they must, and keep their contrast."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from foundation.core.gallery import SAMPLES, SampleForm, gallery_context
from foundation.core.templatetags import ui

FRAME = {
    "account",
    "article_list",
    "field_errors",
    "field_notes",
    "floating_help",
    "main_nav",
    "masthead",
    "messages",
    "service_line",
    "site_footer",
}
WITHOUT_SHEET = {"messages", "field_errors", "field_notes"}


def render(source, request=None, **context):
    if request is not None:
        context["request"] = request
    return Template("{% load ui %}" + source).render(Context(context))


def contrast(first, second):
    def light(colour):
        colour = "".join(c * 2 for c in colour[1:]) if len(colour) == 4 else colour[1:]
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tokens(project_root, mode):
    text = (project_root / "static/css/tokens.css").read_text()
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", text.split("[data-contrast")[0]))
    if mode == "high":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", text.split("[data-contrast")[1]))
    return found


PAIRS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3")
        for ground in ("paper", "paper-2", "sheet")
    ),
    *((c, ground) for c in ("indigo", "cinnabar") for ground in ("paper", "sheet", f"{c}-wash")),
    *((c, f"{c}-wash") for c in ("indigo", "cinnabar", "bamboo", "gamboge")),
    ("ink", "indigo-wash"),
    ("ink", "gamboge-wash"),
    ("ink", "cinnabar-wash"),
    ("ink", "bamboo-wash"),
    ("on-dark", "indigo"),
    ("on-dark", "indigo-strong"),
    ("sheet", "indigo"),
    ("sheet", "cinnabar"),
    ("bamboo", "sheet"),
    ("indigo", "paper-2"),
]


@pytest.mark.parametrize(("mode", "floor"), [("light", 4.5), ("high", 7)])
@pytest.mark.parametrize("pair", PAIRS, ids=" on ".join)
def test_colours__every_pair_in_use__has_the_contrast_of_its_mode(project_root, mode, floor, pair):
    found = tokens(project_root, mode)
    assert contrast(found[pair[0]], found[pair[1]]) >= floor


def test_focus__on_light_and_dark_ground__has_three_to_one(project_root):
    found = tokens(project_root, "light")
    assert contrast(found["focus"], found["sheet"]) >= 3
    assert contrast(found["focus"], found["paper"]) >= 3
    assert contrast(found["focus-dark"], found["indigo"]) >= 3


def test_names__template_style_sheet_and_tag__agree(project_root):
    templates = {p.stem for p in (project_root / "templates/components").glob("*.html")}
    sheets = {p.stem for p in (project_root / "static/css/components").glob("*.css")}
    assert templates - WITHOUT_SHEET == sheets - {"index"}
    assert templates - FRAME - set(ui.register.tags) == set()


@pytest.mark.parametrize(
    "template", ["dev/components.html", *(f"dev/sample_{s}.html" for s in SAMPLES)]
)
def test_gallery__each_page__has_one_heading_no_inline_code_and_unique_ids(template, rf):
    html = render_to_string(template, {**gallery_context(), "request": rf.get("/")})
    assert html.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_gallery__every_icon_used__is_in_the_sprite(project_root):
    sprite = (project_root / "static/img/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    used = set(
        re.findall(
            r'icons[^"#]*\.svg#([\w-]+)"',
            render_to_string("dev/components.html", gallery_context()),
        )
    )
    assert used
    assert used <= drawn


@pytest.mark.parametrize("name", ["400", "403", "404", "409", "422", "429", "500", "503", "csrf"])
def test_error_page__without_context__says_what_and_what_next(name):
    html = render_to_string(f"errors/{name}.html")
    assert "<h1>" in html
    assert 'class="button"' in html


def test_error_part__for_htmx__carries_the_sentence_and_the_mark():
    html = render_to_string("errors/part.html", {"message": "申请已被受理", "back": "/space/"})
    assert "data-refusal" in html
    assert "申请已被受理" in html
    assert 'href="/space/"' in html


def test_frame__anonymous__offers_sign_in_back_to_here_and_no_token():
    request = RequestFactory().get("/notices/", {"q": "变更"})
    html = render_to_string("layouts/base.html", {"request": request, "csrf_token": "secret"})
    assert "/accounts/login/?next=%2Fnotices%2F%3Fq%3D" in html
    assert "secret" not in html
    assert re.search(r'href="/notices/" aria-current="page"', html)


def test_frame__signed_in__names_person_enterprise_messages_and_posts_the_way_out():
    request = RequestFactory().get("/")
    request.acting = SimpleNamespace(
        is_anonymous=False, user="王经办", enterprise_name="北京示例同康药业有限公司"
    )
    context = {"request": request, "csrf_token": "secret", "unread_messages": 3}
    html = render_to_string("layouts/base.html", context)
    assert "王经办" in html
    assert "北京示例同康药业有限公司" in html
    assert re.search(r'<span class="count" data-kind="alert">3', html)
    assert re.search(
        r'<form method="post" action="/accounts/logout/"><input type="hidden" name="csrf', html
    )


def test_frame__cookies_of_display_modes__stand_on_the_root_element():
    request = RequestFactory().get("/")
    request.COOKIES = {"size": "large", "contrast": '"><script>'}
    html = render("<html{% display_attributes %}>", request)
    assert html == '<html data-size="large">'


@pytest.mark.django_db
def test_display_mode__posted__sets_cookies_and_returns_to_a_local_page(client):
    response = client.post("/display/", {"size": "large", "contrast": "", "next": "/notices/?q=1"})
    assert response.status_code == 302
    assert response.url == "/notices/?q=1"
    assert response.cookies["size"].value == "large"
    assert response.cookies["contrast"].value == ""


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://example.com/", "//example.com", "/\\example.com", ""])
def test_display_mode__foreign_target__returns_home(client, target):
    assert client.post("/display/", {"next": target}).url == "/"


@pytest.mark.django_db
def test_display_mode__unknown_value__is_refused(client):
    assert client.post("/display/", {"size": "huge", "next": "/"}).status_code == 422


def test_button__with_address__is_a_link_else_it_submits():
    assert render('{% button label="去" href="/a/" %}').startswith("<a ")
    assert 'type="submit"' in render('{% button label="存" name="save" value="1" %}')


def test_components__foreign_text__is_escaped():
    bad = "<b>x</b>"
    for source in (
        "{% button label=bad %}",
        "{% chip label=bad %}",
        "{% notice title=bad %}{{ bad }}{% endnotice %}",
        "{% sheet title=bad %}{{ bad }}{% endsheet %}",
        "{% page_head title=bad lede=bad %}{% endpage_head %}",
        "{% card title=bad href='/' text=bad %}",
        "{% empty_state title=bad text=bad %}",
        "{% progress_bar value=1 maximum=2 text=bad %}",
        "{% file_item name=bad note=bad state=bad %}",
        "{% data_table caption=bad %}{% enddata_table %}",
        "{% dialog anchor='d' title=bad %}{% enddialog %}",
    ):
        html = render(source, bad=bad)
        assert bad not in html
        assert "&lt;b&gt;" in html


def test_pagination__middle_page__keeps_the_query_and_names_the_current_page():
    request = RequestFactory().get("/", {"q": "变更", "page": "7", "size": "10"})
    page = Paginator(range(221), 10).page(7)
    html = render("{% pagination page=page %}", request, page=page)
    assert "?q=%E5%8F%98%E6%9B%B4&amp;page=8&amp;size=10" in html
    assert html.count('aria-current="page"') == 1
    assert '<input type="hidden" name="q" value="变更">' in html
    assert "共 221 条" in html
    assert "size=50" in html


def test_pagination__one_page__offers_no_way_through():
    html = render(
        "{% pagination page=page %}", RequestFactory().get("/"), page=Paginator([1], 10).page(1)
    )
    assert "共 1 条" in html
    assert "<a" not in html


def test_field__invalid__ties_error_and_hint_to_the_control():
    form = SampleForm({})
    html = render("{% field form.product_name %}", form=form)
    assert 'aria-describedby="id_product_name-hint id_product_name-error"' in html
    assert 'id="id_product_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert "data-invalid" in html


def test_field__kinds__draw_fieldset_date_counter_and_unit():
    form = SampleForm()
    assert "<fieldset" in render("{% field form.delivery %}", form=form)
    assert 'type="date"' in render("{% field form.started_on %}", form=form)
    assert 'data-limit="500"' in render("{% field form.reason %}", form=form)
    assert "万片" in render('{% field form.quantity unit="万片" %}', form=form)
    assert "选填" in render("{% field form.reason %}", form=form)
    assert "选填" not in render("{% field form.product_name %}", form=form)


def test_field__date_with_a_value__speaks_iso():
    form = SampleForm(initial={"started_on": datetime(2026, 11, 20, tzinfo=UTC).date()})
    assert 'value="2026-11-20"' in render("{% field form.started_on %}", form=form)


def test_field__text_that_was_typed__stays_and_is_escaped():
    form = SampleForm({"product_name": '"><script>'})
    html = render("{% field form.product_name %}", form=form)
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_error_summary__errors__link_to_their_fields_and_none_is_silent():
    html = render("{% error_summary form %}", form=SampleForm({}))
    assert 'href="#id_product_name"' in html
    assert 'role="alert"' in html
    fine = forms.Form({})
    assert fine.is_valid()
    assert render("{% error_summary form %}", form=fine).strip() == ""


@pytest.mark.parametrize(
    ("value", "kind"), [(10, "run"), (160, "warn"), (200, "full"), (300, "full")]
)
def test_meter__by_how_full__changes_its_kind(value, kind):
    html = render("{% meter value=v maximum=200 label='库' text='x' %}", v=value)
    assert f'data-kind="{kind}"' in html


def test_bar_chart__longest_bar__is_full_width_and_numbers_stand_in_a_table():
    html = render(
        "{% bar_chart items=i caption='c' %}",
        i=[{"label": "a", "value": 5}, {"label": "b", "value": 10}],
    )
    assert 'width="50.0"' in html
    assert 'width="100.0"' in html
    assert "<td>10</td>" in html


def test_progress_line__now__is_the_current_step():
    html = render("{% progress_line steps=s %}", s=gallery_context()["steps"])
    assert html.count('aria-current="step"') == 1
    assert html.count("（已完成）") == 2


def test_count__zero__draws_nothing():
    assert render("{% count value=0 %}").strip() == ""
    assert "99+" in render("{% count value=128 %}")
