import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.question import Question
from criteria.data_files import read_dataset
from criteria.data_files.assumptions import ASSUMED_COLUMNS, Setting, cells_of, with_assumptions
from criteria.data_files.rows import DatasetReader, Row, Tables
from criteria.diagnostic import NotOnFile, UnsoundData
from criteria.municipality import Dataset
from criteria.quantity import Claim, Quantity
from criteria.rule_files.library import Library
from tests.support.paths import REAL_RULES, TRA_VINH
from tests.support.strategies import quantities
from tests.support.toy_assessments import library
from tests.support.written_values import written_folder

LIBRARY = library(REAL_RULES)
ON_FILE = read_dataset(TRA_VINH, LIBRARY.words_of_data, LIBRARY.indicators)
DAY = datetime.date(2026, 11, 28)
END_OF_YEAR = datetime.date(2025, 12, 31)
LAWS = {"nq-1210-2016": "III", "nq-111-2025": "III", "nq-27-2022": "town", "nq-112-2025": "ward"}
COLUMN_CELLS = {
    "kind": ["town", "city", "ward", "commune"],
    "current_type": ["", "none", "III", "IV"],
    "type_as_of": ["", "2026-02-01", "2021-11-11"],
    "region": ["", "mekong-delta", "central-highlands"],
    "attributes": ["", "none", "coastal", "mountain;none", "-coastal;island", "formed-by-merger", "not-a-budget-level"],
    "formation": ["", "ordinary", "unesco"],
    "inner_area": ["", "yes", "no"],
    "part_of": ["", "tra-vinh-province"],
}


def assumed(cells: dict[str, str], town: str = "duyen-hai", data_day: datetime.date | None = None) -> Dataset:
    """Return the example with these cells assumed."""
    settings = [Setting(name, text) for name, text in cells.items()]
    words = (LIBRARY.words_of_data, LIBRARY.indicators)
    return with_assumptions(ON_FILE, town, settings, words, (DAY, data_day))


@st.composite
def cells(draw: st.DrawFn) -> dict[str, str]:
    """Draw cells of columns and of indicators."""
    found = {
        name: draw(st.sampled_from(COLUMN_CELLS[name])) for name in draw(st.sets(st.sampled_from([*COLUMN_CELLS])))
    }
    for name in draw(st.sets(st.sampled_from(sorted(LIBRARY.indicators)), max_size=5)):
        indicator = LIBRARY.indicators[name]
        found[name] = indicator.quantity_text(draw(quantities(indicator)))
    if draw(st.booleans()):
        found["population"] = draw(st.sampled_from(["fails III", "passes III", "unknown", "61234", "n/a"]))
    return found


@given(cells(), st.sampled_from(["duyen-hai", "tra-vinh", "dan-thanh"]), st.sampled_from(sorted(LAWS)))
def test_a_what_if_is_the_check_of_data_that_say_so(found: dict[str, str], town: str, law_id: str) -> None:
    """Whatever is assumed, the answer is that on a folder of data in which the cells say it."""
    law = LIBRARY.register.law(law_id)
    day = law.data_day(DAY)
    claims = any(text.startswith(("fails", "passes")) for text in found.values())
    as_of = DAY if claims or day is None else day
    if claims:  # of one day, which a claim must have
        day = None
    with tempfile.TemporaryDirectory() as scratch:
        folder = written_folder(Path(scratch) / "data", ON_FILE, LIBRARY.indicators, town, found, as_of.isoformat())
        try:
            what_if = assumed(found, town, day)
        except UnsoundData:  # such as an attribute that contradicts a column
            with pytest.raises(UnsoundData):
                read_dataset(folder, LIBRARY.words_of_data, LIBRARY.indicators)
            return
        written = read_dataset(folder, LIBRARY.words_of_data, LIBRARY.indicators)
    question = Question(LAWS[law_id], DAY)
    answers = []
    with (
        Assessors(LIBRARY.rulebook_in_force) as assessors,
        Assessor(LIBRARY.rulebook(law), LIBRARY.tasks, assessors.find) as assessor,
    ):
        for data in (written, what_if):
            answer = assessor.answer(data.subject(town, DAY, day), question)
            answers.append(str(answer.reason) if not hasattr(answer, "judgement") else answer)
    first, second = answers
    if isinstance(first, str) or isinstance(second, str):
        assert first == second
        return
    assert first.judgement == second.judgement
    assert first.verdict is second.verdict
    assert first.applied_rules == second.applied_rules
    assert [one.quantity for one in first.standards] == [one.quantity for one in second.standards]
    assert first.unknown_facts == second.unknown_facts
    assert first.is_finding
    assert second.is_finding is (not found)


@pytest.mark.parametrize("town", [*ON_FILE.municipalities])
def test_the_cells_of_a_municipality_are_read_as_it(town: str) -> None:
    """Reading the cells of a municipality gives the municipality again."""
    rows = [Row(cells_of(known), lambda _, known=known: known.location) for known in ON_FILE.municipalities.values()]
    read = DatasetReader(Tables(rows), LIBRARY.words_of_data, LIBRARY.indicators).dataset()
    assert ON_FILE.municipality(town) == read.municipality(town)


def test_an_assumed_value_replaces_what_is_on_file_and_is_marked() -> None:
    """The only value of the indicator is the assumed one, and it says so."""
    data = assumed({"non-agricultural-labour": "61.5"}, data_day=END_OF_YEAR)
    (value,) = (one for one in data.all_measured("duyen-hai") if one.indicator == "non-agricultural-labour")
    assert (Quantity(6150, 6150), END_OF_YEAR, True) == (value.quantity, value.as_of, value.is_assumed)
    (assumption,) = data.assumptions
    assert ("non-agricultural-labour", "61.5", "49.8") == (assumption.name, assumption.text, assumption.on_file)
    assert not any(one.is_assumed for one in data.measurements if one is not value)


def test_a_claim_is_of_the_day_of_the_assessment() -> None:
    """A claim is about the law in force on its day, which on the day of the data may be another law."""
    data = assumed({"population": "fails III"}, data_day=END_OF_YEAR)
    value = data.measured("duyen-hai", DAY, END_OF_YEAR)["population"]
    assert (Claim("III", passes=False), DAY) == (value.quantity.claim, value.as_of)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("population", "many", "not_a_number"),
        ("population", "12.500", "may_be_thousands"),
        ("non-agricultural-labour", "149.8", "outside_domain"),
        ("non-agricultural-labour", "70..60", "range_runs_downwards"),
        ("population", "fails IX", "claim_names_no_type"),
        ("attributes", "cost", "unknown_attribute"),
        ("attributes", "coastal;-coastal", "attribute_is_contradicted"),
        ("region", "south", "word_is_not_allowed"),
        ("current_type", "VI", "word_is_not_allowed"),
        ("type_as_of", "2021", "not_a_date"),
        ("kind", "", "word_is_not_allowed"),
        ("part_of", "nowhere", "unknown_municipality"),
        ("part_of", "duyen-hai", "units_are_parts_of_each_other"),
    ],
)
def test_a_text_is_refused_as_in_a_file(name: str, text: str, kind: str) -> None:
    """A setting is read by the reader of the files: the same is refused, and the option is the place."""
    with pytest.raises(UnsoundData) as refused:
        assumed({name: text})
    (diagnostic,) = refused.value.diagnostics
    assert (kind, f"--set {name}={text}") == (diagnostic.kind, str(diagnostic.location))


@pytest.mark.parametrize("name", ["id", "name", "populatoin", "Attributes"])
def test_only_columns_and_indicators_can_be_assumed(name: str) -> None:
    """What names the municipality, and what is neither a column nor an indicator, cannot be assumed."""
    with pytest.raises(NotOnFile):
        assumed({name: "x"})


def test_no_indicator_has_the_name_of_a_column() -> None:
    """A name after --set is either a column or an indicator."""
    assert set() == {*ASSUMED_COLUMNS} & {*Library(REAL_RULES).indicators}
