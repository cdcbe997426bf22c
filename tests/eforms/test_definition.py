from decimal import Decimal

from hypothesis import given, strategies as st

from foundation.eforms.blocks import FormBlock, definition_of, form_rows
from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.enums import FileKind
from foundation.eforms.exchange import exported, imported
from tests.factories.eforms import make_definition, make_field, make_full_definition

from .strategies import definitions, patient


@patient
@given(definitions())
def test_json__any_definition__reads_back_the_same(definition):
    assert Definition.from_json(definition.to_json()) == definition


@patient
@given(definitions(), st.text(max_size=5))
def test_file__any_definition_taken_out__comes_in_the_same(definition, title):
    text = exported(definition, title=title.encode("utf-8", "ignore").decode())
    assert imported(text.encode()) == definition


@patient
@given(definitions())
def test_form_rows__any_definition__compile_to_it(definition):
    value = FormBlock().to_python(form_rows(definition))
    assert definition_of(value) == definition


def test_digest__same_form_twice__is_the_same():
    assert make_full_definition().digest == make_full_definition().digest


def test_digest__one_word_changed__differs():
    first = make_definition(make_field(hint="甲"))
    second = make_definition(make_field(hint="乙"))
    assert first.digest != second.digest


def test_from_json__attribute_of_a_later_release__is_left_out():
    row = {"key": "a", "kind": "text", "label": "甲", "invented_later": 1}
    assert Field.from_json(row) == make_field(key="a", label="甲")


def test_to_json__defaults__are_not_written():
    assert make_field(key="a", label="甲").to_json() == {"key": "a", "kind": "text", "label": "甲"}


def test_to_json__decimal__keeps_its_digits():
    field = make_field("number", minimum=Decimal("0.10"))
    assert Field.from_json(field.to_json()).minimum == Decimal("0.10")


def test_from_json__bounds_as_a_loader_has_them__are_exact():
    row = {"key": "n", "kind": "number", "label": "数字", "minimum": 0.1, "maximum": 5}
    field = Field.from_json(row)
    assert (field.minimum, field.maximum) == (Decimal("0.1"), Decimal(5))


def test_families__each__has_endings_and_contents():
    for family in FileKind.values:
        field = make_field("file", accept=(family,))
        assert field.extensions
        assert field.contents


def test_inputs__explanations__are_not_among_them():
    definition = make_definition(make_field("explanation", text="<p>x</p>"), make_field())
    assert list(definition.inputs) == ["text"]


@given(st.integers(min_value=0, max_value=1))
def test_inputs_of__one_step__are_of_that_step(step):
    first, second = make_field(key="a"), make_field(key="b")
    definition = Definition(
        steps=(Step(title="一", fields=(first,)), Step(title="二", fields=(second,)))
    )
    assert list(definition.inputs_of(step)) == ["ab"[step]]
