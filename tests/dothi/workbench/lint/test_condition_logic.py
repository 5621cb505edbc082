"""Conditions are compared by meaning."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from criteria.condition import AllOf, AnyOf, Condition, FieldWords, Holds, KnownWords, truth
from criteria.stated import only
from dothi.workbench.lint.condition_logic import (
    common_situation,
    follows_from,
    is_satisfiable,
    is_tautology,
    situation_text,
    situations,
)

KNOWN: KnownWords = {
    "municipality.id": None,
    "municipality.region": frozenset({"hills", "plain", "coast"}),
    "municipality.attributes": frozenset({"island", "border", "heritage"}),
    "municipality.inner_area": frozenset({"yes", "no"}),
}
NAMES = ("hue", "hoi-an")


def questions(field: str, words: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    """Strategy for questions whether a field has one of some words, or none of them."""
    some = st.frozensets(st.sampled_from(words), min_size=1)
    return st.builds(Holds, st.just(field), some, st.booleans())


LEAVES = st.one_of(
    questions("municipality.id", NAMES),
    *(questions(field, tuple(sorted(words))) for field, words in KNOWN.items() if words),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda part: (
        st.lists(part, min_size=1, max_size=3)
        .map(tuple)
        .flatmap(lambda parts: st.sampled_from([AllOf(parts), AnyOf(parts)]))
    ),
    max_leaves=6,
)


def every_municipality() -> list[FieldWords]:
    """Every municipality that the conditions above can describe, and one with a name that they do not mention."""
    attributes = sorted(KNOWN["municipality.attributes"] or ())
    some = [only(*c) for n in range(4) for c in itertools.combinations(attributes, n)]
    one = {field: [only(word) for word in words] for field, words in KNOWN.items() if words}
    one |= {"municipality.id": [only(word) for word in (*NAMES, "elsewhere")], "municipality.attributes": some}
    return [dict(zip(one, words, strict=True)) for words in itertools.product(*one.values())]


EVERY = every_municipality()


@given(CONDITIONS)
def test_a_condition_is_possible_where_a_municipality_meets_it(condition: Condition) -> None:
    """Satisfiability and tautology agree with trying every municipality."""
    answers = [truth(condition, words) for words in EVERY]
    assert any(answers) is is_satisfiable(condition, KNOWN)
    assert all(answers) is is_tautology(condition, KNOWN)


@given(CONDITIONS, CONDITIONS)
def test_a_condition_follows_where_no_municipality_speaks_against_it(condition: Condition, other: Condition) -> None:
    """One condition follows from another exactly if every municipality that meets the other meets it too."""
    assert all(truth(condition, words) for words in EVERY if truth(other, words)) is follows_from(
        condition, other, KNOWN
    )


@given(CONDITIONS, CONDITIONS)
def test_a_common_situation_is_one(condition: Condition, other: Condition) -> None:
    """A common situation is returned exactly if both conditions can hold, and both hold in it."""
    found = common_situation(condition, other, KNOWN)
    assert any(truth(condition, words) and truth(other, words) for words in EVERY) is (found is not None)
    if found is not None:
        assert truth(condition, found)
        assert truth(other, found)


def test_words_that_nothing_tells_apart_are_tried_once() -> None:
    """A condition on one of three regions distinguishes two situations: that region and any other."""
    assert 2 == len(situations([Holds("municipality.region", frozenset({"hills"}))], KNOWN))


def test_of_a_condition_that_asks_too_much_nothing_is_said() -> None:
    """A condition with too many situations is neither unsatisfiable nor a tautology."""
    names = [f"word-{number}" for number in range(20)]
    known = {"municipality.attributes": frozenset(names)}
    much = AllOf(tuple(Holds("municipality.attributes", frozenset({name})) for name in names))
    assert is_satisfiable(much, known)
    assert not is_tautology(much, known)
    assert common_situation(much, much, known) is None


def test_a_situation_is_named_by_its_fields() -> None:
    """A situation is shown by its fields and words; attributes may be several or none."""
    words = {"municipality.region": only("hills"), "municipality.attributes": only()}
    assert "municipality.region = hills, municipality.attributes = –" == situation_text(words)
