"""Rules are compared action by action, in any order."""

from criteria.rule import Exempt, Grant, ReduceMinimum
from dothi.reports.law_differences import differences_json
from dothi.reports.texts import texts_in
from dothi.workbench.diff.difference import Difference, Direction, Effect, Figure
from tests.dothi.conftest import Edited

LAW, SPECIAL = "nq-1210-2016", "nq-1210-2016/special-areas.yaml"
HALF = '      - {kind: reduce_minimum, criteria: ["2", "3"], to_percent: 50}        # dân số, mật độ\n'
MOST = '      - {kind: reduce_minimum, criteria: ["1", "4", "5"], to_percent: 70}   # các tiêu chuẩn khác\n'
EXEMPT = "      - {kind: exempt, standards: [population]}\n"


def told(difference: Difference) -> tuple[Direction, str, int | None]:
    """Return the direction, the part and the amount of a difference."""
    return difference.direction, difference.part, difference.by.value if difference.by else None


def test_a_number_beside_a_new_action_is_told(edited: Edited) -> None:
    """A change from 50 to 60 percent tightens by 10, whatever else the rule does."""
    found = edited(LAW, (SPECIAL, HALF, HALF.replace("50", "60") + EXEMPT))
    assert [(Direction.ADDED, "rule_action", None), (Direction.TIGHTENED, "rule_percent", 100_000)] == [
        told(difference) for difference in found
    ]
    effect = found[0].sides[1]
    assert isinstance(effect, Effect)
    assert Exempt(("population",)) == effect.action


def test_the_order_of_actions_means_nothing(edited: Edited) -> None:
    """Exchanging two actions changes nothing."""
    assert () == edited(LAW, (SPECIAL, HALF + MOST, MOST + HALF))


def test_numbers_of_actions_that_change_places_are_told(edited: Edited) -> None:
    """Each action is compared with the one on the same standards, so only the change from 70 to 75 is found."""
    (difference,) = edited(LAW, (SPECIAL, HALF + MOST, MOST.replace("70", "75") + HALF))
    assert (Figure(700_000, 4), Figure(750_000, 4)) == difference.sides


def test_a_standard_added_to_one_of_two_actions_is_told_of_that_one(edited: Edited) -> None:
    """Actions with different standards are matched by those they share."""
    more = HALF.replace("criteria:", "standards: [income-ratio], criteria:")
    (difference,) = edited(LAW, (SPECIAL, HALF, more))
    assert ("rule_standards", (None, "1.2.2")) == (difference.part, difference.sides)


def test_an_action_of_another_kind_is_another_action(edited: Edited) -> None:
    """An action of another kind on the same standards is removed and added."""
    found = edited(LAW, (SPECIAL, MOST, MOST.replace("reduce_minimum", "grant").replace(", to_percent: 70", "")))
    effects = [side for difference in found for side in difference.sides if isinstance(side, Effect)]
    assert [(Direction.REMOVED, ReduceMinimum), (Direction.ADDED, Grant)] == [
        (difference.direction, type(effect.action)) for difference, effect in zip(found, effects, strict=True)
    ]


def test_actions_are_told_in_words(edited: Edited) -> None:
    """No keyword of rule files appears in either language."""
    found = edited(LAW, (SPECIAL, MOST, EXEMPT))
    vietnamese, english = (differences_json((LAW, LAW), found, texts_in(language)) for language in ("vi", "en"))
    assert "mọi tiêu chuẩn là con số của tiêu chí 1, 4, 5: mức tối thiểu còn 70%" in vietnamese
    assert "2.1: chưa đạt mức tối thiểu vẫn được điểm tối thiểu" in vietnamese
    assert "every numeric standard of criteria 1, 4, 5: minimum level reduced to 70%" in english
