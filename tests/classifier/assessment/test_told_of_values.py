"""Claims in data, ``fails TYPE`` and ``passes TYPE``: about types that there are, on days when the law was in force."""

from pathlib import Path

import pytest

from tests.support.batch_tables import rejected
from tests.support.real_cases import run

pytestmark = pytest.mark.slow

LABOUR = "non-agricultural-labour"


def claimed(folder: Path, claim: str, day: str = "2021-01-01") -> str:
    """Write data of a town with a claim on its labour."""
    data = folder / "data"
    data.mkdir()
    (data / "municipalities.csv").write_text("id,name,kind,attributes\na,A,town,none\n", encoding="utf-8")
    (data / "measurements.csv").write_text(f"municipality,indicator,value,as_of\na,{LABOUR},{claim},{day}\n")
    return str(data)


@pytest.mark.parametrize(("claim", "meant"), [("fails XX", ""), ("passes ii", "; did you mean `II`?")])
def test_a_type_that_no_law_has(tmp_path: Path, claim: str, meant: str) -> None:
    """A claim about such a type is an error that names the types, and the type that was probably meant."""
    data = claimed(tmp_path, claim)
    code, _, err = run("check", "a", "--to", "III", "--data", data, "--as-of", "2021-11-11", "--lang", "en")
    assert 5 == code
    assert f"measurements.csv:2:3: no law has a type `{claim[-2:]}`; expected: SPECIAL, I, II, III, IV, V, " in err
    assert err.endswith(f"class-III, 2025{meant}\n")


def test_a_type_that_no_law_has_in_the_wide_form(tmp_path: Path) -> None:
    """A row with such a claim is rejected with the type, as in the long form; the others are judged."""
    (tmp_path / "d.csv").write_text(f"id,kind,{LABOUR}\na,town,fails ii\nb,town,fails II\n")
    output = tmp_path / "r.csv"
    asked = ("--data", str(tmp_path / "d.csv"), "--as-of", "2021-11-11", "--output", str(output), "--lang", "en")
    code, _, err = run("batch", "--to", "III", *asked)
    assert (0, True) == (code, "2 municipalities read, 1 evaluated, 1 rejected." in err), err
    (row,) = rejected(output)
    assert ("a", LABOUR, "ii") == (row["municipality"], row["column"], row["found"])
    assert row["reason"].startswith("no law has this type; the types: SPECIAL, I, II")


@pytest.mark.parametrize(
    ("claim", "stated", "asked", "told"),
    [
        ("fails II", "2021-01-01", "2026-11-28", "was not yet in force on that day. If it is about this law, date the"),
        ("fails IV", "2026-01-05", "2026-11-28", "Resolution 111/2025/UBTVQH15 has no type IV."),
    ],
)
def test_a_claim_that_is_not_used(tmp_path: Path, claim: str, stated: str, asked: str, told: str) -> None:
    """The warning says that the law was not in force on the row's day, or that it has no such type."""
    data = claimed(tmp_path, claim, stated)
    more = ("--data", data, "--as-of", asked, "--lang", "en", "--format", "json")
    code, out, _ = run("check", "a", "--to", "III", *more)
    assert (0, True) == (code, told in out)


def test_a_claim_after_the_law(tmp_path: Path) -> None:
    """A law that is asked for by its id after its end does not use claims dated after it, and says its last day."""
    data = claimed(tmp_path, "fails III", "2026-01-05")
    more = ("--law", "nq-26-2022", "--data", data, "--as-of", "2026-11-28", "--format", "json", "--lang", "en")
    code, out, _ = run("check", "a", "--to", "III", *more)
    assert (0, True) == (code, "was no longer in force on that day. If it is about this law, date the row" in out)


def test_a_batch_counts_claims_that_are_not_used(tmp_path: Path) -> None:
    """A batch of the long form says how many claims it does not use."""
    more = ("--data", claimed(tmp_path, "fails II"), "--as-of", "2026-11-28", "--lang", "en")
    _, _, err = run("batch", "--to", "III", *more)
    assert "1 value with fails or passes not used" in err
