"""What a law makes of a former type, and when that is unknown."""

from dataclasses import replace

import pytest

from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.assessment.transitions import transition_for, transition_warnings
from criteria.condition import Condition, Holds
from criteria.law import Law
from criteria.municipality import Municipality, Subject, Surroundings
from criteria.rulebook import Rulebook
from tests.classifier.assessment.test_assessor import DAY, TOWN

HILLY = Holds("municipality.region", frozenset({"hills"}))
IN_A_CITY = Holds("part_of.kind", frozenset({"city"}))
OLD_TOWN = replace(TOWN, current_type="IV")


def law_that_asks_first(rulebook: Rulebook, when: Condition) -> Law:
    """A law with a conditional transition before the general one."""
    (general,) = rulebook.law.transitions
    return replace(rulebook.law, transitions=(replace(general, to="CROWN", when=when), general))


@pytest.mark.parametrize(
    ("region", "becomes"), [("hills", ["CROWN"]), ("plain", ["COUNTED"]), (None, ["COUNTED", "CROWN"])]
)
def test_what_is_unknown_leaves_both_transitions_possible(
    counting_rulebook: Rulebook, region: str | None, becomes: list[str]
) -> None:
    """While it is unknown whether the first transition fits, both types are possible."""
    law = law_that_asks_first(counting_rulebook, HILLY)
    found = transition_for(law, Subject(replace(OLD_TOWN, region=region), {}))
    assert found is not None
    assert becomes == sorted(found.types)


@pytest.mark.parametrize(("when", "column"), [(HILLY, "region"), (IN_A_CITY, "part_of")])
def test_what_must_be_stated_is_named(counting_rulebook: Rulebook, when: Condition, column: str) -> None:
    """The warning names the column of the data whose cell is empty."""
    law = law_that_asks_first(counting_rulebook, when)
    (warning,) = transition_warnings(transition_for(law, Subject(replace(OLD_TOWN, region=None), {})))
    assert ("transition_is_undecided", (column,)) == (warning.kind, warning.facts["columns"])


@pytest.mark.parametrize("region", ["hills", "plain"])
def test_a_decided_transition_warns_of_nothing(counting_rulebook: Rulebook, region: str) -> None:
    """If it is known which transition fits, there is no warning."""
    law = law_that_asks_first(counting_rulebook, HILLY)
    assert () == transition_warnings(transition_for(law, Subject(replace(OLD_TOWN, region=region), {})))


@pytest.mark.parametrize("kind", ["city", "town"])
def test_a_condition_may_ask_for_the_kind_of_the_whole(counting_rulebook: Rulebook, kind: str) -> None:
    """A transition may depend on the kind of what a municipality belongs to."""
    law = law_that_asks_first(counting_rulebook, IN_A_CITY)
    whole = Municipality("whole", "Whole", kind)
    with Assessor(replace(counting_rulebook, law=law)) as assessor:
        found = assessor.assess(Subject(OLD_TOWN, {}, Surroundings((whole,))), Question("COUNTED", DAY))
    assert (("CROWN" if kind == "city" else "COUNTED"),) == (found.transition and found.transition.types)


def test_an_assessment_warns_of_an_undecided_transition(counting_rulebook: Rulebook) -> None:
    """The assessment carries the warning."""
    law = law_that_asks_first(counting_rulebook, IN_A_CITY)
    with Assessor(replace(counting_rulebook, law=law)) as assessor:
        found = assessor.assess(Subject(OLD_TOWN, {}), Question("COUNTED", DAY))
    assert found.transition is not None
    assert {"CROWN", "COUNTED"} == set(found.transition.types)
    assert "transition_is_undecided" in [warning.kind for warning in found.warnings]
