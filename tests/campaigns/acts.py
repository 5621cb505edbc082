"""What the command writes, each as an act to be killed or raced: where it happens and how it is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.example_folders import copy_of_toy_rules

LAW = "toy-law"
TOWNS = 30
BATCH = ("batch", "--to", "SILVER", "--law", LAW, "--as-of", "2026-01-01", "--explain-failures", "--no-progress")


@dataclass(frozen=True)
class Act:
    """One act of writing.

    Attributes:
        prepare: makes what it starts from in an empty folder.
        arguments: what the command is asked, given that folder.
        next_run: what the command is asked after a kill, given that folder; it has nothing else to write there.
    """

    prepare: Callable[[Path], None]
    arguments: Callable[[Path], Sequence[str]]
    next_run: Callable[[Path], Sequence[str]]


def _rules(folder: Path) -> Path:
    return copy_of_toy_rules(folder)


def _prepare_batch(folder: Path) -> None:
    """A table of towns of which some are rejected and some fail, and the results of an earlier batch."""
    _rules(folder)
    rows = ["id,name,kind,current_type,region,attributes,people,inner-people"]
    rows += [f"town-{n},Town {n},town,,plain,none,{n * 60},{'x' if n % 7 == 0 else n * 20}" for n in range(TOWNS)]
    (folder / "data").mkdir()
    (folder / "data" / "towns.csv").write_text("\n".join(rows) + "\n", "utf-8")
    (folder / "out").mkdir()
    for name in ("results.csv", "results.csv.rejected.csv", "results.csv.failures.csv"):
        (folder / "out" / name).write_text("of an earlier run\n", "utf-8")


def _batch(folder: Path, name: str = "results.csv") -> tuple[str, ...]:
    data, output = folder / "data" / "towns.csv", folder / "out" / name
    return (*BATCH, "--data", str(data), "--output", str(output), "--force")


def _prepare_sign(folder: Path) -> None:
    _rules(folder)


def signing(*parts: str, by: str = "Office A") -> tuple[str, ...]:
    """The arguments of a signing."""
    return ("rules", "sign", LAW, *parts, "--by", by, "--document", "Gazette 1", "--date", "2026-01-01", "--yes")


def _sign(_: Path) -> tuple[str, ...]:
    return signing(LAW, "1", "2", "islands")


def _prepare_import(folder: Path) -> None:
    """A workbook in which numbers of several files are other than in the law."""
    from tests.support.workbooks import exported, find, rewritten  # noqa: PLC0415 - only here

    book = exported(_rules(folder), LAW, folder)
    people = find(book, "Tiêu chí 1", "standards/people#", "levels.SILVER.minimum")
    water = find(book, "Tiêu chí 2", "standards/water#", "levels.SILVER.minimum")
    rewritten(book, {people: 450, water: 70})


def _prepare_fix(folder: Path) -> None:
    """Rule files with a mistake each that can be fixed safely."""
    rules = _rules(folder)
    for name in ("criterion-people.yaml", "criterion-works.yaml", "law.yaml"):
        path = rules / LAW / name
        path.write_text("# a\u0323\n" + path.read_text("utf-8"), "utf-8")


def _prepare_export(folder: Path) -> None:
    _rules(folder)
    (folder / "out").mkdir()
    (folder / "out" / "law.xlsx").write_text("of an earlier run\n", "utf-8")


def _show(_: Path) -> tuple[str, ...]:
    return ("rules", "show", LAW)


ACTS = {
    "batch": Act(_prepare_batch, _batch, lambda folder: _batch(folder, "next.csv")),
    "sign": Act(_prepare_sign, _sign, _show),
    "import": Act(_prepare_import, lambda folder: ("rules", "import", str(folder / f"{LAW}.xlsx"), "--yes"), _show),
    "fix": Act(_prepare_fix, lambda _: ("rules", "lint", "--fix", "--no-cases"), _show),
    "export": Act(
        _prepare_export,
        lambda folder: ("rules", "export", LAW, "--output", str(folder / "out" / "law.xlsx"), "--force"),
        lambda folder: ("rules", "export", LAW, "--output", str(folder / "out" / "next.xlsx"), "--force"),
    ),
}
