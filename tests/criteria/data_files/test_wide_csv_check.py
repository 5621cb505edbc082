"""`criteria.data_files.wide_csv_check`: rows of the wide CSV have as many cells as its head."""

from pathlib import Path

import pytest

from criteria.data_files import wide_csv_check
from criteria.data_files.wide_csv_check import check_wide_csv
from criteria.diagnostic import UnsoundData


def faults(path: Path, content: str) -> list[tuple[int, int, str, str]]:
    """The line and the column of each fault, the cells found and those of the head."""
    path.write_bytes(content.encode())
    try:
        check_wide_csv(path)
    except UnsoundData as unsound:
        return [
            (known.location.line, known.location.column, known.details["found"], known.details["expected"])
            for known in unsound.diagnostics
        ]
    return []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a,A,ward\nb,B\nc,C,ward,x\n", [(3, 3, "2", "3"), (4, 4, "4", "3")]),
        ('"a\n\n",A,ward\nb,"B, C"\n', [(5, 3, "2", "3")]),
        ('a,"A,B",ward\nb,"B ""C"", D",ward\n', []),
        ('a,5" A,ward\nb,B "C",ward\n', []),
        ("a,A,ward\r\n\r\nb,B,ward\r\n", []),
        ("\n  \n , \na,A,ward\n", []),
        (",,,\na,A,ward", [(2, 4, "4", "3")]),
        ("a,A,ward\nb,B", [(3, 3, "2", "3")]),
        ("\xe2,\U0001f600,ward\nb", [(3, 2, "1", "3")]),
    ],
)
@pytest.mark.parametrize("piece", [20, 31, 2**21])
def test_rows_have_as_many_cells_as_the_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, expected: list[tuple[int, int, str, str]], piece: int
) -> None:
    """Rows cut short, and rows too long, are told as in the long form, wherever pieces of the file begin."""
    monkeypatch.setattr(wide_csv_check, "_PIECE", piece)
    for mark in ("", "\ufeff"):
        assert expected == faults(tmp_path / "a.csv", f"{mark}id,name,kind\n{rows}")
