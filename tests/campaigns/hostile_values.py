"""Values that no file should hold, and ways of damaging bytes and texts that know nothing of their form."""

import random
from collections.abc import Callable, Sequence

CONTROLS = tuple("\x00\x01\x07\x08\t\n\x0b\x0c\r\x1b\x7f\x85\x90\x9b\xa0") + tuple(
    "\u200b\u200e\u200f\u202a\u202e\u2028\u2029\u2066\u2069\u061c\ufeff\ufffe\uffff\U0001f600\U000e0001"
)
SEQUENCES = (
    "\x1b[2J\x1b[31m",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\",
    "\x1bP0;1|\x1b\\",
)

NUMBERS = (
    *(
        "0",
        "-0",
        "1",
        "-1",
        "0.5",
        "99",
        "100",
        "100.01",
        "1e3",
        "1E3",
        "1e-400",
        "1e400",
        "1e999999999",
        "-1e999999999",
    ),
    *("9" * 400, "9" * 5000, "0." + "9" * 400, "0." + "0" * 5000 + "1", "9007199254740992", "9007199254740993"),
    *("9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e308", "5e-324"),
    *(
        "NaN",
        "nan",
        "-nan",
        "sNaN",
        "inf",
        "-Infinity",
        "0x10",
        "1_000",
        "٣",
        "１２",
        "½",
        "²",
        "1.800",
        "1,800",
        "68,5",
    ),
    *(
        "6.399999999999999",
        "50 %",
        "≥ 3",
        "1 000",
        "1\u00a0000",
        "'5",
        "+5",
        "5.",
        ".5",
        ".",
        ",",
        "-",
        "%",
        "1e",
        "e1",
    ),
)
BOUNDS = (
    *(">=", "<=", "..", "1..", "..1", "5..1", "1..2..3", ">= 1 <= 2", ">=>= 3", "< -1", "> 1e999", "1e999..1e9999"),
    *("nan..nan", ">= nan", "n/a", "unknown", "fails SILVER", "passes GOLD", "fails", "fails NOTHING", "village..city"),
    *("city..village", ">= village", "<= none", "none", ">= unknown", "trên 3", "dưới", "từ 1 đến 2", "từ 2 đến 1"),
)
WORDS = (
    *(
        "",
        " ",
        "alpha",
        "beta",
        "ALPHA",
        "none",
        "-none",
        "island;-island",
        "island;island",
        ";;;",
        "yes",
        "no",
        "đúng",
    ),
    *("town", "thị xã", "city", "SPECIAL", "IV", "__proto__", "null", "true", "../../etc/passwd", "/dev/zero", "C:\\x"),
    *("=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "%s%n{0}{name}", "[red]x[/red]", "[/]", "\\", '"', "'"),
    *(
        "x" * 300,
        "x" * 40_000,
        "é" * 999,
        "e\u0301",
        "Ａ",
        "\ud800",
        "a\ud83d",
        "İ",
        "ß",
        "ﬃ",
        "\u0000",
        "${HOME}",
        "`id`",
    ),
)
DAYS = (
    *("2024-12-31", "31/12/2024", "2024-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2024-1-1"),
    *("2024-12-31T00:00", "２０２４-01-01", "-2024-01-01", "2024", "45000", "12/31/2024", "1/1/24", "today"),
)


def hostile_text(chosen: random.Random) -> str:
    """A value of any kind, at times with controls in it."""
    text = chosen.choice(chosen.choice((NUMBERS, BOUNDS, WORDS, DAYS, CONTROLS, SEQUENCES)))
    if chosen.random() < 0.25:
        at = chosen.randrange(len(text) + 1)
        text = text[:at] + chosen.choice(CONTROLS + SEQUENCES) + text[at:]
    return text


def hostile_name(chosen: random.Random) -> str:
    """A name that a file can have, with what a terminal obeys in it."""
    sign = chosen.choice([one for one in CONTROLS + SEQUENCES if "\x00" not in one and "/" not in one])
    return f"a{sign}b"


def hostile_json(chosen: random.Random, deep: int = 0) -> object:
    """A value of JSON of any kind."""
    kinds: Sequence[Callable[[], object]] = (
        lambda: hostile_text(chosen),
        lambda: chosen.choice((None, True, False, 0, -1, 1.5, 1e308, float("nan"), float("inf"), 10**400, -(2**63))),
        lambda: [hostile_json(chosen, deep + 1) for _ in range(chosen.randrange(3))] if deep < 4 else [],
        lambda: {hostile_text(chosen): hostile_json(chosen, deep + 1)} if deep < 4 else {},
    )
    return chosen.choice(kinds)()


def damaged_bytes(raw: bytes, chosen: random.Random, most: int = 4) -> bytes:
    """Bytes with some of them flipped, lost, repeated or replaced."""
    data = bytearray(raw)
    for _ in range(chosen.randint(1, most)):
        chosen.choice(_DAMAGES)(data, chosen)
    return bytes(data)


def _flip(data: bytearray, chosen: random.Random) -> None:
    if data:
        data[chosen.randrange(len(data))] ^= 1 << chosen.randrange(8)


def _replace(data: bytearray, chosen: random.Random) -> None:
    if data:
        data[chosen.randrange(len(data))] = chosen.choice((0, 1, 0x7F, 0x80, 0xFE, 0xFF, chosen.randrange(256)))


def _insert(data: bytearray, chosen: random.Random) -> None:
    at = chosen.randrange(len(data) + 1)
    data[at:at] = chosen.choice((hostile_text(chosen).encode("utf-8", "surrogatepass"), chosen.randbytes(4)))


def _cut_out(data: bytearray, chosen: random.Random) -> None:
    at = chosen.randrange(len(data) + 1)
    del data[at : at + chosen.choice((1, 2, 7, 40, 400))]


def _cut_off(data: bytearray, chosen: random.Random) -> None:
    if chosen.random() < 0.3:
        del data[chosen.randrange(len(data) + 1) :]


def _repeat(data: bytearray, chosen: random.Random) -> None:
    at = chosen.randrange(len(data) + 1)
    piece = data[at : at + chosen.choice((1, 3, 20, 100))]
    data[at:at] = piece * chosen.choice((1, 2, 50))


_DAMAGES = (_flip, _flip, _replace, _replace, _insert, _cut_out, _cut_off, _repeat)


def damaged_lines(text: str, chosen: random.Random) -> str:
    """A text with lines lost, repeated, exchanged, joined or moved in."""
    lines = text.splitlines(keepends=True)
    for _ in range(chosen.randint(1, 3)):
        if not lines:
            break
        one, other = chosen.randrange(len(lines)), chosen.randrange(len(lines))
        match chosen.randrange(6):
            case 0:
                del lines[one]
            case 1:
                lines.insert(other, lines[one])
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
            case 3:
                lines[one] = lines[one].rstrip("\n")
            case 4:
                lines[one] = chosen.choice(("  ", " ", "\t", "- ", "  - ")) + lines[one]
            case _:
                lines[one] = lines[one].lstrip()
    return "".join(lines)
