from hypothesis import given, strategies as st

from foundation.fulltext.analysis import RUN, index_terms
from foundation.fulltext.characters import fold, fold_with_offsets
from foundation.fulltext.clauses import AllOf, AnyOf, Term
from foundation.fulltext.parsing import MOST_TERMS, beginning_of, clause_of


def terms(text, **options):
    return [term for term, _ in index_terms(text, **options)]


def test_index_terms__han_run__is_pairs():
    assert terms("药品变更") == ["药品", "品变", "变更"]


def test_index_terms__han_run_of_a_title__is_also_single_characters():
    assert terms("药品", with_singles=True) == ["药品", "z药", "z品"]
    assert "z药" not in terms("z药", with_singles=False)


def test_index_terms__code__is_its_parts_and_their_joins():
    assert terms("GB/T 37668") == ["gb", "t", "37668", "gbt", "t37668", "gbt37668"]


def test_index_terms__telephone__is_also_one_number():
    assert "4009001866" in terms("400-900-1866")
    assert "861083555555" in terms("86-10-83-555-555")


@given(st.text())
def test_index_terms__any_text__are_plain_words(text):
    for term in terms(text):
        assert not set(term) & set("'\"\\*():&|!^{} \t\n\x00")
        assert RUN.fullmatch(term) or term.isalnum()


@given(st.text())
def test_fold__any_text__offsets_point_into_it(text):
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(st.text())
def test_fold__folded_again__stays(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1))
def test_clause_of__text_of_the_index__asks_only_for_terms_it_has(text):
    held = set(terms(text, with_singles=True))

    def holds(clause):
        if isinstance(clause, Term):
            return any(
                term.startswith(clause.text) if clause.is_prefix else term == clause.text
                for term in held
            )
        parts = [holds(part) for part in clause.clauses]
        return all(parts) if isinstance(clause, AllOf) else any(parts)

    clause = clause_of(text)
    assert clause == AnyOf() or holds(clause)


def test_clause_of__very_long_query__is_cut():
    def count(clause):
        return 1 if isinstance(clause, Term) else sum(map(count, clause.clauses))

    long = "".join(chr(0x4E00 + number) for number in range(5_000))
    assert count(clause_of(long)) < MOST_TERMS
    assert count(clause_of(long, operator="or")) < MOST_TERMS
    assert count(beginning_of(long)) < MOST_TERMS
    assert count(clause_of("ab-1 " * 5_000)) < 5 * MOST_TERMS
