import dataclasses
import datetime
from pathlib import Path

import pytest

from criteria.cases import Expected
from criteria.condition import AllOf, Holds
from criteria.diagnostic import NotOnFile
from criteria.law import Transition
from criteria.quantity import Quantity
from criteria.rule import Exempt, ReduceMinimum, Rule, ScalePoints, SetRequired
from criteria.rule_files.library import Library
from criteria.rulebook import PointsFrame, Rulebook
from criteria.standard import ONE_POINT, Known, Level, Standard
from tests.support.example_folders import (
    SOUND_RULES,
    change,
    copy_of_toy_rules,
    further_law,
    load_everything,
    rule_example,
)
from tests.support.paths import TOY_RULES

TOY_FILES = sorted(TOY_RULES.rglob("*.yaml"))


def rulebook(example: str, folder: Path, law: str = "toy-law") -> Rulebook:
    """A law with an example among its files."""
    loaded = load_everything(rule_example(SOUND_RULES / f"{example}.yaml").installed(folder))
    (found,) = (one for one in loaded if one.law.id == law)
    return found


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


@pytest.fixture
def unchanged(tmp_path: Path) -> list[Rulebook]:
    """The toy laws as they are when no example is among them."""
    return without_hash(load_everything(copy_of_toy_rules(tmp_path / "unchanged", further_laws=True)))


@pytest.mark.parametrize("path", sorted((SOUND_RULES / "same").glob("*.yaml")), ids=lambda path: path.stem)
def test_another_spelling_is_the_same_law(path: Path, unchanged: list[Rulebook], tmp_path: Path) -> None:
    """However YAML lets a rule file be written, what it says is the same law."""
    assert unchanged == without_hash(load_everything(rule_example(path).installed(tmp_path)))


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
def test_an_odd_file_loads(path: Path, unchanged: list[Rulebook], tmp_path: Path) -> None:
    """A file that looks odd and is sound is not refused, and is no other spelling of the same law."""
    assert unchanged != without_hash(load_everything(rule_example(path).installed(tmp_path)))


def test_words_stay_words(tmp_path: Path) -> None:
    """NO, 1.50, a date or a quoted null is the text that stands there."""
    attributes = rulebook("words-that-yaml-would-change", tmp_path).vocabulary.attributes
    words = ["NO", "off", "Yes", "1.50", "1e3", "2020-01-01", "0o7", "null", "true", "false"]
    assert [*words, "island", "coastal"] == list(attributes)


def test_a_laxer_type_with_a_reason_is_sound(tmp_path: Path) -> None:
    """A higher type may ask less than a lower one where the file says why, and the reason is kept."""
    levels = standard(rulebook("laxer-with-a-reason", tmp_path), "water").levels
    assert Level(Known(7000, "one-source"), Known(8000, "one-source"), "The annex says so") == levels["GOLD"]


def test_one_level_may_be_known_alone(tmp_path: Path) -> None:
    """A level that the law file does not know stays open beside one that it knows."""
    levels = standard(rulebook("one-level-known", tmp_path), "trees").levels
    assert Level(None, Known(30, "unverified")) == levels["GOLD"]


def test_minimum_and_maximum_may_be_one_level(tmp_path: Path) -> None:
    """A standard may give its points all at once."""
    level = standard(rulebook("equal-levels", tmp_path), "water").levels["GOLD"]
    assert level.minimum == level.maximum == Known(9500, "one-source")


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
        "GOLD": Level(Known(50, "one-source"), Known(20, "one-source")),
        "SILVER": Level(Known(100, "one-source"), Known(50, "one-source")),
    } == poverty.levels


def test_a_level_of_grades_is_a_rung() -> None:
    """The level of an indicator with grades is the place of the grade on its ladder, worst first."""
    (law,) = load_everything(TOY_RULES)
    assert Level(Known(1, "one-source"), Known(2, "one-source")) == standard(law, "centre").levels["SILVER"]


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


def test_every_standard_may_be_required(tmp_path: Path) -> None:
    """A law that counts may ask for all of its standards."""
    loaded = rulebook("every-standard-required", tmp_path, "counted-law")
    assert PointsFrame(maximum=50000, pass_mark=50000, is_counted=True) == loaded.frame("GOOD")


def test_a_group_that_is_counted_may_be_asked_of_some_kinds(tmp_path: Path) -> None:
    """A group that names kinds of municipality is asked of these only."""
    loaded = rulebook("counted-group-of-a-kind", tmp_path, "counted-law")
    groups = {kind: [group.id for group in loaded.for_type("GOOD", kind).criteria] for kind in ("city", "town")}
    assert {"city": ["B", "A"], "town": ["A"]} == groups


def test_a_criterion_may_be_all_open(tmp_path: Path) -> None:
    """A criterion of an amending law may have nothing but what stands and what nobody knows."""
    loaded = rulebook("only-what-stands", tmp_path, "amending-law")
    assert ["1.1", "2.2", "N.2"] == [standard.code for standard in loaded.standards]


@pytest.fixture
def counted(tmp_path: Path) -> Rulebook:
    """A law that counts standards."""
    return further_law("counted-law", tmp_path)


@pytest.fixture
def amending(tmp_path: Path) -> Rulebook:
    """A law that amends the toy law."""
    return further_law("amending-law", tmp_path)


def test_a_counted_standard_is_worth_one_point(counted: Rulebook) -> None:
    """A standard that is counted has one level and one point, met or not."""
    water = standard(counted, "counted-water")
    assert (ONE_POINT, ONE_POINT) == (water.points.minimum.value, water.points.maximum.value)
    assert Level(Known(8000, "one-source"), Known(8000, "one-source")) == water.levels["FAIR"]


def test_a_group_of_counted_standards_needs_so_many(counted: Rulebook) -> None:
    """A group of counted standards is a criterion: as many points as it has standards, so many needed."""
    points = {criterion.id: criterion.points for criterion in counted.criteria}
    assert {"A": (20000, 30000), "B": (10000, 20000)} == {
        name: (frame.minimum.value, frame.maximum.value) for name, frame in points.items()
    }


def test_a_type_is_asked_its_own_criteria(counted: Rulebook) -> None:
    """Of a type only the criteria that name it are asked, and its frame counts only their standards."""
    assert {"GOOD": {"A", "B"}, "FAIR": {"A"}} == {
        name: {criterion.id for criterion in counted.for_type(name).criteria} for name in ("GOOD", "FAIR")
    }
    assert PointsFrame(maximum=30000, pass_mark=20000, is_counted=True) == counted.frame("FAIR")


def test_a_type_of_points_has_the_frame_of_the_law(amending: Rulebook) -> None:
    """Where points are given, the law says how many there are and how many are needed."""
    assert PointsFrame(maximum=100000, pass_mark=75000, is_counted=False) == amending.frame("GOLD")


def test_a_designated_type_is_not_assessed(counted: Rulebook) -> None:
    """A type that is conferred cannot be asked for; the refusal names those that can."""
    with pytest.raises(NotOnFile) as refused:
        counted.for_type("GREAT")
    assert ("designated_type", ("GOOD", "FAIR")) == (refused.value.kind, refused.value.known)


def test_actions_of_counting_laws_are_built(counted: Rulebook) -> None:
    """Exempt standards, counted works and another number of standards are actions of rules."""
    assert (
        Exempt(("counted-water",)),
        ReduceMinimum(("counted-people", "counted-trees"), (500000, 1000000), ("counted-trees",)),
        SetRequired("GOOD", 3),
    ) == rule(counted, "counted-islands").then


def test_transitions_are_built(counted: Rulebook) -> None:
    """What becomes of earlier types is part of the law; null stands for no type."""
    when = Holds("part_of.current_type", frozenset({"SPECIAL", "I"}))
    assert (
        Transition(("SPECIAL", "I"), "GOOD", None, "Article 9", "one-source"),
        Transition(("II", None), "FAIR", when, "Article 10", "unverified"),
    ) == counted.law.transitions


def test_what_stands_of_an_amended_law_is_a_condition_without_points(amending: Rulebook) -> None:
    """A standard that stands keeps its minimum levels and its document, and gives no points."""
    people = standard(amending, "people")
    assert {
        "GOLD": Level(Known(1000, "one-source"), None),
        "SILVER": Level(Known(500, "one-source"), None),
    } == people.levels
    assert (0, 0) == (people.points.minimum.value, people.points.maximum.value)
    assert ("toy-law", "The toy law") == (people.from_law, amending.document_of(people).en)


def test_what_is_new_is_of_the_amending_law(amending: Rulebook) -> None:
    """A standard that the amending law states itself cites the amending law."""
    assert "The amending law" == amending.document_of(standard(amending, "water")).en


def test_an_open_block_has_points_and_no_level(amending: Rulebook) -> None:
    """Of an open block only the points are known."""
    unseen = standard(amending, "unseen")
    assert {"GOLD": Level(None, None), "SILVER": Level(None, None)} == unseen.levels
    assert (60000, 80000) == (unseen.points.minimum.value, unseen.points.maximum.value)


def test_the_open_block_takes_no_name_from_the_catalogue(tmp_path: Path) -> None:
    """An indicator of the catalogue stays what it is, whatever it is called."""
    rules = copy_of_toy_rules(tmp_path)
    entry = "  - {id: open, name: {vi: Mở, en: Opened}, decimals: 0, better: lower, lowest: 0, highest: 9}\n"
    with (rules / "indicators.yaml").open("a", encoding="utf-8") as catalogue:
        catalogue.write(entry)
    (loaded,) = load_everything(rules)
    assert "Opened" == loaded.indicators["open"].name.en


def test_a_task_answers_for_what_it_names(tmp_path: Path) -> None:
    """A task answers for failing standards of the municipalities and indicators that it names, or for none."""
    build, plant = Library(copy_of_toy_rules(tmp_path, further_laws=True)).tasks
    pairs = [("alpha", "water"), ("beta", "water"), ("alpha", "trees")]
    assert [True, False, False] == [build.answers_for(*pair, "family") for pair in pairs]
    assert [False, False, False] == [plant.answers_for(*pair, "family") for pair in pairs]


def test_a_task_that_names_nothing_answers_for_everything(tmp_path: Path) -> None:
    """A task that answers and names neither municipalities nor indicators answers for all."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    change(rules / "counted-law" / "tasks.yaml", "{municipalities: [alpha], indicators: [water]}", "{}")
    assert Library(rules).tasks[0].answers_for("anywhere", "anything", "any-family")


def test_a_case_is_built_as_it_is_written(tmp_path: Path) -> None:
    """A worked case knows its town, what was measured of it, and what is expected."""
    library = Library(copy_of_toy_rules(tmp_path, further_laws=True))
    (case,) = library.cases(library.register.law("counted-law"))
    assert ("FAIR", "counted", datetime.date(2024, 12, 31)) == (case.type, case.reading, case.as_of)
    assert {"A.1": Expected(0, 0, "below"), "A.2": Expected(10000, 10000, None)} == case.standards
    assert Expected(20000, None, "met") == case.total
    assert {"water": Quantity(7999, 7999), "poverty": Quantity(upper=50), "centre": Quantity(1, 1)} == {
        name: one.quantity for name, one in case.measured.items()
    }


def test_a_case_without_a_day_is_of_the_first_day_of_the_law(tmp_path: Path) -> None:
    """A case that names no day is judged on the day on which the law begins."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    change(rules / "counted-law" / "cases" / "towns.yaml", "    as_of: 2024-12-31\n", "")
    library = Library(rules)
    (case,) = library.cases(library.register.law("counted-law"))
    assert datetime.date(2020, 1, 1) == case.as_of
