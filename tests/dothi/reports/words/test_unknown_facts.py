"""`dothi.reports.words.unknown_facts`: what each answer about an unknown fact would give, with its articles."""

import re
from collections.abc import Sequence

import pytest

from tests.support.paths import TRA_VINH
from tests.support.real_cases import REAL_CASES, checked, run

UNITS = ("--family", "administrative-unit")
PHUC_YEN = ("published/a01-phuc-yen", "phuc-yen", "city", "2018-02-07", *UNITS)
BORDER_COMMUNE = ("published/a17-112-special", "xa-bg", "commune", "2026-03-01", *UNITS)


def printed(case: Sequence[str], language: str) -> str:
    """What `check` prints for a case, as one line, so that no wrapping hides a sentence."""
    folder, municipality, to, day, *more = case
    asked = ("check", municipality, "--to", to, "--data", str(REAL_CASES / folder), "--as-of", day)
    code, out, err = run(*asked, *more, "--lang", language)
    assert 0 == code, err
    return re.sub(r"\s+", " ", out)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "– đạt: để đáp ứng yêu cầu đặc biệt (Điều 31 khoản 1 điểm e) –"),
        ("vi", "từ nguyên trạng một đơn vị cùng cấp, hoặc không đổi số đơn vị (Điều 31 khoản 1 điểm d);"),
        (
            "vi",
            "– chưa xác định, nhưng không đạt nếu không có tính chất nào ngoài những tính chất đã ghi: không thuộc",
        ),
        ("vi", "không thuộc trường hợp nào ở trên •"),
        ("en", "How Thị xã Phúc Yên is formed is unknown: – met: for a special need (Article 31, Clause 1, Point e) –"),
        ("en", "with as many units as before (Article 31, Clause 1, Point d);"),
    ],
)
def test_each_way_of_forming_is_told_with_its_article(language: str, sentence: str) -> None:
    """a01: what opens the way stands beside its article, and apart from ways that fail without any attribute."""
    assert sentence in printed(PHUC_YEN, language)


def test_programs_are_told_the_articles_of_each_word() -> None:
    """a01: one unit is asked by Article 31.1.d; the ordinary way fails unless some attribute applies."""
    (fact,) = (fact for fact in checked(*PHUC_YEN)["unknown_facts"] if fact["column"] == "formation")
    assert ["Điều 31 khoản 1 điểm d"] == fact["asked_by"]["one-unit"]
    assert ("undetermined", "met") == (fact["would_give"]["one-unit"], fact["would_give"]["special-need"])
    assert "undetermined" == fact["would_give"]["ordinary"]
    assert "not_met" == fact["without_attributes"]["ordinary"]
    assert "undetermined" == fact["without_attributes"]["one-unit"]


def test_other_facts_stand_together_by_citation() -> None:
    """a01: of the attributes, the island has an article of its own, and the seven others share one, named once."""
    vietnamese, english = printed(PHUC_YEN, "vi"), printed(PHUC_YEN, "en")
    assert "kết quả: tính chất “hải đảo” (Điều 11 khoản 2); các tính chất “có biên giới" in vietnamese
    assert "“đô thị du lịch, nghỉ mát” (Điều 10)." in vietnamese
    assert "the attribute “island” (Article 11, Clause 2); the attributes “with a land border”" in english


@pytest.mark.parametrize(("language", "start"), [("vi", "Chưa biết những điều sau;"), ("en", "Unknown, and able to")])
def test_others_are_not_also_unknown_if_they_are_the_first(language: str, start: str) -> None:
    """Where no fact alone decides, the sentence that names them does not begin with "also"."""
    assert f"• {start}" in printed(BORDER_COMMUNE, language)


def test_standards_that_only_unknown_facts_leave_open_are_named() -> None:
    """a17: population and area are on file; whether they are enough depends on what is unknown of the commune."""
    sentence = "Đã có số liệu của 2 tiêu chuẩn: commune.1, commune.2; đạt hay không là tùy những điều chưa biết ấy."
    assert sentence in printed(BORDER_COMMUNE, "vi")


def test_rules_that_may_hold_are_one_warning() -> None:
    """a17: thirteen steps of two rules, and one rule more, are one warning that names each rule once."""
    (warning,) = checked(*BORDER_COMMUNE, "--lang", "en")["warnings"]
    assert 3 == warning.count("“") == len(set(re.findall("“[^”]*”", warning)))
    assert 1 == warning.count("Resolution 112/2025/UBTVQH15")
    assert "(from 50" not in warning


def test_rules_told_word_by_word_are_not_warned_of_again() -> None:
    """a01: the ways of forming are told among the reasons, so the warning names the two rules about attributes only."""
    (warning,) = checked(*PHUC_YEN)["warnings"]
    assert 2 == warning.count("“")
    assert "Điều 31" not in warning


def test_a_factor_names_every_rule_that_may_set_it() -> None:
    """a01: 120.13 of 150 km² is enough with a factor of at most 80.08 % of one rule, or by what others may waive."""
    reasons = {reason["kind"]: reason["text"] for reason in checked(*PHUC_YEN)["reasons"]}
    sentence = reasons["standard_only_if_factor"]
    assert "theo Điều 10 (chưa biết bao nhiêu)" in sentence
    others = "Điều 31 khoản 1 điểm a, điểm b, điểm c, điểm d, điểm đ, điểm e; Điều 11 khoản 2"
    assert f"Cũng có thể đạt theo quy tắc khác ({others}), nếu được áp dụng." in sentence


def test_a_value_that_a_known_reduction_admits_needs_no_factor() -> None:
    """a17: 9,000 people reach the 8,000 of a commune at the border, so no factor is asked of them."""
    kinds = [reason["kind"] for reason in checked(*BORDER_COMMUNE)["reasons"]]
    assert "standard_only_if_factor" not in kinds


def test_areas_are_asked_in_words() -> None:
    """Tiểu Cần: whether a township has an inner and an outer area is asked as a question."""
    code, out, _ = run(
        "check", "tieu-can", "--to", "IV", "--as-of", "2021-11-11", "--data", str(TRA_VINH), "--lang", "en"
    )
    assert 0 == code
    assert "whether there is an inner area (Annex 1, criterion 2 and criterion 4)" in re.sub(r"\s+", " ", out)
