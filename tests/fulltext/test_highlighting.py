import pytest

from foundation.fulltext.highlighting import Marker


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("变更", "药品变更与变更", "药品<mark>变更</mark>与<mark>变更</mark>"),
        ("药品 变更", "药品变更", "<mark>药品变更</mark>"),
        ("药品", "藥品經營", "<mark>藥品</mark>經營"),
        ("gmp", "药品ＧＭＰ证书", "药品<mark>ＧＭＰ</mark>证书"),
        ("gmp", "agmpb", "agmpb"),
        ("GB/T37668", "见GB/T 37668。", "见<mark>GB/T 37668</mark>。"),
        ("4009001866", "拨打400-900-1866。", "拨打<mark>400-900-1866</mark>。"),
        ("药品注册变更", "药品注册与变更", "<mark>药品注册</mark>与<mark>变更</mark>"),
        ("<b>", "<b>药</b>", "&lt;<mark>b</mark>&gt;药&lt;/<mark>b</mark>&gt;"),
        ("变更", "a & b <i>变更</i>", "a &amp; b &lt;i&gt;<mark>变更</mark>&lt;/i&gt;"),
        ("m2", "面积5㎡。", "面积5<mark>㎡</mark>。"),
        ("怎么变更", "怎么办理变更", "怎么办理<mark>变更</mark>"),
        ("", "变更", "变更"),
        ("\x00\"'", "变更", "变更"),
    ],
)
def test_highlight__query_in_text__marks_it_as_written(query, text, marked):
    assert str(Marker(query).highlight(text)) == marked


def test_highlight__synonym__marks_the_other_word():
    groups = [["GMP", "药品生产质量管理规范"]]
    assert "<mark>药品生产质量管理规范</mark>" in Marker("gmp", groups).highlight(
        "按照药品生产质量管理规范生产"
    )


def test_excerpt__word_far_inside__starts_near_it():
    excerpt = str(Marker("变更").excerpt("甲" * 500 + "办理变更事项" + "乙" * 500, length=100))
    assert excerpt.startswith("…甲")
    assert excerpt.endswith("乙…")
    assert "办理<mark>变更</mark>事项" in excerpt
    assert len(excerpt) == 100 + len("……<mark></mark>")


def test_excerpt__no_match__is_the_beginning():
    assert str(Marker("变更").excerpt("药品\n说明", length=3)) == "药品 …"


def test_excerpt__text_with_html__is_escaped():
    assert "<script>" not in Marker("变更").excerpt("<script>变更</script>")
