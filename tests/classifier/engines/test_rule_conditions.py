"""Which rules of the law apply to a town, concluded by durable_rules, with unknowns about the town."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from classifier.engines.durable import Firing, InferenceFailed
from classifier.engines.rule_conditions import RuleConditions
from classifier.plan.applied_rules import AppliedRules, applied_rules
from criteria.condition import AllOf, AnyOf, Condition, FieldWords, Holds, field_words
from criteria.municipality import TYPES, Municipality
from criteria.rule import ReduceMinimum, Rule
from criteria.rulebook import Rulebook
from criteria.stated import UNSTATED, only
from tests.support.engine_alone import run_alone
from tests.support.strategies import CITATION, NAME


def law_with(rulebook: Rulebook, *conditions: Condition) -> Rulebook:
    """The law with a rule for each condition, and no other rules."""
    action = ReduceMinimum(("people",), (1, 2))
    return replace(
        rulebook,
        rules=tuple(Rule(f"rule-{n}", NAME, c, (action,), CITATION, "seed") for n, c in enumerate(conditions)),
    )


def concluded(rulebook: Rulebook, words: FieldWords) -> AppliedRules:
    """The rules that hold, by durable_rules."""
    with closing(RuleConditions(rulebook)) as applicability:
        return applicability.applied_rules(words)[0]


def has(field: str, *words: str) -> Holds:
    """The condition that a field has one of these words."""
    return Holds(f"municipality.{field}", frozenset(words))


def lacks(field: str, *words: str) -> Holds:
    """The condition that a field has none of these words."""
    return Holds(f"municipality.{field}", frozenset(words), negated=True)


ISLAND = {"municipality.attributes": only("island")}
ISLAND_AND_COAST = {"municipality.attributes": only("island", "coastal")}
NOWHERE: FieldWords = {"municipality.attributes": only()}
UNTOLD: FieldWords = {"municipality.attributes": UNSTATED, "municipality.region": UNSTATED}


@pytest.mark.parametrize(
    ("condition", "words", "surely", "possibly"),
    [
        (has("attributes", "island"), ISLAND, True, True),
        (has("attributes", "island"), NOWHERE, False, False),
        (has("attributes", "island"), UNTOLD, False, True),
        (has("attributes", "island", "coastal"), ISLAND, True, True),
        (has("attributes", "mountain", "coastal"), ISLAND, False, False),
        (has("attributes", "island", "coastal"), UNTOLD, False, True),
        (lacks("attributes", "island"), ISLAND, False, False),
        (lacks("attributes", "island"), NOWHERE, True, True),
        (lacks("attributes", "island"), UNTOLD, False, True),
        (lacks("attributes", "mountain", "coastal"), ISLAND, True, True),
        (lacks("attributes", "island", "coastal"), ISLAND, False, False),
        (lacks("attributes", "island", "coastal"), UNTOLD, False, True),
        (has("region", "hills"), {}, False, True),
        (AllOf((has("attributes", "island"), has("attributes", "coastal"))), ISLAND, False, False),
        (AllOf((has("attributes", "island"), has("attributes", "coastal"))), ISLAND_AND_COAST, True, True),
        (
            AllOf((has("attributes", "island"), has("region", "hills"))),
            ISLAND | {"municipality.region": UNSTATED},
            False,
            True,
        ),
        (
            AllOf((has("attributes", "coastal"), has("region", "hills"))),
            ISLAND | {"municipality.region": UNSTATED},
            False,
            False,
        ),
        (
            AnyOf((has("attributes", "coastal"), has("region", "hills"))),
            ISLAND | {"municipality.region": UNSTATED},
            False,
            True,
        ),
        (
            AnyOf((has("attributes", "island"), has("region", "hills"))),
            ISLAND | {"municipality.region": UNSTATED},
            True,
            True,
        ),
        (AnyOf((has("attributes", "coastal"), has("attributes", "mountain"))), ISLAND, False, False),
    ],
)
def test_a_condition(
    toy_rulebook: Rulebook, condition: Condition, words: FieldWords, surely: bool, possibly: bool
) -> None:
    """A rule surely applies if its condition is true, and possibly if an unknown field decides it."""
    expected = AppliedRules(
        frozenset({"rule-0"}) if surely else frozenset(), frozenset({"rule-0"}) if possibly else frozenset()
    )

    assert expected == concluded(law_with(toy_rulebook, condition), words)


def test_the_toy_law_for_an_island(toy_rulebook: Rulebook) -> None:
    """A town on an island without zones: both zone rules and the island's reductions hold, the others do not."""
    words = field_words(
        Municipality("b", "B", "town", region="plain", attributes=only("island"), inner_area=False, outer_area=False)
    )
    expected = frozenset({"no-inner-area", "no-outer-area", "islands"})

    assert AppliedRules(expected, expected) == concluded(toy_rulebook, words)


def test_the_toy_law_for_a_city_of_unknown_region(toy_rulebook: Rulebook) -> None:
    """The city rule surely applies, the rule for hills possibly: the region is unknown."""
    words = field_words(Municipality("g", "G", "city", inner_area=True, outer_area=True, attributes=only()))

    assert AppliedRules(frozenset({"cities"}), frozenset({"cities", "hills"})) == concluded(toy_rulebook, words)


def test_the_shipped_law_for_a_township(shipped_rulebook: Rulebook) -> None:
    """For a township without zones the two zone rules of 1210 hold."""
    words = field_words(Municipality("t", "T", "township", inner_area=False, outer_area=False, attributes=only()))
    expected = frozenset({"no-inner-area", "no-outer-area"})

    assert AppliedRules(expected, expected) == concluded(shipped_rulebook, words)


def test_a_rule_that_holds_is_explained(toy_rulebook: Rulebook) -> None:
    """The firing names the rule and what was answered of the town: yes 2, not known 1, no 0."""
    law = law_with(toy_rulebook, AnyOf((has("attributes", "island"), has("region", "hills"))))
    with closing(RuleConditions(law)) as applicability:
        _, firings = applicability.applied_rules(ISLAND | {"municipality.region": UNSTATED})

    premise = {"kind": "municipality", "question0": 2, "question1": 1}
    firing = Firing("rule-0/surely", (premise,), {"kind": "rule", "rule": "rule-0", "certainty": "surely"})
    assert firing in firings


def test_a_town_for_which_no_rule_holds(toy_rulebook: Rulebook) -> None:
    """If no rule applies, none is concluded, and the town is not refused."""
    assert AppliedRules(frozenset(), frozenset()) == concluded(
        law_with(toy_rulebook, has("attributes", "island")), NOWHERE
    )


def test_a_law_without_rules_beside_its_tables(toy_rulebook: Rulebook) -> None:
    """A law that is nothing but its tables is no special case."""
    assert AppliedRules(frozenset(), frozenset()) == concluded(law_with(toy_rulebook), ISLAND)


@pytest.fixture(scope="module")
def toy_applicability(toy_rulebook: Rulebook) -> Iterator[RuleConditions]:
    """The conditions of the toy law, compiled once."""
    with closing(RuleConditions(toy_rulebook)) as applicability:
        yield applicability


@pytest.mark.parametrize("kind", ["town", "city"])
@pytest.mark.parametrize("region", [None, "plain", "hills"])
@pytest.mark.parametrize("island", [False, True])
@pytest.mark.parametrize("inner", [None, False, True])
@pytest.mark.parametrize("outer", [None, False, True])
def test_every_town_of_the_toy_law(
    toy_applicability: RuleConditions,
    toy_rulebook: Rulebook,
    kind: str,
    region: str | None,
    island: bool,
    inner: bool | None,
    outer: bool | None,
) -> None:
    """For every kind of town that the toy law can tell apart, durable_rules and the definition name the same rules."""
    attributes = only("island") if island else only()
    town = Municipality("x", "X", kind, region=region, attributes=attributes, inner_area=inner, outer_area=outer)

    assert applied_rules(toy_rulebook, field_words(town)) == toy_applicability.applied_rules(field_words(town))[0]


# --- conditions and laws of any size ---

LONG_CONDITIONS: dict[str, Condition] = {
    "every word of the vocabulary": AnyOf(
        (
            has("attributes", "a", "b", "c", "d", "e", "f", "g", "h", "i"),
            has("kind", "a", "b", "c", "d", "e", "f", "g", "h", "i"),
            has("region", "a", "b", "c", "d", "e", "f"),
        )
    ),
    "fourteen words of one field": has("attributes", *"abcdefghijklmn"),
    "three words of each of four fields": AllOf(
        (
            has("attributes", "island", "b", "c"),
            has("current_type", *TYPES[:3]),
            has("region", "hills", "y", "z"),
            has("kind", "town", "l", "m"),
        )
    ),
    "alternatives of nine words": AnyOf(
        (
            AllOf((has("kind", "town", "city"), lacks("attributes", "coastal", "b"), has("region", "hills"))),
            AllOf((has("kind", "ward"), has("region", "plain", "delta"), has("current_type", "IV"))),
        )
    ),
}


@pytest.mark.parametrize("what", LONG_CONDITIONS)
def test_long_conditions(toy_rulebook: Rulebook, what: str) -> None:
    """A condition that the grammar allows is concluded, however many words it asks about."""
    law = law_with(toy_rulebook, LONG_CONDITIONS[what])
    towns = [
        Municipality("x", "X", "town", region="hills", current_type="I", attributes=only("island")),
        Municipality("x", "X", "town", region="hills", attributes=only("island")),
        Municipality("x", "X", "city", region="plain", current_type="V", attributes=only()),
    ]

    with closing(RuleConditions(law)) as applicability:
        found = [applicability.applied_rules(field_words(town))[0] for town in towns]

    assert [applied_rules(law, field_words(town)) for town in towns] == found


def test_a_condition_of_too_many_alternatives_is_refused(toy_rulebook: Rulebook) -> None:
    """A condition that would unfold into thousands of alternatives is refused at once, not compiled for ever."""
    either = [AnyOf((has("attributes", f"a{n}"), has("region", f"r{n}"))) for n in range(30)]

    with pytest.raises(InferenceFailed, match="alternatives"):
        RuleConditions(law_with(toy_rulebook, AllOf(tuple(either))))


def test_a_rule_is_told_once(toy_rulebook: Rulebook) -> None:
    """If several alternatives of a condition hold, the rule is concluded only once."""
    law = law_with(toy_rulebook, AnyOf((has("attributes", "island"), has("attributes", "coastal"))))
    with closing(RuleConditions(law)) as applicability:
        _, firings = applicability.applied_rules(ISLAND_AND_COAST)

    assert ["possibly", "surely"] == sorted(firing.conclusion["certainty"] for firing in firings)


@pytest.mark.parametrize("count", [40, 70, 200])
def test_many_rules_beside_the_tables(toy_rulebook: Rulebook, count: int) -> None:
    """A law may have any number of rules beside its tables, and all of them may hold at once."""
    law = law_with(toy_rulebook, *(has("region", "hills", f"region-{n}") for n in range(count)))
    town = {"municipality.region": only("hills")}

    assert applied_rules(law, town) == concluded(law, town)


def test_more_questions_than_one_fact_holds() -> None:
    """A law may ask any number of different questions about a town: beyond some 250 durable_rules would crash."""
    script = """
        from dataclasses import replace
        from classifier.engines.rule_conditions import RuleConditions
        from criteria.condition import Holds
        from criteria.rule import ReduceMinimum, Rule
        from criteria.rule_files.library import Library
        from criteria.stated import only
        from tests.support.paths import TOY_RULES
        from tests.support.strategies import CITATION, NAME

        library = Library(TOY_RULES)
        toy = library.rulebook(library.register.law("toy-law"))
        words = [frozenset({f"word-{n}"}) for n in range(400)]
        rules = tuple(
            Rule(f"rule-{n}", NAME, Holds("municipality.attributes", word),
                 (ReduceMinimum(("people",), (1, 2)),), CITATION, "seed")
            for n, word in enumerate(words)
        )
        law = replace(toy, rules=rules)
        town = {"municipality.attributes": only(*(f"word-{n}" for n in range(0, 400, 3)))}
        found, _ = RuleConditions(law).applied_rules(town)
        print(int(found == applied_rules(law, town)), len(found.surely))
        """
    assert [1, 134] == run_alone(script, seconds=60)
