import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.condition import AllOf, AnyOf, Condition, FieldWords, Holds, field_words, fields_of, known_words, truth
from criteria.diagnostic import KeyPath
from criteria.municipality import Municipality
from criteria.rule_files.conditions import parse_condition
from criteria.rule_files.library import Library
from criteria.stated import UNSTATED, Stated, only
from tests.support.paths import TOY_RULES

KNOWN = {
    **known_words(Library(TOY_RULES).vocabulary),
    "municipality.formation": frozenset({"one-unit", "ordinary"}),
}
WORDS = {field: sorted(words or {"alpha", "beta"}) for field, words in KNOWN.items()}
"""Words that each field may have; where any may stand, two of them."""
ATTRIBUTES = "municipality.attributes"

TRUE: FieldWords = {"municipality.kind": only("town"), "municipality.region": only("hills")}
TOWN = Holds("municipality.kind", frozenset({"town"}))
CITY = Holds("municipality.kind", frozenset({"city"}))
UNKNOWN = Holds("municipality.outer_area", frozenset({"yes"}))
BY_ANSWER = {True: TOWN, False: CITY, None: UNKNOWN}


def parsed(written: Any) -> Condition:
    """A condition as a sound rule file states it."""
    return parse_condition(written, KNOWN, lambda path, kind, details: pytest.fail(f"{path} {kind} {details}"))


def diagnostics(written: Any) -> list[tuple[KeyPath, str]]:
    """The diagnostics of a condition."""
    found: list[tuple[KeyPath, str]] = []
    parse_condition(written, KNOWN, lambda path, kind, _: found.append((path, kind)))
    return found


def negation(answer: bool | None) -> bool | None:
    """Not, of three values."""
    return None if answer is None else not answer


def holds(written: Mapping[str, Any], words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a condition, as written, holds of a municipality of which everything is known: the plain meaning."""
    answers = []
    for key, value in written.items():
        match key:
            case "not":
                answers.append(not holds(value, words))
            case "all":
                answers.append(all(holds(part, words) for part in value))
            case "any":
                answers.append(any(holds(part, words) for part in value))
            case _:
                wanted = value["any_of"] if "any_of" in value else [value["is"]]
                answers.append(bool(words[key] & set(wanted)))
    return all(answers)


@st.composite
def comparisons(draw: st.DrawFn) -> dict[str, Any]:
    """One or two fields, compared with words that they may have."""
    fields = draw(st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=2, unique=True))
    return {
        field: {"is": draw(st.sampled_from(WORDS[field]))}
        if draw(st.booleans())
        else {"any_of": draw(st.lists(st.sampled_from(WORDS[field]), min_size=1, max_size=3))}
        for field in fields
    }


WRITTEN: st.SearchStrategy[dict[str, Any]] = st.recursive(
    comparisons(),
    lambda part: st.one_of(
        st.fixed_dictionaries({"not": part}),
        st.fixed_dictionaries({"all": st.lists(part, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(part, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(part, min_size=1, max_size=2), "not": part}),
    ),
    max_leaves=6,
)


@st.composite
def known_of_a_municipality(draw: st.DrawFn) -> dict[str, frozenset[str]]:
    """What the fields are of a municipality of which everything is known."""
    known = {field: frozenset({draw(st.sampled_from(words))}) for field, words in WORDS.items()}
    return known | {ATTRIBUTES: draw(st.frozensets(st.sampled_from(WORDS[ATTRIBUTES])))}


@st.composite
def partly_known(draw: st.DrawFn) -> FieldWords:
    """What the fields are of a municipality of which something may be unknown."""
    words = draw(known_of_a_municipality())
    hidden = draw(st.sets(st.sampled_from(sorted(KNOWN)), max_size=3))
    known = {field: UNSTATED if field in hidden else found for field, found in stated(words).items()}
    if not draw(st.booleans()):
        return known
    there, denied = (draw(st.frozensets(st.sampled_from(WORDS[ATTRIBUTES]))) for _ in range(2))
    return {**known, ATTRIBUTES: Stated(there - denied, denied)}


def stated(words: Mapping[str, frozenset[str]]) -> FieldWords:
    """What is stated of a municipality of which everything is known."""
    return {field: only(*found) for field, found in words.items()}


def completions(words: FieldWords) -> Iterator[FieldWords]:
    """All that the fields may be, given what is known of them."""

    def may_be(field: str) -> list[Stated]:
        found = words[field]
        if found.is_complete:
            return [found]
        if field != ATTRIBUTES:
            return [only(word) for word in WORDS[field]]
        return [
            only(*some)
            for size in range(len(WORDS[field]) + 1)
            for some in itertools.combinations(WORDS[field], size)
            if found.words <= {*some} and found.denied.isdisjoint(some)
        ]

    for choice in itertools.product(*(may_be(field) for field in words)):
        yield dict(zip(words, choice, strict=True))


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        *((True, True, True), (True, False, False), (True, None, None)),
        *((False, True, False), (False, False, False), (False, None, False)),
        *((None, True, None), (None, False, False), (None, None, None)),
    ],
)
def test_both_hold(left: bool | None, right: bool | None, both: bool | None) -> None:
    """All hold: false where one is false, else unknown where one is unknown."""
    assert both is truth(AllOf((BY_ANSWER[left], BY_ANSWER[right])), TRUE)


@pytest.mark.parametrize(
    ("left", "right", "either"),
    [
        *((True, True, True), (True, False, True), (True, None, True)),
        *((False, True, True), (False, False, False), (False, None, None)),
        *((None, True, True), (None, False, None), (None, None, None)),
    ],
)
def test_one_holds(left: bool | None, right: bool | None, either: bool | None) -> None:
    """Any holds: true where one is true, else unknown where one is unknown."""
    assert either is truth(AnyOf((BY_ANSWER[left], BY_ANSWER[right])), TRUE)


@pytest.mark.parametrize(("answer", "negated"), [(True, False), (False, True), (None, None)])
def test_the_negation_of_a_field(answer: bool | None, negated: bool | None) -> None:
    """Not: true of false, false of true, unknown of unknown."""
    held = BY_ANSWER[answer]
    assert negated is truth(Holds(held.field, held.words, negated=True), TRUE)


def test_no_attribute_is_known_to_be_none() -> None:
    """A municipality whose attributes are stated and empty has none of them: that is known."""
    island = parsed({ATTRIBUTES: {"any_of": ["island", "coastal"]}})
    assert truth(island, {ATTRIBUTES: only()}) is False


def test_one_attribute_of_several_is_enough() -> None:
    """An attribute condition holds when the municipality has one of the words, whatever else it has."""
    assert truth(parsed({ATTRIBUTES: {"is": "island"}}), {ATTRIBUTES: only("island", "coastal")}) is True


@given(WRITTEN, known_of_a_municipality())
def test_a_condition_means_what_it_says(written: dict[str, Any], words: dict[str, frozenset[str]]) -> None:
    """Of a municipality of which everything is known a condition is true or false as it is written."""
    assert holds(written, words) is truth(parsed(written), stated(words))


@given(WRITTEN, partly_known())
def test_not_is_the_negation(written: dict[str, Any], words: FieldWords) -> None:
    """Whatever is known, `not` before a condition turns its answer round, and leaves the unknown unknown."""
    assert negation(truth(parsed(written), words)) is truth(parsed({"not": written}), words)


@given(WRITTEN, partly_known())
def test_an_answer_holds_whatever_the_unknown_turns_out_to_be(written: dict[str, Any], words: FieldWords) -> None:
    """Where a condition is said to hold or not to hold, every completion of what is unknown says the same."""
    condition = parsed(written)
    answer = truth(condition, words)
    if answer is not None:
        assert {answer} == {truth(condition, complete) for complete in completions(words)}


@given(WRITTEN)
def test_nothing_is_negated_but_fields(written: dict[str, Any]) -> None:
    """A condition asks about the same fields negated or not."""
    assert fields_of(parsed(written)) == fields_of(parsed({"not": written}))


@given(WRITTEN, partly_known())
def test_only_the_fields_asked_about_matter(written: dict[str, Any], words: FieldWords) -> None:
    """What is known of a field that a condition does not ask about changes nothing."""
    condition = parsed(written)
    asked = {field: words[field] for field in fields_of(condition)}
    assert truth(condition, words) is truth(condition, asked)


@pytest.mark.parametrize(
    ("written", "path", "kind"),
    [
        ([], ("when",), "condition_is_no_mapping"),
        ({"not": {"not": "island"}}, ("when", "not", "not"), "condition_is_no_mapping"),
        ({"all": [{"any": "x"}]}, ("when", "all", 0, "any"), "condition_needs_a_list"),
        ({"all": [{"any": [{"province": {"is": "x"}}]}]}, ("when", "all", 0, "any", 0, "province"), "unknown_field"),
    ],
)
def test_a_mistake_is_told_where_it_stands(written: Any, path: KeyPath, kind: str) -> None:
    """However deep a mistake is in a condition, its path leads there."""
    found: list[tuple[KeyPath, str]] = []
    parse_condition(written, KNOWN, lambda where, what, _: found.append((where, what)), ("when",))
    assert [(path, kind)] == found


def test_all_mistakes_of_a_condition_are_told() -> None:
    """A second mistake in a condition is reported with the first."""
    written = {"municipality.kind": {"is": "village"}, "any": [{ATTRIBUTES: {"like": ["x"]}}, "y"]}
    assert ["unknown_word", "unknown_operator", "condition_is_no_mapping"] == [kind for _, kind in diagnostics(written)]


NESTED = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | st.sampled_from([*KNOWN, "all", "any", "not", "is", "any_of"]),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.sampled_from([*KNOWN, "all", "any", "not", "is", "any_of", "x"]), part, max_size=3)
    ),
    max_leaves=10,
)


@given(NESTED)
def test_whatever_is_written_is_a_condition_or_is_reported(written: Any) -> None:
    """What a YAML file can hold is a condition or is reported; nothing else happens."""
    if not diagnostics(written):
        assert truth(parsed(written), {}) is None


def test_what_is_not_stated_is_not_known() -> None:
    """A field that the data leave open is unknown; an answer of yes or no is a word."""
    words = field_words(Municipality("a", "A", "town", region="hills", inner_area=True, outer_area=False))
    assert {
        "municipality.formation": UNSTATED,
        "municipality.budget_level": UNSTATED,
        "municipality.has_commune_units": UNSTATED,
        "part_of.current_type": UNSTATED,
        "part_of.kind": UNSTATED,
        "municipality.kind": only("town"),
        "municipality.region": only("hills"),
        "municipality.attributes": UNSTATED,
        "municipality.current_type": UNSTATED,
        "municipality.inner_area": only("yes"),
        "municipality.outer_area": only("no"),
    } == words


def test_kind_and_type_of_the_whole_are_fields_of_the_part() -> None:
    """Of a municipality that belongs to another the kind and the type of that one can be asked about."""
    words = field_words(Municipality("a", "A", "ward", current_type="V"), Municipality("b", "B", "city", "II"))
    assert (only("V"), only("II")) == (words["municipality.current_type"], words["part_of.current_type"])
    assert (only("ward"), only("city")) == (words["municipality.kind"], words["part_of.kind"])


def test_the_kind_of_the_whole_is_a_field_of_the_part() -> None:
    """Of a municipality that belongs to another the kind of that one can be asked about, in the words of kinds."""
    words = field_words(Municipality("a", "A", "ward"), Municipality("b", "B", "city"))
    assert only("city") == words["part_of.kind"]
    assert ["unknown_word"] == [kind for _, kind in diagnostics({"part_of.kind": {"is": "castle"}})]


def test_the_id_of_a_municipality_cannot_be_asked_about() -> None:
    """No rule may depend on the ids that data files choose."""
    assert ["id_is_asked"] == [kind for _, kind in diagnostics({"municipality.id": {"is": "duyen-hai"}})]


def test_every_field_of_a_municipality_can_be_asked_about() -> None:
    """The fields that conditions may name are those that a municipality has."""
    assert set(field_words(Municipality("a", "A", "town"))) == set(KNOWN)
