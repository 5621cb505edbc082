"""The outputs kept in `expected/`, each with the command that produces it, in both languages."""

import datetime
import io
import os
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import cli
from tests.support.paths import EXPECTED_OUTPUTS, REAL_CASES, REAL_RULES, TOWNS, TOY_DATA, TOY_RULES, TRA_VINH

TODAY = datetime.date(2025, 6, 1)
"""The day on which what lists says that it was made."""
TOY = ("--family", "toy", "--as-of", "2025-06-01")


@dataclass(frozen=True)
class Output:
    """One output: its name, the arguments of the command, and the rules folder."""

    name: str
    arguments: tuple[str, ...]
    rules: Path = TOY_RULES

    def text(self, language: str) -> str:
        """Return what the command writes to stdout if that is not a terminal."""
        environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        environment["DOTHI_RULES"] = str(self.rules)
        with (
            mock.patch.dict(os.environ, environment, clear=True),
            mock.patch("dothi.commands.municipalities.today", return_value=TODAY),
            redirect_stdout(io.StringIO()) as written,
        ):
            cli.app([*self.arguments, "--lang", language], standalone_mode=False)
        return written.getvalue()

    def file(self, language: str) -> Path:
        """Return the file that keeps the output."""
        return EXPECTED_OUTPUTS / f"{self.name}.{language}.txt"


def _check(town: str, *others: str, to: str = "SILVER", data: Path = TOWNS) -> tuple[str, ...]:
    return ("check", town, "--to", to, "--data", str(data), "--all", "--explain", *others)


def _outputs() -> Iterator[Output]:
    demo = ("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11", "--data", str(TRA_VINH), "--explain")
    yield Output("demo", demo, REAL_RULES)
    yield Output("list-tra-vinh", ("list", "--data", str(TRA_VINH)), REAL_RULES)
    yield Output("list-toy", ("list", "--data", str(TOY_DATA)))
    ward = str(REAL_CASES / "inspector" / "base-111-iii")
    open_units = ("check", "phu-hai", "--to", "III", "--as-of", "2026-11-28", "--data", ward, "--explain")
    yield Output("ward-without-points", open_units, REAL_RULES)
    for town in ("alpha", "beta", "gamma"):
        yield Output(f"{town}-silver", _check(town, *TOY, data=TOY_DATA))
    yield Output("alpha-gold", _check("alpha", *TOY, to="GOLD", data=TOY_DATA))
    yield Output(
        "alpha-after-the-law",
        _check("alpha", "--family", "toy", "--law", "toy-law", "--as-of", "2031-01-01", data=TOY_DATA),
    )
    for town in ("delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"):
        yield Output(f"{town}-silver", _check(town, *TOY))
    yield Output("zeta-strict", _check("zeta", *TOY, "--reading", "strict"))
    yield Output("epsilon-verified-only", _check("epsilon", *TOY, "--verified-only"))


OUTPUTS = tuple(_outputs())
