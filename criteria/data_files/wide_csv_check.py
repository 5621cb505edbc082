"""A CSV file of the wide form looked at before it is read: no row, and no head, is longer than one ever is."""

from pathlib import Path

from criteria.bounded_files import MEBIBYTE, FileRefused, check_plain
from criteria.data_files.bounds import LONGEST_ROW, MOST_COLUMNS
from criteria.diagnostic import shown
from criteria.diagnostic_kinds import DiagnosticKind

_PIECE = 8 * MEBIBYTE
_END = b"\n"


def check_wide_csv(path: Path) -> None:
    """Check that the lines of a file can be read without harm.

    Raises:
        FileRefused: a line is too long, or the head has too many columns.
    """
    place = shown(path)
    check_plain(path, place)
    line = 1
    pending = 0
    with path.open("rb") as file:
        head = file.readline(LONGEST_ROW)
        if head.count(b",") >= MOST_COLUMNS:
            raise FileRefused(place, DiagnosticKind.TOO_MANY_COLUMNS, limit=f"{MOST_COLUMNS:,}")
        file.seek(0)
        while piece := file.read(_PIECE):
            # Only where no line ends for long is each line looked at, so that sound files are passed over at once.
            for start in range(0, len(piece), LONGEST_ROW):
                end = piece.find(_END, start, start + LONGEST_ROW)
                if end < 0:
                    pending += min(len(piece) - start, LONGEST_ROW)
                elif (pending + end - start) > LONGEST_ROW:
                    pending = LONGEST_ROW + 1
                else:
                    pending = min(len(piece), start + LONGEST_ROW) - piece.rfind(_END, start, start + LONGEST_ROW) - 1
                if pending > LONGEST_ROW:
                    line += piece.count(_END, 0, start)
                    raise FileRefused(place, DiagnosticKind.ROW_IS_TOO_LONG, line, limit=f"{LONGEST_ROW:,}")
            line += piece.count(_END)
