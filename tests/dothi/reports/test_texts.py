"""`dothi.reports.texts` and the catalogues: both languages say the same, and every statement has a sentence."""

import ast
import datetime
import re
import shutil
import string
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from classifier.assessment.result import Amount, Assessment, DatedCodes, Fact, Statement, ValueText
from classifier.plan.judgement import Status, Verdict
from criteria.bilingual import BilingualText
from criteria.diagnostic import Diagnostic, Location, NotOnFile
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.quantity import NOT_APPLICABLE, UNKNOWN, Quantity
from criteria.type_of_day import TypeOfDay
from dothi.reports.texts import LANGUAGES, Texts, texts_in
from tests.support.paths import (
    COUNTING_DATA,
    COUNTING_RULES,
    REAL_CASES,
    REAL_RULES,
    ROOT,
    TOY_DATA,
    TOY_RULES,
    TRA_VINH,
)
from tests.support.toy_assessments import (
    DEMO_DAY,
    LATER_DAY,
    LATER_LAW,
    UNITS_LAW,
    assess,
    changed_rules,
    demo,
    library,
)

VALUES = ROOT / "tests" / "real_cases" / "values"

Catalogue = Mapping[str, Mapping[str, str]]


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue as it is written."""
    return tomllib.loads((ROOT / "dothi" / "reports" / "catalogue" / f"{language}.toml").read_text(encoding="utf-8"))


def placeholders(sentence: str) -> list[str]:
    """The names in braces, sorted."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)


class TestCatalogues:
    def test_choices_of_number(self) -> None:
        """A choice between singular and plural depends on a fact of the same English sentence."""
        en = catalogue("en")
        wrong = [
            (section, key)
            for section in en
            for key, text in en[section].items()
            if not set(re.findall(r"\[([a-z_]+)\|", text)) <= {*placeholders(text), "count"}
        ]
        assert [] == wrong

    def test_vietnamese_has_no_choices_of_number(self) -> None:
        """Vietnamese nouns have one form, so no Vietnamese sentence chooses between two."""
        vi = catalogue("vi")
        assert [] == [(section, key) for section in vi for key, text in vi[section].items() if "|" in text]

    def test_vietnamese_is_nfc(self) -> None:
        """Vietnamese is written in composed letters, as the rules and the data are."""
        text = (ROOT / "dothi" / "reports" / "catalogue" / "vi.toml").read_text(encoding="utf-8")
        assert unicodedata.normalize("NFC", text) == text

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_sentence_is_empty(self, language: str) -> None:
        """Every key has a text."""
        assert [] == [key for section in catalogue(language).values() for key, text in section.items() if not text]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_control_characters(self, language: str) -> None:
        """No text holds a tab, a line end or another control character: a sentence is one line."""
        texts = [text for section in catalogue(language).values() for text in section.values()]
        assert [] == [text for text in texts if any(unicodedata.category(letter) == "Cc" for letter in text)]

    def test_it_is_vietnamese(self) -> None:
        """No Vietnamese sentence was left in English."""
        vi, en = catalogue("vi"), catalogue("en")
        assert [] == [
            (section, key)
            for section in vi
            for key in vi[section]
            if vi[section][key] == en[section][key] and re.search("[a-z]{3} ", vi[section][key])
        ]

    @pytest.mark.parametrize(
        ("section", "words"),
        [("verdict", Verdict), ("verdict_word", Verdict), ("status", Status)],
    )
    def test_every_verdict_and_status_has_its_word(self, section: str, words: type[Verdict] | type[Status]) -> None:
        """Each verdict and each status has its word, and no word is there for what cannot be."""
        assert {word.value for word in words} == catalogue("en")[section].keys()


def constants(node: ast.AST) -> Iterator[str]:
    """The texts in an expression that it may become: not those in tuples, which are routes into a file."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from constants(body)
            yield from constants(orelse)


PHUC_YEN, FORMED = REAL_CASES / "published" / "a01-phuc-yen", datetime.date(2018, 2, 7)
TP_Y, TP_Y_DAY = REAL_CASES / "published" / "a17-112-special", datetime.date(2026, 3, 1)
PHU_HAI = REAL_CASES / "inspector" / "base-111-iii"
SAYING = [
    ("reason", ("reasons", "unit_reasons", "factors", "waivers")),
    ("remark", ("remarks",)),
    ("warning", ("warnings", "told_of_values", "transitions", "derived_types")),
    ("beside", ("headline",)),
]
"""The sections of the catalogue, each with the modules whose statements they word."""


def statement_kinds(*modules: str) -> set[str]:
    """The kinds of statement that the code of some modules can yield, read from the code itself."""
    kinds: set[str] = set()
    trees = [
        ast.parse((ROOT / "classifier" / "assessment" / f"{module}.py").read_text(encoding="utf-8"))
        for module in modules
    ]
    nodes = (node for tree in trees for node in ast.walk(tree))
    for function in (node for node in nodes if isinstance(node, ast.FunctionDef)):
        named: dict[str, set[str]] = {}
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    named.setdefault(name, set()).update(constants(value))
        for node in ast.walk(function):
            match node:
                case ast.AugAssign(target=ast.Name(id=name), value=ast.Constant(value=str() as ending)):
                    named[name] |= {kind + ending for kind in named[name]}
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Name(id="Statement"), args=[ast.Name(id=name), *_]):
                    kinds |= named.get(name, set())
                case ast.Call(func=ast.Name(id="_mandatory"), args=[*_, ast.Constant(value=str() as kind)]):
                    kinds.add(kind)
                case ast.Call(func=ast.Name(id="Statement"), args=[kind, *_]):
                    kinds |= set(constants(kind))
    return kinds


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[Assessment]:
    """Assessments that together say everything there is to say."""
    late = datetime.date(2031, 1, 1)
    poverty = "SILVER: {minimum: 10, maximum: 5, basis: [one-source, one-source]}"
    unverified = poverty.replace("[one-source,", "[unverified,")
    rules = changed_rules(tmp_path_factory.mktemp("toy"), (poverty, unverified))
    own_water = ("    indicator: water\n", "    indicator: water\n    measures: {vi: nước sạch, en: clean water}\n")
    defines_water = changed_rules(tmp_path_factory.mktemp("defining"), own_water)
    any_points = ("- id: strict\n", "- id: strict\n    criteria_need: above-zero\n")
    above_zero = changed_rules(tmp_path_factory.mktemp("above-zero"), any_points)
    in_hills = ("to: COUNTED,", "to: COUNTED, when: {municipality.region: {is: hills}},")
    asks_for_the_region = changed_rules(tmp_path_factory.mktemp("counting"), in_hills, source=COUNTING_RULES)
    w1 = REAL_CASES / "inspector" / "w1.json"
    city = tmp_path_factory.mktemp("city") / "city.json"
    city.write_text(w1.read_text(encoding="utf-8").replace('"ward"', '"city"'), encoding="utf-8")
    small = _small(tmp_path_factory.mktemp("small"))
    merged = _merged(tmp_path_factory.mktemp("merged"))
    in_need = tmp_path_factory.mktemp("in-need") / "data"
    shutil.copytree(PHUC_YEN, in_need)
    table = (PHUC_YEN / "municipalities.csv").read_text(encoding="utf-8")
    head, *rows = table.splitlines()
    stated = "\n".join([f"{head},formation", *(f"{row},special-need" for row in rows)])
    (in_need / "municipalities.csv").write_text(stated, encoding="utf-8")
    return [
        assess("t", "II", data=w1, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW),
        assess("t", "II", data=city, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW),
        assess("phu-hai", "II", data=PHU_HAI, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW),
        assess("phu-hai", "III", data=PHU_HAI, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW),
        demo(),
        *(assess(town) for town in ("delta", "zeta", "eta", "theta", "iota", "kappa", "nu", "xi")),
        *(assess(town, data=TOY_DATA) for town in ("beta", "gamma")),
        assess("zeta", reading="strict"),
        assess("duyen-hai", "III", data=TRA_VINH, rules=REAL_RULES, as_of=DEMO_DAY, sure="seed"),
        assess("theta", rules=rules),
        assess("delta", rules=defines_water),
        *(assess(town, rules=above_zero) for town in ("delta", "zeta")),
        assess("all-met", "COUNTED", data=COUNTING_DATA, rules=asks_for_the_region),
        assess("duyen-hai", "III", data=TRA_VINH, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW),
        assess("alpha", data=TOY_DATA, as_of=late),
        assess("dan-thanh", "town", data=TRA_VINH, rules=REAL_RULES, as_of=DEMO_DAY, real_law=UNITS_LAW),
        assess("duyen-hai", "class-III", data=TRA_VINH, rules=REAL_RULES, as_of=DEMO_DAY, real_law=UNITS_LAW),
        assess("tieu-can-district", "town", data=TRA_VINH, rules=REAL_RULES, as_of=DEMO_DAY, real_law=UNITS_LAW),
        assess("phuc-yen", "city", data=PHUC_YEN, rules=REAL_RULES, as_of=FORMED, real_law=UNITS_LAW),
        assess("phuc-yen", "city", data=in_need, rules=REAL_RULES, as_of=FORMED, real_law=UNITS_LAW),
        assess("tp-y", "central-city", data=TP_Y, rules=REAL_RULES, as_of=TP_Y_DAY, real_law="nq-112-2025"),
        assess("merged", "central-city", data=merged, rules=REAL_RULES, as_of=TP_Y_DAY, real_law="nq-112-2025"),
        assess("small", "town", data=small, rules=REAL_RULES, as_of=DEMO_DAY, real_law=UNITS_LAW),
        assess("duyen-hai", "city", data=TRA_VINH, rules=REAL_RULES, as_of=LATER_DAY, real_law=UNITS_LAW),
        assess("phu-hai", "III", data=VALUES, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW),
        assess("go-dau", "IV", data=VALUES, rules=REAL_RULES, as_of=DEMO_DAY.replace(year=2022), reading="strict"),
        assess("all-told", "class-III", data=VALUES, rules=REAL_RULES, as_of=LATER_DAY, real_law=UNITS_LAW),
        assess("claimed", "COUNTED", data=_claimed(tmp_path_factory.mktemp("claimed")), rules=COUNTING_RULES),
        assess(
            "claimed",
            "III",
            data=_claimed_of_other_laws(tmp_path_factory.mktemp("other-laws")),
            rules=REAL_RULES,
            as_of=LATER_DAY,
            real_law="nq-26-2022",
        ),
        assess("blank", data=_of_no_kind(tmp_path_factory.mktemp("blank"))),
        *(
            assess(town, "COUNTED", data=COUNTING_DATA, rules=COUNTING_RULES)
            for town in ("all-met", "two-of-four", "group-fails", "group-open", "count-open")
        ),
    ]


def _of_no_kind(folder: Path) -> Path:
    """A row of the wide form that states nothing but a name."""
    path = folder / "towns.csv"
    path.write_text("id,name\nblank,Blank\n", encoding="utf-8")
    return path


def _claimed(folder: Path) -> Path:
    """A town of the law that counts, which is stated to fail a standard."""
    (folder / "municipalities.csv").write_text("id,name,kind\nclaimed,Claimed,town\n", encoding="utf-8")
    rows = "municipality,indicator,value,as_of\nclaimed,water,fails COUNTED,2024-12-31\n"
    (folder / "measurements.csv").write_text(rows, encoding="utf-8")
    return folder


def _claimed_of_other_laws(folder: Path) -> Path:
    """A town with a claim about a type that its law does not have, and one of a day after its law."""
    (folder / "municipalities.csv").write_text("id,name,kind\nclaimed,Claimed,town\n", encoding="utf-8")
    rows = "claimed,non-agricultural-labour,fails III,2026-01-05\nclaimed,population,fails class-I,2024-12-31\n"
    (folder / "measurements.csv").write_text(f"municipality,indicator,value,as_of\n{rows}", encoding="utf-8")
    return folder


def _merged(folder: Path) -> Path:
    """A centrally run city of type II only, formed by a merger: nobody knows whether that waives the type."""
    columns = "id,name,kind,formation,attributes,region"
    row = "merged,Merged,central-city,whole-merger,none,southeast"
    (folder / "municipalities.csv").write_text(f"{columns}\n{row}\n", encoding="utf-8")
    rows = "municipality,indicator,value,as_of\nmerged,urban-type,II,2025-12-31\n"
    (folder / "measurements.csv").write_text(rows, encoding="utf-8")
    return folder


def _small(folder: Path) -> Path:
    """A district of 100 people of whom every fact is stated, so that it surely is no urban area of any type."""
    columns = "id,name,kind,current_type,region,attributes,formation,inner_area,outer_area"
    row = "small,Small,district,none,mekong-delta,none,ordinary,yes,yes"
    (folder / "municipalities.csv").write_text(f"{columns}\n{row}\n", encoding="utf-8")
    rows = "".join(f"small,{people},100,2021-06-30\n" for people in ("population", "inner-population"))
    (folder / "measurements.csv").write_text(f"municipality,indicator,value,as_of\n{rows}", encoding="utf-8")
    return folder


def statements(assessments: list[Assessment]) -> Iterator[tuple[str, Statement]]:
    """Each reason and warning with the section of its sentence."""
    for assessment in assessments:
        yield from (("reason", reason) for reason in assessment.reasons)
        others = [reason for other in assessment.other_readings for reason in other.reasons]
        yield from (("reason", reason) for reason in others)
        yield from (("remark", remark) for reason in (*assessment.reasons, *others) for remark in reason.remarks)
        yield from (("warning", warning) for warning in assessment.warnings)


class TestStatements:
    @pytest.mark.parametrize(("section", "modules"), SAYING)
    def test_every_kind_has_a_sentence(self, section: str, modules: tuple[str, ...]) -> None:
        """Every statement of the classifier has a sentence, and no sentence is unused."""
        assert statement_kinds(*modules) == catalogue("en")[section].keys()

    @pytest.mark.parametrize(("section", "modules"), SAYING)
    def test_every_kind_was_said(self, said: list[Assessment], section: str, modules: tuple[str, ...]) -> None:
        """The towns of these tests bring about every statement of the classifier."""
        kinds = {statement.kind for told, statement in statements(said) if told == section}
        if section == "beside":
            kinds = {assessment.beside.kind for assessment in said if assessment.beside is not None}
        assert statement_kinds(*modules) == kinds

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_sentence_has_its_facts(self, said: list[Assessment], language: str) -> None:
        """Every reason and warning becomes a whole sentence without braces that ends with a full stop."""
        texts = texts_in(language)
        sentences = [texts.statement(section, statement) for section, statement in statements(said)]
        assert [] == [text for text in sentences if "{" in text or "None" in text or not text.endswith(".")]

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            (
                "vi",
                (
                    "Tiêu chí 1 (Dân số) chỉ có thể đạt mức tối thiểu 6 nếu tiêu chuẩn 1.2 (Dân số nội thị) từ 400 "
                    "người trở lên; con số này dựa vào mức 400 người chưa được đối chiếu với văn bản chính thức."
                ),
            ),
            (
                "en",
                (
                    "Criterion 1 (People) can reach its minimum of 6 only if standard 1.2 (People of the inner area) "
                    "is at least 400 people; this relies on the level 400 people, which has not been verified against "
                    "the official text."
                ),
            ),
        ],
    )
    def test_a_condition_that_rests_on_the_unverified(self, language: str, sentence: str) -> None:
        """A value that a criterion depends on says if it relies on an unverified level."""
        assert sentence == texts_in(language).statement("reason", assess("iota").reasons[0])

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            (
                "vi",
                (
                    "Tiêu chuẩn 2.1 (Nước sạch) không đạt: hiện trạng 69,75% so với mức tối thiểu 80%, còn thiếu 10,25 "
                    "điểm phần trăm; "
                    "được 0 trên 4 điểm."
                ),
            ),
            (
                "en",
                (
                    "Standard 2.1 (Clean water) fails: 69.75% against a minimum level of 80%, short by 10.25 "
                    "percentage points; "
                    "0 of 4 points."
                ),
            ),
        ],
    )
    def test_a_failing_standard(self, language: str, sentence: str) -> None:
        """A failing standard has its value, level, shortfall and points in the numbers of the language."""
        (reason,) = (reason for reason in assess("zeta").reasons if reason.subject == "2.1")
        assert sentence == texts_in(language).statement("reason", reason)


class TestShown:
    @pytest.mark.parametrize(
        ("language", "expected"),
        [("vi", "1.234.567,05"), ("en", "1,234,567.05")],
    )
    def test_numbers(self, language: str, expected: str) -> None:
        """Vietnamese writes the decimal comma and groups with points; English the other way round."""
        assert expected == texts_in(language).number(123456705, 2)

    @pytest.mark.parametrize(
        ("value", "decimals", "expected"),
        [(0, 0, "0"), (5, 4, "0,0005"), (-5, 1, "-0,5"), (11750, 3, "11,75"), (100000, 4, "10"), (6000, 0, "6.000")],
    )
    def test_numbers_are_exact(self, value: int, decimals: int, expected: str) -> None:
        """A number has all its decimals and no trailing zeros."""
        assert expected == texts_in("vi").number(value, decimals)

    def test_a_large_number_keeps_every_digit(self) -> None:
        """No digit is lost on the way through Babel."""
        digits = texts_in("en").number(2**63 + 1, 4).replace(",", "").replace(".", "")
        assert str(2**63 + 1) == digits

    def test_points(self) -> None:
        """Points are ten-thousandths."""
        assert "1,125" == texts_in("vi").points(11250)

    @pytest.mark.parametrize(("upper", "expected"), [(45000, "4.5"), (60000, "4.5 – 6")])
    def test_bounds_of_points(self, upper: int, expected: str) -> None:
        """Equal bounds are written as one number."""
        assert expected == texts_in("en").points_range(45000, upper)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_days(self, language: str) -> None:
        """A day is written day/month/year in both languages."""
        assert "01/06/2025" == texts_in(language).shown(datetime.date(2025, 6, 1))

    @pytest.mark.parametrize(
        ("fact", "expected"),
        [
            ("as it is", "as it is"),
            (("1.1", "1.2"), "1.1, 1.2"),
            (BilingualText("Nước", "Water"), "Nước"),
            (Amount(5, 1), "0,5"),
            (Amount(102, 1, BilingualText("%", "%")), "10,2%"),
            (Amount(700, 0, BilingualText("người", "people")), "700 người"),
            (
                DatedCodes(((datetime.date(2020, 1, 1), ("1.2",)), (datetime.date(2021, 1, 1), ("1.1", "2.1")))),
                "1.2 (ngày 01/01/2020); 1.1, 2.1 (ngày 01/01/2021)",
            ),
        ],
    )
    def test_facts(self, fact: Fact, expected: str) -> None:
        """Texts, lists, names, amounts with and without a unit: each fact has its form."""
        assert expected == texts_in("vi").shown(fact)

    @pytest.mark.parametrize(
        ("quantity", "vi", "en"),
        [
            (Quantity(4980, 4980), "49,8%", "49.8%"),
            (Quantity(lower=9500), "từ 95%", "at least 95%"),
            (Quantity(upper=500), "đến 5%", "at most 5%"),
            (Quantity(6000, 7050), "60 đến 70,5%", "60 to 70.5%"),
            (UNKNOWN, "chưa biết", "not known"),
            (NOT_APPLICABLE, "không áp dụng", "not applicable"),
        ],
    )
    def test_quantities(self, quantity: Quantity, vi: str, en: str) -> None:
        """Exact, at least, at most, range, unknown, not applicable: each has its words."""
        fact = ValueText(library(TOY_RULES).indicators["water"], quantity)
        assert [vi, en] == [texts_in(language).shown(fact) for language in LANGUAGES]

    def test_a_range_of_grades(self) -> None:
        """Grades are shown by their names."""
        centre = library(TOY_RULES).indicators["centre"]
        assert "xã đến thành phố" == texts_in("vi").quantity(centre, Quantity(1, 2))

    @pytest.mark.parametrize("name", ["{name}", "{0}", "%s", "{name.__class__}"])
    def test_a_fact_is_not_a_sentence(self, name: str) -> None:
        """Braces inside a fact stay what they are."""
        assert name in texts_in("en").text("refused", "municipality", name=name)

    def test_texts_are_read_once(self) -> None:
        """The texts of a language are kept."""
        assert texts_in("vi") is texts_in("vi")


class TestPlurals:
    @pytest.mark.parametrize(
        ("counts", "expected"),
        [
            (("1", "1", "1"), "1 error, 1 warning, 1 note"),
            (("2", "0", "21"), "2 errors, 0 warnings, 21 notes"),
        ],
    )
    def test_nouns_of_a_sentence(self, counts: tuple[str, str, str], expected: str) -> None:
        """Each noun has the number of its own count."""
        errors, warnings, notes = counts
        found = texts_in("en").text("lint", "summary", errors=errors, warnings=warnings, notes=notes)
        assert expected == found

    def test_vietnamese_nouns(self) -> None:
        """In Vietnamese a noun is the same after every number."""
        assert "1 lỗi, 2 cảnh báo, 0 ghi chú" == texts_in("vi").text(
            "lint", "summary", errors="1", warnings="2", notes="0"
        )

    @pytest.mark.parametrize(
        ("value", "expected"),
        [(1, "1 facility"), (2, "2 facilities"), (0, "0 facilities"), (1000, "1,000 facilities")],
    )
    def test_units_of_a_value(self, value: int, expected: str) -> None:
        """The English unit of exactly one is in the singular."""
        assert expected == texts_in("en").shown(Amount(value, 0, BilingualText("cơ sở", "facilities")))

    def test_a_fraction_is_plural(self) -> None:
        """Only the number 1 itself takes the singular."""
        assert "1.5 points" == texts_in("en").shown(Amount(15, 1, BilingualText("điểm", "points")))

    @pytest.mark.parametrize(("value", "expected"), [(100, "1 percentage point"), (250, "2.5 percentage points")])
    def test_percentage_points(self, value: int, expected: str) -> None:
        """A shortfall of a percentage is in percentage points."""
        assert expected == texts_in("en").shortfall(library(TOY_RULES).indicators["water"], value)


class TestBounds:
    @pytest.mark.parametrize(
        ("upper", "language", "expected"),
        [
            ("92.81", "en", "Reading: strict. Score 92.81 of 100 (pass mark 75)."),
            ("98", "en", "Reading: strict. Score 92.81 to 98 of 100 (pass mark 75)."),
            ("98", "vi", "Cách hiểu: strict. Tổng điểm từ 92.81 đến 98 trên 100 (điểm đạt 75)."),
        ],
    )
    def test_a_score_is_one_number_or_two(self, upper: str, language: str, expected: str) -> None:
        """Equal bounds of a score are one number."""
        facts = {"lower": "92.81", "upper": upper, "maximum": "100", "pass_mark": "75"}
        assert expected == texts_in(language).label("reading", name="strict", **facts)


class TestTransition:
    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("en", "Under Article 15, areas classified type III before 2026 are now type II."),
            ("vi", "Theo Điều 15, đô thị loại III trước năm 2026 nay là đô thị loại II."),
        ],
    )
    def test_what_an_earlier_type_is_now(self, language: str, expected: str) -> None:
        """A transition names its article, the earlier type, and the type it is now."""
        law = library(REAL_RULES).register.law(LATER_LAW)
        transition = next(known for known in law.transitions if known.to == "II")
        assert expected == texts_in(language).transition(TypeOfDay("III", ("II",), (transition,)), law)


class TestDiagnostics:
    texts = Texts("en")

    def test_place_first(self) -> None:
        """A diagnostic begins with path, line and column."""
        diagnostic = Diagnostic(Location("rules/law.yaml", 3, 5), DiagnosticKind.FILE_IS_EMPTY)
        assert "rules/law.yaml:3:5: the file is empty" == self.texts.diagnostic(diagnostic)

    def test_what_was_expected_and_the_nearest_name(self) -> None:
        """What was expected and the nearest valid name follow."""
        details = {"found": "minimun", "expected": "maximum, minimum", "nearest": "minimum"}
        expected = "a:1:1: unknown key `minimun`; expected: maximum, minimum; did you mean `minimum`?"
        assert expected == self.texts.diagnostic(Diagnostic(Location("a"), DiagnosticKind.UNKNOWN_KEY, details))

    def test_without_a_near_name_no_question(self) -> None:
        """If no valid name is near, there is no suggestion."""
        diagnostic = Diagnostic(
            Location("a"), DiagnosticKind.UNKNOWN_KEY, {"found": "x", "expected": "maximum", "nearest": ""}
        )
        assert "a:1:1: unknown key `x`; expected: maximum" == self.texts.diagnostic(diagnostic)

    def test_what_was_expected_is_stated_once(self) -> None:
        """A sentence that states what was expected does not state it twice."""
        details = {"found": "9", "expected": "10"}
        expected = "a:1:1: the maximum points of the criteria add up to 9, but the law states 10"
        assert expected == self.texts.diagnostic(
            Diagnostic(Location("a"), DiagnosticKind.CRITERIA_DO_NOT_ADD_UP, details)
        )


def test_a_refusal_names_the_family_and_writes_days_as_the_language_does() -> None:
    """No law in force on a day: the family by its name and id, days as days, and what only looks like one untouched."""
    refused = NotOnFile("law_on_day", "2026-11-22", ["law-2020-99-99 (2016-05-25 – 2022-12-31)"], family="ward")
    assert (
        "Không có luật nào thuộc nhóm “hạ tầng của phường” (ward) có hiệu lực vào ngày 22/11/2026. "
        "Hiện có: law-2020-99-99 (25/05/2016 – 31/12/2022)."
    ) == texts_in("vi").not_on_file(refused)


def test_a_name_that_looks_like_a_day_is_a_name() -> None:
    """Any other unknown name is quoted as it was written."""
    assert "`2026-11-22`" in texts_in("en").not_on_file(NotOnFile("municipality", "2026-11-22", ["2026-11-23"]))


def test_a_family_without_a_name_has_its_id() -> None:
    """A rules folder may have families that the catalogue does not know; they are shown by their ids."""
    assert "toy" == texts_in("en").family("toy")


@pytest.mark.parametrize(
    ("current_type", "vi", "en"),
    [
        ("IV", "đô thị loại IV", "areas classified type IV"),
        ("SPECIAL", "đô thị loại đặc biệt", "areas classified special type"),
        (None, "đô thị chưa được phân loại", "areas not yet classified"),
    ],
)
def test_earlier_types(current_type: str | None, vi: str, en: str) -> None:
    """Urban areas are named by the type they had, or as not classified."""
    assert [vi, en] == [texts_in(language).areas_of_type(current_type) for language in ("vi", "en")]
