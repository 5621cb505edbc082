"""What the files of a law with steps, alternatives and kinds say, as integers."""

from pathlib import Path

import pytest

from criteria.diagnostic import NotOnFile
from criteria.rule import Grant, LowerPassMark, NotCounted, Rule, ScaleSteps
from criteria.rulebook import PointsFrame, Rulebook
from criteria.standard import Known, Level, Points, Standard, Steps
from tests.support.example_folders import SOUND_RULES, further_law, load_everything, rule_example


@pytest.fixture
def stepped(tmp_path: Path) -> Rulebook:
    """A law whose points grow in steps."""
    return further_law("stepped-law", tmp_path)


def standard(loaded: Rulebook, identifier: str) -> Standard:
    """A standard of a law by its id."""
    return next(standard for standard in loaded.standards if standard.id == identifier)


def rule(loaded: Rulebook, identifier: str) -> Rule:
    """A rule of a law by its id."""
    return next(rule for rule in loaded.rules if rule.id == identifier)


def known(value: int, basis: str = "two-sources") -> Known:
    """A number and its basis."""
    return Known(value, basis)


def test_steps_are_levels_between_which_points_grow(stepped: Rulebook) -> None:
    """2 points up to 1,000, half a point for each further 500, at most 4: the cap is reached at 3,000."""
    people = standard(stepped, "stepped-population")

    assert Level(known(1000, "unverified"), known(3000, "unverified")) == people.levels["FIRST"]
    assert Points(known(20_000, "unverified"), known(40_000, "unverified")) == people.points
    assert Steps(start=None, each=500) == people.steps


def test_steps_begin_at_their_first_value(stepped: Rulebook) -> None:
    """From 20 % one point, above 30 % a quarter for each further 5 %, at most 3: the cap is reached at 70 %."""
    water = standard(stepped, "town-water")

    assert Level(known(3000), known(7000)) == water.levels["FIRST"]
    assert Steps(start=2000, each=500) == water.steps


def test_steps_run_downwards_where_less_is_better(stepped: Rulebook) -> None:
    """4.5 % at most is one point, each half per cent less a quarter more: 3 points are reached at 0.5 %."""
    poverty = standard(stepped, "town-poverty")

    assert Level(known(45), known(5)) == poverty.levels["FIRST"]
    assert Steps(start=None, each=5) == poverty.steps


def test_brackets_are_two_flat_amounts(stepped: Rulebook) -> None:
    """Half a point from 10 on and one point above 20, which begins at 21; between them nothing grows."""
    trees = standard(stepped, "town-trees")

    assert Level(known(10), known(21)) == trees.levels["FIRST"]
    assert Points(known(5000), known(10_000)) == trees.points
    assert Steps(start=10, each=11, only_whole=True) == trees.steps


def test_steps_hold_for_every_type(stepped: Rulebook) -> None:
    """Steps are stated once and hold for all types of their criterion."""
    levels = standard(stepped, "town-water").levels

    assert ["FIRST", "SECOND"] == list(levels)
    assert levels["FIRST"] == levels["SECOND"]


def test_alternatives_have_a_label(stepped: Rulebook) -> None:
    """Standards with the same label are alternatives; the others have none."""
    assert {"town-water": None, "town-poverty": "2.2", "town-trees": "2.2"} == {
        name: standard(stepped, name).alternative for name in ("town-water", "town-poverty", "town-trees")
    }


def test_a_criterion_may_ask_no_minimum(stepped: Rulebook) -> None:
    """A criterion whose minimum is left out asks nothing, though its standards have minimum points."""
    size = stepped.criteria[0]

    assert not any(criterion.asks_minimum for criterion in stepped.criteria)
    assert 0 == size.points.minimum.value


def test_a_kind_is_asked_its_own_criteria(stepped: Rulebook) -> None:
    """Of a kind of municipality only the criteria that name it, or no kind, are asked."""
    assert {"town": [None, ("town",)], "city": [("city",), None]} == {
        kind: [criterion.kinds for criterion in stepped.for_type("FIRST", kind).criteria] for kind in ("town", "city")
    }


def test_a_kind_of_which_nothing_is_asked_is_refused(stepped: Rulebook) -> None:
    """A type that is not asked of a kind is refused with the kinds of which it is."""
    by_kind = tuple(criterion for criterion in stepped.criteria if criterion.kinds)
    bare = Rulebook(stepped.law, by_kind, (), stepped.indicators, stepped.vocabulary, "")

    with pytest.raises(NotOnFile) as refused:
        bare.for_type("FIRST", "ward")

    assert ("kind_of_type", "ward", ("city", "town")) == (
        refused.value.kind,
        refused.value.name,
        refused.value.known,
    )


@pytest.mark.parametrize(("identifier", "pass_mark"), [("FIRST", 90_000), ("SECOND", 60_000)])
def test_a_type_may_have_a_pass_mark_of_its_own(stepped: Rulebook, identifier: str, pass_mark: int) -> None:
    """A type needs its own pass mark where it states one, else that of the law."""
    assert PointsFrame(maximum=120_000, pass_mark=pass_mark, is_counted=False) == stepped.frame(identifier)


def test_steps_are_scaled(stepped: Rulebook) -> None:
    """Whether the steps only begin earlier or are narrower too is kept; null stays unknown."""
    assert (
        ScaleSteps(("stepped-population",), (300_000, 1_000_000), narrows=False),
        ScaleSteps(("town-water",), None, narrows=True),
    ) == rule(stepped, "stepped-islands").then


def test_points_are_granted_and_lost(stepped: Rulebook) -> None:
    """Granting, not counting and lowering the pass mark are actions of rules."""
    assert Grant(("stepped-population", "stepped-centre")) == rule(stepped, "stepped-hills").then[0]
    assert (NotCounted(("stepped-centre",)), LowerPassMark(20_000)) == rule(stepped, "stepped-coast").then


@pytest.mark.parametrize(("example", "counts_whole"), [("same/steps-unsaid", False), ("whole-steps", True)])
def test_a_law_may_count_whole_steps(example: str, counts_whole: bool, tmp_path: Path) -> None:
    """A law that does not say how steps count counts in proportion."""
    loaded = load_everything(rule_example(SOUND_RULES / f"{example}.yaml").installed(tmp_path))
    (law,) = (one.law for one in loaded if one.law.id == "stepped-law")

    assert counts_whole is law.whole_steps


def test_grades_may_be_judged_and_follow_from_attributes(tmp_path: Path) -> None:
    """A ladder of grades names the family that judges it, and a grade the attribute that gives it."""
    loaded, *_ = load_everything(rule_example(SOUND_RULES / "grades-that-are-judged.yaml").installed(tmp_path))
    centre = loaded.indicators["centre"]

    assert "toy" == centre.judged_by
    assert [None, "coastal", None] == [grade.attribute for grade in centre.grades]
