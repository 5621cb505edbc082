import dataclasses
import datetime
from pathlib import Path

import pytest

from criteria.condition import AllOf, Holds
from criteria.loading import Library
from criteria.rulebook import ReduceMinimum, Rule, Rulebook, ScalePoints
from criteria.standard import Known, Level, Standard
from tests.criteria.examples import SOUND_RULES, TOY_RULES, copy_of_toy_rules, load_everything, rule_example

TOY_FILES = sorted(TOY_RULES.rglob("*.yaml"))


def rulebook(example: str, folder: Path) -> Rulebook:
    """The toy law with an example among its files."""
    (loaded,) = load_everything(rule_example(SOUND_RULES / f"{example}.yaml").installed(folder))
    return loaded


def standard(loaded: Rulebook, identifier: str) -> Standard:
    """A standard of a law by its id."""
    (found,) = (standard for standard in loaded.standards if standard.id == identifier)
    return found


def rule(loaded: Rulebook, identifier: str) -> Rule:
    """A rule of a law by its id."""
    (found,) = (rule for rule in loaded.rules if rule.id == identifier)
    return found


def without_hash(loaded: tuple[Rulebook, ...]) -> list[Rulebook]:
    """Laws, to be compared by what they say."""
    return [dataclasses.replace(one, sha256="") for one in loaded]


@pytest.mark.parametrize("path", sorted((SOUND_RULES / "same").glob("*.yaml")), ids=lambda path: path.stem)
def test_another_spelling_is_the_same_law(path: Path, tmp_path: Path) -> None:
    """However YAML lets a rule file be written, what it says is the same law."""
    assert without_hash(load_everything(TOY_RULES)) == without_hash(
        load_everything(rule_example(path).installed(tmp_path))
    )


@pytest.mark.parametrize("file", [path.relative_to(TOY_RULES) for path in TOY_FILES], ids=str)
@pytest.mark.parametrize(
    ("before", "line_end"), [(b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"", b"\r")], ids=["mark", "windows", "mac"]
)
def test_marks_and_line_ends_of_editors_do_not_matter(
    file: Path, before: bytes, line_end: bytes, tmp_path: Path
) -> None:
    """A rule file saved with a byte-order mark or with other line ends is the same law."""
    rules = copy_of_toy_rules(tmp_path)
    raw = (TOY_RULES / file).read_bytes().replace(b"\r\n", b"\n")
    (rules / file).write_bytes(before + raw.replace(b"\n", line_end))
    assert without_hash(load_everything(TOY_RULES)) == without_hash(load_everything(rules))


@pytest.mark.parametrize("path", sorted(SOUND_RULES.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_odd_file_loads(path: Path, tmp_path: Path) -> None:
    """A file that looks odd and is sound is not refused, and is no other spelling of the toy law."""
    assert without_hash(load_everything(TOY_RULES)) != without_hash(
        load_everything(rule_example(path).installed(tmp_path))
    )


def test_words_stay_words(tmp_path: Path) -> None:
    """NO, 1.50, a date or a quoted null is the text that stands there."""
    attributes = rulebook("words-that-yaml-would-change", tmp_path).vocabulary.attributes
    words = ["NO", "off", "Yes", "1.50", "1e3", "2020-01-01", "0o7", "null", "true", "false"]
    assert [*words, "island", "coastal"] == list(attributes)


def test_a_laxer_type_with_a_reason_is_sound(tmp_path: Path) -> None:
    """A higher type may ask less than a lower one where the file says why, and the reason is kept."""
    levels = standard(rulebook("laxer-with-a-reason", tmp_path), "water").levels
    assert Level(Known(7000, "signed-off"), Known(8000, "signed-off"), "The annex says so") == levels["GOLD"]


def test_one_level_may_be_known_alone(tmp_path: Path) -> None:
    """A level that the law file does not know stays open beside one that it knows."""
    level = standard(rulebook("one-level-known", tmp_path), "trees").levels["GOLD"]
    assert Level(None, Known(30, "unverified")) == level
    assert level.is_open


def test_minimum_and_maximum_may_be_one_level(tmp_path: Path) -> None:
    """A standard may give its points all at once."""
    level = standard(rulebook("equal-levels", tmp_path), "water").levels["GOLD"]
    assert level.minimum == level.maximum == Known(9500, "signed-off")


def test_a_law_may_be_in_force_still(tmp_path: Path) -> None:
    """A law without a last day is in force on every day from its first."""
    law = rulebook("in-force-still", tmp_path).law
    assert law.in_force_until is None
    assert law.is_in_force(datetime.date(9999, 12, 31))


def test_a_law_may_be_in_force_for_one_day(tmp_path: Path) -> None:
    """First and last day may be the same."""
    law = rulebook("one-day-in-force", tmp_path).law
    assert [False, True, False] == [
        law.is_in_force(day)
        for day in (datetime.date(2019, 12, 31), datetime.date(2020, 1, 1), datetime.date(2020, 1, 2))
    ]


def test_a_percentage_may_be_unknown(tmp_path: Path) -> None:
    """To how much a minimum level falls may be unknown; it is then not a number."""
    assert (ReduceMinimum(("people", "inner-people"), None),) == rule(
        rulebook("unknown-percentage", tmp_path), "hills"
    ).then


def test_several_keys_of_a_condition_hold_together(tmp_path: Path) -> None:
    """Fields that stand side by side in a condition must all hold."""
    hills = Holds("municipality.region", frozenset({"hills"}))
    either = Holds("municipality.kind", frozenset({"town", "city"}))
    assert AllOf((hills, either)) == rule(rulebook("condition-of-two-fields", tmp_path), "hills").when


def test_points_may_be_scaled(tmp_path: Path) -> None:
    """A rule may scale points as long as its criterion still adds up."""
    assert ScalePoints(("people",), 1, 2) == rule(rulebook("scaled-points", tmp_path), "half").then[0]


def test_the_toy_law_is_built_as_it_is_written() -> None:
    """Numbers of a rule file become exact integers: levels at the indicator's decimals, points in ten-thousandths."""
    (law,) = load_everything(TOY_RULES)
    poverty = standard(law, "poverty")
    assert (20000, 30000) == (poverty.points.minimum.value, poverty.points.maximum.value)
    assert {
        "GOLD": Level(Known(50, "signed-off"), Known(20, "signed-off")),
        "SILVER": Level(Known(100, "signed-off"), Known(50, "signed-off")),
    } == poverty.levels


def test_a_level_of_grades_is_a_rung() -> None:
    """The level of an indicator with grades is the place of the grade on its ladder, worst first."""
    (law,) = load_everything(TOY_RULES)
    assert Level(Known(1, "signed-off"), Known(2, "signed-off")) == standard(law, "centre").levels["SILVER"]


def test_a_group_names_its_standards() -> None:
    """An action on a group or a criterion touches its standards, in the order of the law."""
    (law,) = load_everything(TOY_RULES)
    assert [("trees",), ("people", "inner-people")] == [
        rule(law, "no-outer-area").then[0].standards,  # type: ignore[union-attr]
        rule(law, "islands").then[0].standards,  # type: ignore[union-attr]
    ]


def test_indicators_of_which_less_is_better_are_known() -> None:
    """The catalogue says which way is better."""
    indicators = Library(TOY_RULES).indicators
    assert [True, False] == [indicators[name].higher_is_better for name in ("water", "poverty")]
