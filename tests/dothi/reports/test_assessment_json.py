"""`dothi.reports.assessment_json` keeps the contract ``dothi/assessment/1`` to the letter."""

import dataclasses
import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest

from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment
from criteria.municipality import TYPES, Subject
from criteria.rulebook import Rulebook
from criteria.sureness import SURENESS, Doubt
from dothi.reports.assessment_json import assessment_data, assessment_json
from dothi.reports.texts import texts_in
from tests.support.assessment_shape import Maybe, OneOf, Optional, Text, misfits
from tests.support.paths import REAL_RULES, TOWNS, TOY_DATA, TOY_RULES, TRA_VINH
from tests.support.toy_assessments import DEMO_DAY, assess, dataset, demo, library

ID = Text(r"[a-z0-9]+(-[a-z0-9]+)*")
SENTENCE = Text(r"(?s)\S(.*\S)?")
DAY = Text(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = Text(r"0|-?(?!0$)(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
VALUE = Text(rf"{NUMBER.pattern}|{ID.pattern}")
YES_OR_NO = OneOf((True, False))
VERDICT = OneOf(("met", "not_met", "undetermined"))
BASIS = OneOf(SURENESS)
REASON = {"kind": Text(r"[a-z]+(_[a-z]+)*"), "subject": SENTENCE, "text": SENTENCE}
BOUNDS = {"lower": NUMBER, "upper": NUMBER}
POINTS = {**BOUNDS, "minimum": NUMBER, "maximum": NUMBER}
STANDARD = {
    "id": ID,
    "code": SENTENCE,
    "name": SENTENCE,
    "indicator": ID,
    "unit": Maybe(SENTENCE),
    "measured": {
        "lower": Maybe(VALUE),
        "upper": Maybe(VALUE),
        "text": SENTENCE,
        "as_of": Maybe(DAY),
        "source": Maybe(Text(".*")),
    },
    "levels": {
        "minimum": Maybe(VALUE),
        "maximum": Maybe(VALUE),
        "basis": {"minimum": Maybe(BASIS), "maximum": Maybe(BASIS)},
        "reduced": Optional({"minimum": VALUE, "rule": ID, "basis": BASIS}),
    },
    "verdict": OneOf(("pass", "fail", "undetermined", "not_applicable")),
    "status": OneOf(("maximum", "between", "minimum", "below", "undetermined", "not_applicable", "exempt")),
    "mandatory": YES_OR_NO,
    "points": POINTS,
    "gap": Maybe(NUMBER),
    "citation": {"document": SENTENCE, "place": SENTENCE},
    "sources": [{"id": ID, "address": SENTENCE, "quote": SENTENCE}],
}
SURENESS_COUNTS = dict.fromkeys((*SURENESS, "null"), OneOf(tuple(range(1_000))))
"""How many levels have each basis."""

WORDS = [
    word
    for rules in (REAL_RULES, TOY_RULES)
    for known in (library(rules).vocabulary.regions, library(rules).vocabulary.kinds)
    for word in known
]
ANSWERS = {word: Optional(VERDICT) for word in ("yes", "no", "other", "none", *TYPES, *WORDS)}
ASSESSMENT = {
    "schema": OneOf(("dothi/assessment/1",)),
    "municipality": {
        "id": ID,
        "name": SENTENCE,
        "kind": ID,
        "current_type": Maybe(OneOf(("SPECIAL", "I", "II", "III", "IV", "V"))),
    },
    "target": SENTENCE,
    "law": {
        "id": ID,
        "title": SENTENCE,
        "effective_from": DAY,
        "sha256": Text("[0-9a-f]{64}"),
        "sureness": SURENESS_COUNTS,
    },
    "as_of": DAY,
    "verdict": VERDICT,
    "table_verdict": VERDICT,
    "provisional": YES_OR_NO,
    "provisional_because": [{"kind": OneOf(tuple(doubt.value for doubt in Doubt)), "subject": SENTENCE}],
    "reading": ID,
    "other_readings": [{"id": ID, "verdict": VERDICT, "provisional": YES_OR_NO, "reasons": [REASON]}],
    "points": {**BOUNDS, "pass_mark": NUMBER, "maximum": NUMBER},
    "criteria": [{"id": SENTENCE, "name": SENTENCE, "verdict": VERDICT, "points": POINTS, "standards": [STANDARD]}],
    "reasons": [REASON],
    "measure_next": [
        {
            "indicator": Maybe(ID),
            "points": Maybe(BOUNDS),
            "could_decide": Maybe(OneOf(("met", "not_met"))),
            "column": Optional(SENTENCE),
            "attribute": Optional(Maybe(ID)),
            "unit": Optional({"id": ID, "name": SENTENCE}),
        }
    ],
    "unknown_facts": [
        {
            "column": SENTENCE,
            "attribute": Maybe(ID),
            "would_give": ANSWERS,
            "citation": SENTENCE,
            "asked_by": Optional({word: Optional([SENTENCE]) for word in ANSWERS}),
            "without_attributes": Optional(ANSWERS),
        },
    ],
    "open_levels": [SENTENCE],
    "warnings": [SENTENCE],
}

Data = dict[str, Any]
GRADED = {
    name
    for rules in (REAL_RULES, TOY_RULES)
    for name, indicator in library(rules).indicators.items()
    if indicator.is_graded
}


def data_of(assessment: Assessment, language: str = "en") -> Data:
    """The assessment as data."""
    return assessment_data(assessment, texts_in(language))


def standards_of(data: Data) -> dict[str, Data]:
    """Its standards by code."""
    return {standard["code"]: standard for criterion in data["criteria"] for standard in criterion["standards"]}


@pytest.fixture(scope="module")
def demo_data() -> Data:
    """The demo: thị xã Duyên Hải for type III on 11 November 2021."""
    return data_of(demo())


@pytest.fixture(scope="module")
def example() -> list[Assessment]:
    """Every town of the example that can be judged, for every type, under both readings."""
    towns = dataset(TRA_VINH, REAL_RULES)
    judgeable = [town for town in towns.municipalities.values() if town.kind in {"city", "town", "township"}]
    rulebook: Rulebook = library(REAL_RULES).rulebook(library(REAL_RULES).register.law("nq-1210-2016"))
    with Assessor(rulebook) as assessor:
        return [
            assessor.assess(Subject(town, towns.measured(town.id, DEMO_DAY)), Question(known.id, DEMO_DAY))
            for known in rulebook.law.types
            for town in judgeable
        ]


@pytest.fixture(scope="module")
def toys() -> list[Assessment]:
    """Every town under the toy law whose areas are stated: both readings, with and without the unverified levels."""
    towns = [(data, town) for data in (TOY_DATA, TOWNS) for town in dataset(data, TOY_RULES).municipalities.values()]
    return [
        assess(town.id, data=data, reading=reading, sure=sure)
        for data, town in towns
        if town.inner_area is not None
        for reading in ("points", "strict")
        for sure in (None, "seed")
    ]


@pytest.fixture(scope="module")
def everything(example: list[Assessment], toys: list[Assessment]) -> list[Data]:
    """The data of all of them, in English."""
    return [data_of(assessment) for assessment in (*example, *toys)]


def every_standard(everything: list[Data]) -> Iterator[Data]:
    """The standards of all assessments."""
    return (standard for data in everything for standard in standards_of(data).values())


class TestShape:
    def test_the_check_itself_finds_a_missing_key(self) -> None:
        """The check of shapes tells a key that is missing."""
        assert ["$.a: the key b is missing"] == list(misfits({"a": {}}, {"a": {"b": NUMBER}}))

    def test_the_check_itself_finds_a_key_too_many(self) -> None:
        """The check of shapes tells a key that the contract does not have."""
        assert ["$[0]: the key b is not in the contract"] == list(misfits([{"b": 1}], [{}]))

    @pytest.mark.parametrize("text", ["1e3", "1.50", "01", "-0", ".5", "5.", "+1", "1,5", "NaN", " 1", 1, 1.5, None])
    def test_the_check_itself_finds_a_number_in_another_form(self, text: object) -> None:
        """The check of shapes refuses exponents, trailing and leading zeros, and numbers that are no text."""
        assert 1 == len(list(misfits(text, NUMBER)))

    @pytest.mark.parametrize("text", ["0", "10", "0.05", "-0.5", "49.8", "-10", "1000000"])
    def test_the_check_itself_takes_plain_numbers(self, text: str) -> None:
        """The check of shapes takes plain decimal numbers."""
        assert [] == list(misfits(text, NUMBER))

    def test_one_is_not_true(self) -> None:
        """The check of shapes tells 1 from true."""
        assert 1 == len(list(misfits(1, YES_OR_NO)))

    def test_all_of_the_example_is_there(self, example: list[Assessment]) -> None:
        """Twelve towns can be judged, for six types each."""
        assert 12 * 6 == len(example)

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_every_town_of_the_example_keeps_the_contract(self, example: list[Assessment], language: str) -> None:
        """Every town of the example for every type has exactly the keys and forms of the contract."""
        assert [] == [fault for each in example for fault in misfits(data_of(each, language), ASSESSMENT)]

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_every_toy_town_keeps_the_contract(self, toys: list[Assessment], language: str) -> None:
        """Every toy town has exactly the keys and forms of the contract."""
        assert [] == [fault for each in toys for fault in misfits(data_of(each, language), ASSESSMENT)]

    def test_missing_levels_and_one_level_for_both_keep_the_contract(self) -> None:
        """Where the minimum level is also the maximum (centre) and levels are missing (trees), the contract is kept."""
        assert [] == list(misfits(data_of(assess("alpha", "GOLD", data=TOY_DATA)), ASSESSMENT))


class TestWholes:
    def test_a_level_has_a_basis_exactly_where_it_is_known(self, everything: list[Data]) -> None:
        """A level that is null has a null basis, and a level that is known has one."""
        ends = [
            (standard["levels"][end] is None, standard["levels"]["basis"][end] is None)
            for standard in every_standard(everything)
            for end in ("minimum", "maximum")
        ]
        assert {(True, True), (False, False)} == set(ends)

    def test_only_grades_are_words(self, everything: list[Data]) -> None:
        """Levels and measured values are grade ids for indicators with grades only."""
        values = [
            (standard["code"], standard[part][end])
            for standard in every_standard(everything)
            if standard["indicator"] not in GRADED
            for part, end in itertools.product(("measured", "levels"), ("lower", "upper", "minimum", "maximum"))
            if standard[part].get(end) is not None
        ]
        assert [] == [(code, value) for code, value in values if list(misfits(value, NUMBER))]

    def test_points_of_the_standards_add_up(self, everything: list[Data]) -> None:
        """The bounds of a criterion are the sums of the bounds of its standards; tighter if facts are unknown."""
        for data in everything:
            for criterion in data["criteria"]:
                lower, upper = (
                    sum(ten_thousandths(standard["points"][end]) for standard in criterion["standards"])
                    for end in ("lower", "upper")
                )
                found = [ten_thousandths(criterion["points"][end]) for end in ("lower", "upper")]
                assert lower <= found[0] <= found[1] <= upper
                assert data["unknown_facts"] or [lower, upper] == found

    def test_points_of_the_criteria_add_up(self, everything: list[Data]) -> None:
        """The bounds of the whole are the sums of the bounds of the criteria."""
        for data, end in itertools.product(everything, ("lower", "upper")):
            summed = sum(ten_thousandths(criterion["points"][end]) for criterion in data["criteria"])
            assert data["unknown_facts"] or ten_thousandths(data["points"][end]) == summed

    def test_only_a_failure_has_a_gap(self, everything: list[Data]) -> None:
        """Only a standard that fails is short of something."""
        assert {"fail"} == {each["verdict"] for each in every_standard(everything) if each["gap"] is not None}

    def test_a_failing_number_has_a_gap_above_zero(self, everything: list[Data]) -> None:
        """A standard that fails in a number says by how much."""
        failing = [each for each in every_standard(everything) if each["verdict"] == "fail"]
        gaps = [each["gap"] for each in failing if each["indicator"] not in GRADED]
        assert gaps
        assert [] == [gap for gap in gaps if ten_thousandths(gap) <= 0]

    def test_a_failing_grade_has_no_gap(self, everything: list[Data]) -> None:
        """Between grades there is no distance in numbers."""
        failing = [each for each in every_standard(everything) if each["verdict"] == "fail"]
        assert {None} == {each["gap"] for each in failing if each["indicator"] in GRADED}

    def test_a_failing_standard_is_below(self, everything: list[Data]) -> None:
        """A standard fails exactly where it is surely below its minimum level."""
        pairs = {(each["verdict"] == "fail", each["status"] == "below") for each in every_standard(everything)}
        assert {(True, True), (False, False)} == pairs

    def test_indicators_that_decide_alone_come_first(self, everything: list[Data]) -> None:
        """What to measure next begins with what could decide the verdict alone."""
        orders = [[each["could_decide"] is None for each in data["measure_next"]] for data in everything]
        assert orders == [sorted(order) for order in orders]

    def test_a_decided_verdict_asks_for_no_measuring(self, everything: list[Data]) -> None:
        """Once a verdict is decided nothing is to be measured for it."""
        decided = [data["measure_next"] for data in everything if data["verdict"] != "undetermined"]
        assert decided
        assert [[]] * len(decided) == decided

    def test_open_levels_name_the_standards_with_null_levels(self, example: list[Assessment]) -> None:
        """The open levels are the codes of the standards that apply and lack a level, in the order of the law."""
        for data in map(data_of, example):
            lacking = [
                code
                for code, standard in standards_of(data).items()
                if None in (standard["levels"]["minimum"], standard["levels"]["maximum"])
                and standard["status"] != "not_applicable"
            ]
            assert lacking == data["open_levels"]

    def test_reading_and_other_readings_are_all_readings(self, toys: list[Assessment]) -> None:
        """Every reading of the law is answered, once."""
        for data in map(data_of, toys):
            assert {"points", "strict"} == {data["reading"], *(other["id"] for other in data["other_readings"])}

    def test_reasons_are_never_empty(self, everything: list[Data]) -> None:
        """Every verdict has a reason."""
        assert all(data["reasons"] for data in everything)


def ten_thousandths(number: str) -> int:
    """A decimal text as an integer: no float takes part in the sums."""
    whole, _, fraction = number.partition(".")
    return int(whole + fraction.ljust(4, "0"))


class TestReduced:
    def test_a_rule_that_reduces(self) -> None:
        """A reduced minimum is given with the rule that reduces and how well that rule is known."""
        people = standards_of(data_of(assess("beta", data=TOY_DATA)))["1.1"]
        assert {"minimum": "250", "rule": "islands", "basis": "unverified"} == people["levels"]["reduced"]

    def test_the_level_itself_stays(self) -> None:
        """Beside a reduced minimum the level of the law stays as it is written."""
        assert "500" == standards_of(data_of(assess("beta", data=TOY_DATA)))["1.1"]["levels"]["minimum"]

    def test_it_is_absent_where_no_rule_reduces(self) -> None:
        """Where no rule reduces there is no such key."""
        standards = standards_of(data_of(assess("alpha", data=TOY_DATA))).values()
        assert [{"minimum", "maximum", "basis"}] * 6 == [standard["levels"].keys() for standard in standards]

    def test_grades_are_not_reduced(self) -> None:
        """A grade has no reduced minimum, whatever rule holds."""
        assert "reduced" not in standards_of(data_of(assess("beta", data=TOY_DATA)))["2.3"]["levels"]

    def test_an_indicator_of_which_less_is_better_is_relaxed(self) -> None:
        """10 % at most, relaxed to 70 %, is 14.2 % at most: the last tenth that is within 10 / 0.7."""
        assert "14.2" == standards_of(data_of(assess("beta", data=TOY_DATA)))["2.2"]["levels"]["reduced"]["minimum"]


class TestMeasured:
    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("1.1", {"lower": "750", "upper": "750", "text": "750", "as_of": "2024-12-31", "source": "Census"}),
            ("1.2", {"lower": "400", "upper": None, "text": ">= 400", "as_of": "2024-12-31", "source": "Census"}),
            (
                "2.2",
                {
                    "lower": "4",
                    "upper": "12",
                    "text": "4..12",
                    "as_of": "2024-12-31",
                    "source": "Office of welfare",
                },
            ),
            (
                "2.3",
                {
                    "lower": "village",
                    "upper": "city",
                    "text": "village..city",
                    "as_of": "2024-12-31",
                    "source": "Plan",
                },
            ),
            ("2.4", {"lower": None, "upper": None, "text": "unknown", "as_of": "2024-12-31", "source": ""}),
        ],
    )
    def test_each_form_of_a_value(self, code: str, expected: Data) -> None:
        """Exact, bound, range, range of grades, unknown: each is given as its ends and as the text it is written in."""
        assert expected == standards_of(data_of(assess("alpha", data=TOY_DATA)))[code]["measured"]

    def test_nothing_on_file(self) -> None:
        """Where nothing is on file the value is unknown and has no day and no source."""
        nothing = {"lower": None, "upper": None, "text": "unknown", "as_of": None, "source": None}
        assert nothing == standards_of(data_of(assess("beta", data=TOY_DATA)))["2.2"]["measured"]

    def test_not_applicable(self) -> None:
        """A value stated not to apply is written n/a."""
        assert "n/a" == standards_of(data_of(assess("zeta")))["2.4"]["measured"]["text"]


class TestMandatory:
    def test_under_the_reading_in_force(self) -> None:
        """`mandatory` follows the reading in force: under the strict one 1.1 and 1.2 are mandatory."""
        data = data_of(assess("alpha", data=TOY_DATA, reading="strict"))
        assert ["1.1", "1.2"] == [code for code, standard in standards_of(data).items() if standard["mandatory"]]

    def test_not_under_another(self) -> None:
        """By points nothing is mandatory."""
        data = data_of(assess("alpha", data=TOY_DATA, reading="points"))
        assert [] == [code for code, standard in standards_of(data).items() if standard["mandatory"]]


class TestLanguages:
    TEXTS = frozenset({"name", "title", "text", "unit", "document"})

    def without_texts(self, data: Any) -> Any:
        """The data without names and sentences."""
        if isinstance(data, dict):
            kept = {key: value for key, value in data.items() if key not in self.TEXTS and key != "warnings"}
            return {key: self.without_texts(value) for key, value in kept.items()}
        return [self.without_texts(item) for item in data] if isinstance(data, list) else data

    def test_the_language_changes_words_only(self, toys: list[Assessment]) -> None:
        """Vietnamese and English differ in names and sentences and in nothing else."""
        vietnamese = [self.without_texts(data_of(each, "vi")) for each in toys]
        assert vietnamese == [self.without_texts(data_of(each, "en")) for each in toys]

    def test_numbers_keep_the_point_in_vietnamese(self) -> None:
        """The decimal sign of JSON is the point in every language."""
        assert "69.75" == standards_of(data_of(assess("zeta"), "vi"))["2.1"]["measured"]["lower"]

    @pytest.mark.parametrize(("language", "title"), [("vi", "Luật đồ chơi về đô thị"), ("en", "The toy law on towns")])
    def test_the_law_is_named_in_the_language(self, language: str, title: str) -> None:
        """The title of the law is in the language asked for."""
        assert title == data_of(assess("zeta"), language)["law"]["title"]

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("vi", "Tiêu chí 1 (Dân số) không đạt: nhiều nhất 0 điểm, cần tối thiểu 6 điểm."),
            ("en", "Criterion 1 (People) fails: 0 points at most, 6 needed."),
        ],
    )
    def test_reasons_speak_the_language(self, language: str, sentence: str) -> None:
        """A reason is a sentence in the language asked for."""
        assert sentence == data_of(assess("zeta"), language)["reasons"][0]["text"]


class TestProvisional:
    def test_a_verdict_that_rests_on_the_unverified(self) -> None:
        """A verdict that would differ without the unverified levels is provisional."""
        assert data_of(assess("epsilon"))["provisional"] is True

    def test_a_verdict_that_does_not(self) -> None:
        """A verdict that would be the same without the unverified levels is not provisional."""
        assert data_of(assess("delta"))["provisional"] is False

    def test_another_reading_has_its_own_mark(self) -> None:
        """Each other reading says whether its own verdict is provisional."""
        assert [("strict", True)] == [
            (other["id"], other["provisional"]) for other in data_of(assess("epsilon"))["other_readings"]
        ]

    def test_verified_only_is_never_provisional(self) -> None:
        """What is judged without the unverified levels does not rest on them."""
        data = data_of(assess("epsilon", sure="seed"))
        assert ("undetermined", False) == (data["verdict"], data["provisional"])


class TestDemo:
    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            ("schema", "dothi/assessment/1"),
            (
                "municipality",
                {"id": "duyen-hai", "name": "Thị xã Duyên Hải", "kind": "town", "current_type": "IV"},
            ),
            ("target", "III"),
            ("as_of", "2021-11-11"),
            ("verdict", "undetermined"),
            ("provisional", False),
            ("reading", "points"),
            ("points", {"lower": "11.75", "upper": "98", "pass_mark": "75", "maximum": "100"}),
            ("warnings", []),
        ],
    )
    def test_the_head(self, demo_data: Data, key: str, expected: object) -> None:
        """Duyên Hải's readiness for type III is undetermined: between 11.75 and 98 points of the 75 needed."""
        assert expected == demo_data[key]

    def test_the_law(self, demo_data: Data) -> None:
        """On 11 November 2021 Resolution 1210 was in force."""
        law = {name: demo_data["law"][name] for name in ("id", "effective_from")}
        assert {"id": "nq-1210-2016", "effective_from": "2016-05-25"} == law

    def test_the_strict_reading_fails(self, demo_data: Data) -> None:
        """Read strictly Duyên Hải does not meet type III, since its non-agricultural labour is compulsory and short."""
        strict, _ = demo_data["other_readings"]
        assert ("strict", "not_met", [("mandatory_standard_fails", "4.1")]) == (
            strict["id"],
            strict["verdict"],
            [(reason["kind"], reason["subject"]) for reason in strict["reasons"]],
        )

    def test_the_frames_of_the_criteria(self, demo_data: Data) -> None:
        """The five criteria have the minimum and maximum points of Resolution 1210."""
        frames = {each["id"]: (each["points"]["minimum"], each["points"]["maximum"]) for each in demo_data["criteria"]}
        assert {"1": ("15", "20"), "2": ("6", "8"), "3": ("4.5", "6"), "4": ("4.5", "6"), "5": ("45", "60")} == frames

    def test_every_standard_is_there(self, demo_data: Data) -> None:
        """All 59 standards of Resolution 1210 are answered."""
        assert 59 == len(standards_of(demo_data))

    def test_non_agricultural_labour(self, demo_data: Data) -> None:
        """49.8 % of non-agricultural labour fails the 60 % of type III by 10.2 and earns nothing."""
        labour = standards_of(demo_data)["4.1"]
        assert {
            "id": "non-agricultural-labour",
            "code": "4.1",
            "name": "Non-agricultural labour, whole urban area",
            "indicator": "non-agricultural-labour",
            "unit": "%",
            "measured": {
                "lower": "49.8",
                "upper": "49.8",
                "text": "49.8",
                "as_of": "2021-11-11",
                "source": "22-CTr/TU, mục I.1",
            },
            "levels": {
                "minimum": "60",
                "maximum": "70",
                "basis": {"minimum": "two-sources", "maximum": "unverified"},
            },
            "verdict": "fail",
            "status": "below",
            "mandatory": False,
            "points": {"lower": "0", "upper": "0", "minimum": "1", "maximum": "1.5"},
            "gap": "10.2",
            "citation": {"document": "Resolution 1210/2016/UBTVQH13", "place": "Phụ lục 1, tiêu chuẩn 4.1"},
        } == {name: found for name, found in labour.items() if name != "sources"}

    def test_the_sources_of_a_level(self, demo_data: Data) -> None:
        """The level of non-agricultural labour names the texts it was read in, with address and quotation."""
        assert ["wikimili", "cafef", "quyhoachvietnam", "dong-xoai", "tvpl-dieu-4"] == [
            source["id"] for source in standards_of(demo_data)["4.1"]["sources"]
        ]

    def test_criterion_4_can_just_be_reached(self, demo_data: Data) -> None:
        """Criterion 4 can still get its 4.5 points, all of them from the labour of the inner area."""
        criterion = demo_data["criteria"][3]
        assert ("undetermined", {"lower": "0", "upper": "4.5", "minimum": "4.5", "maximum": "6"}) == (
            criterion["verdict"],
            criterion["points"],
        )

    def test_a_range_of_grades(self, demo_data: Data) -> None:
        """The transport hub, inter-district to province, may fail or pass at the minimum level: 0 to 1.5 points."""
        hub = standards_of(demo_data)["5A.11"]
        assert ("inter-district", "province", "undetermined", "0", "1.5") == (
            hub["measured"]["lower"],
            hub["measured"]["upper"],
            hub["verdict"],
            hub["points"]["lower"],
            hub["points"]["upper"],
        )

    def test_the_floors_pass(self, demo_data: Data) -> None:
        """The ten numeric infrastructure floors of the document all reach their minimum level."""
        passing = [code for code, standard in standards_of(demo_data).items() if standard["verdict"] == "pass"]
        assert 10 == len(passing)

    def test_measuring_the_labour_of_the_inner_area_could_decide(self, demo_data: Data) -> None:
        """What to measure begins with what could alone decide that type III is not met."""
        decisive = [each for each in demo_data["measure_next"] if each["could_decide"]]
        assert {
            "indicator": "inner-non-agricultural-labour",
            "points": {"lower": "0", "upper": "4.5"},
            "could_decide": "not_met",
        } in decisive

    def test_open_levels(self, demo_data: Data) -> None:
        """The 32 standards whose levels the law file lacks are named, flooding (5A.24) among them."""
        assert (32, True) == (len(demo_data["open_levels"]), "5A.24" in demo_data["open_levels"])


class TestText:
    def test_the_text_is_the_data(self) -> None:
        """The JSON text says what the data say and nothing more."""
        assessment = assess("zeta")
        assert data_of(assessment) == json.loads(assessment_json(assessment, texts_in("en")))

    def test_letters_stay_legible(self) -> None:
        """Vietnamese letters stand as themselves."""
        assert '"name": "Dân số"' in assessment_json(assess("zeta"), texts_in("vi"))

    def test_a_name_cannot_leave_its_place(self) -> None:
        """Quotes and braces in a name of the data stay inside it."""
        assessment = assess("delta")
        named = dataclasses.replace(assessment.municipality, name='"}, "verdict": "met')
        data = json.loads(assessment_json(dataclasses.replace(assessment, municipality=named), texts_in("en")))
        assert '"}, "verdict": "met' == data["municipality"]["name"]
