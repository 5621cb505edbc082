"""Arguments of every kind for every command: good ones, wrong ones, and those that nobody would type."""

import os
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.hostile_runs import Asked, HostileOutcome, run_campaign
from tests.campaigns.hostile_values import hostile_name, hostile_text
from tests.support.example_folders import copy_of_toy_rules
from tests.support.hostile_data import SPECIAL
from tests.support.paths import FURTHER_LAWS, REAL_RULES, TOY_DATA, TRA_VINH

Values = tuple[str, ...]

_FLAG: Values = ()
_LAWS = ("toy-law", "counted-law", "stepped-law", "amending-law", "taking-law", "nq-1210-2016")
_TYPES = ("SILVER", "GOLD", "FAIR", "next", "all", "III", "silver", "2025", "")
_DAYS = ("2024-12-31", "31/12/2024", "2026-01-01", "1900-01-01", "9999-12-31", "0001-01-01", "2024-02-30", "today", "")
_BASES = ("signed-off", "official-text", "two-sources", "one-source", "seed", "unverified", "sure", "")
_LANGS = ("vi", "en", "en", "fr", "", "EN")
_DECIMALS = (".", ",", ";", "")
_TOWNS = ("alpha", "beta", "gamma", "Alpha", "nobody", "", "--", "-1")
_PLACES_TO_WRITE = (
    *("data", "data/municipalities.csv", "towns.csv", "towns.json", "rules", ".", "..", "", " ", "nowhere", "pipe"),
    *(
        "circle of links",
        "socket",
        "empty",
        "x" * 300,
        "x/" * 3_000,
        "~",
        "-",
        "circle of links/a/b",
        "pipe/x",
        "towns.csv/x",
    ),
)
_PLACES = (
    *_PLACES_TO_WRITE,
    *("device", "/dev/null", "/dev/zero", "/dev/full", "/dev/stdin", "/proc/self/mem", "file:///x"),
)
"""Devices are only read: a fault of the guard would replace them."""
_OUTPUTS = (
    *(
        "results.csv",
        "results.json",
        "results.xlsx",
        "results.parquet",
        "results.txt",
        "results",
        "results.CSV",
        "out/results.csv",
    ),
    *(
        "old.csv",
        "old.xlsx",
        "empty/results.json",
        "results.yaml",
        "results.md",
        "results.csv.rejected.csv",
        *_PLACES_TO_WRITE,
    ),
)


@dataclass(frozen=True)
class Command:
    """A command, the values of its arguments, each of them left out at times, and those of its options."""

    words: tuple[str, ...]
    arguments: tuple[Values, ...]
    options: Mapping[str, Values]


_READING: dict[str, Values] = {"--data": _PLACES, "--decimal": _DECIMALS, "--lang": _LANGS}
_JUDGING = _READING | {"--law": _LAWS, "--as-of": _DAYS, "--sure": _BASES, "--verified-only": _FLAG}
_CHOOSING: dict[str, Values] = {
    "--family": ("toy", "urban-type", "ward", "programme", ""),
    "--reading": ("points", "strict", "counted", ""),
}
_WRITING: dict[str, Values] = {"--output": _OUTPUTS, "--force": _FLAG}
_TEXT_FORMS = {"--format": ("text", "json", "sarif", "table", ""), "--lang": _LANGS}
_PARTS = ("1", "1.1", "2", "islands", "toy-law", "people", "9", "", "A.1")
_SIGNING = {
    "--by": ("Office A", "", "Office B"),
    "--document": ("Gazette 1", ""),
    "--date": _DAYS,
    "--dry-run": _FLAG,
    "--yes": _FLAG,
    "--lang": _LANGS,
}
COMMANDS = (
    Command(
        ("check",),
        (_TOWNS,),
        _JUDGING
        | _CHOOSING
        | _WRITING
        | {"--to": _TYPES, "--format": ("table", "json", ""), "--explain": _FLAG, "--exit-code": _FLAG},
    ),
    Command(
        ("batch",),
        (),
        # Spark is left out: it takes ten seconds to start.
        _JUDGING
        | _CHOOSING
        | _WRITING
        | {"--to": _TYPES, "--engine": ("polars", "duck", ""), "--no-progress": _FLAG, "--strict": _FLAG}
        | {"--explain-failures": _FLAG, "--master": ("local", "")},
    ),
    Command(("list",), (("municipalities", "attributes", "indicators", ""),), _READING),
    Command(
        ("targets",),
        (),
        _READING
        | {"--as-of": _DAYS, "--sure": _BASES, "--verified-only": _FLAG, "--format": ("table", "json", "markdown", "")},
    ),
    Command(("laws",), (), {"--lang": _LANGS}),
    Command(("rules", "show"), (_LAWS, _PARTS), {"--unverified": _FLAG, "--lang": _LANGS}),
    Command(("rules", "schema"), (), {"--help": _FLAG}),
    Command(
        ("rules", "lint"),
        (_PLACES,),
        {**_TEXT_FORMS, "--fix": _FLAG, "--strict": _FLAG, "--cases": _FLAG, "--no-cases": _FLAG},
    ),
    Command(
        ("rules", "test"),
        (_LAWS,),
        {**_TEXT_FORMS, **_WRITING, "--mutate": _FLAG, "--write-cases": _FLAG, "--strict": _FLAG},
    ),
    Command(("rules", "diff"), ((*_LAWS, *_PLACES, "rules/toy-law/law.yaml"), _LAWS), _TEXT_FORMS),
    Command(
        ("rules", "impact"),
        (_LAWS, _LAWS),
        {
            "--rules-after": _PLACES,
            "--data": _PLACES,
            "--to": _TYPES,
            "--as-of": _DAYS,
            "--decimal": _DECIMALS,
            **_TEXT_FORMS,
        },
    ),
    Command(("rules", "sign"), (_LAWS, _PARTS, _PARTS), {**_SIGNING, "--type": _TYPES}),
    Command(("rules", "export"), (_LAWS,), {**_WRITING, "--worklist": _FLAG, "--lang": _LANGS}),
    Command(("rules", "import"), (("book.xlsx", *_PLACES), ("book.xlsx",)), {**_SIGNING, "--law": _LAWS}),
    Command(
        (), (("nonsense", "rules", ""),), {"--version": _FLAG, "--show-completion": _FLAG, "--help": _FLAG, "-h": _FLAG}
    ),
)
_NEEDED = {"check": ("--to",), "batch": ("--to",), "sign": ("--by", "--document"), "export": ("--output",)}
_ENVIRONMENT: dict[str, Values] = {
    "DOTHI_DATA": _PLACES,
    "DOTHI_RULES": _PLACES,
    "COLUMNS": ("0", "1", "-5", "20", "9999", "x", ""),
    "LINES": ("0", "x"),
    "FORCE_COLOR": ("1", ""),
    "NO_COLOR": ("1",),
    "TERM": ("dumb", "xterm-256color", "\x1b[2J", ""),
    "TZ": ("Asia/Tokyo", "Nowhere/None", ""),
    "LANG": ("C", "vi_VN.UTF-8", "x"),
    "PAGER": ("false",),
    "TMPDIR": ("nowhere", "empty"),
    "_DOTHI_COMPLETE": ("complete_bash", "complete_zsh", "source_bash", "x"),
    "_TYPER_COMPLETE_ARGS": ("dothi ", "dothi check --", "x"),
}


def options_campaign(tries: int, seed: int, keep: Path | None = None, first: int = 1) -> HostileOutcome:
    """Give commands arguments of every kind."""
    return run_campaign("options", _options, tries, seed, keep, first)


def _options(chosen: random.Random, folder: Path) -> Asked:
    is_real = chosen.random() < 0.05
    _prepare(folder)
    command = chosen.choice(COMMANDS)
    arguments = [*command.words]
    given = [name for name in command.options if chosen.random() < 2.5 / len(command.options)]
    needed = _NEEDED.get(command.words[-1] if command.words else "", ())
    given += [name for name in needed if name not in given and chosen.random() < 0.95]
    chosen.shuffle(given)
    words = [[_value(values, chosen)] for values in command.arguments if chosen.random() < 0.95]
    words += [_option(name, command.options[name], chosen) for name in given]
    if "--law" in command.options and "--law" not in given and "--family" not in given and not is_real:
        words.append(["--law", "toy-law"])
    if chosen.random() < 0.05:
        words.append([hostile_text(chosen)])
    if chosen.random() < 0.3:
        chosen.shuffle(words)
    arguments += [word for group in words for word in group]
    environment = {"DOTHI_RULES": str(REAL_RULES if is_real else folder / "rules")}
    environment["DOTHI_DATA"] = str(TRA_VINH if is_real else folder / "data")
    if chosen.random() < 0.25:
        name = chosen.choice(list(_ENVIRONMENT))
        environment[name] = _value(_ENVIRONMENT[name], chosen)
    if is_real and command.words[:1] == ("rules",):
        environment["DOTHI_RULES"] = str(folder / "rules")
    passable = [_passable(one) for one in arguments]
    return Asked(
        " ".join(command.words) or "dothi", passable, {name: _passable(text) for name, text in environment.items()}
    )


def _passable(text: str) -> str:
    """A text as one process can hand it to another: without NUL, and in bytes that are UTF-8 or not."""
    return os.fsdecode(text.replace("\x00", "").encode("utf-8", "surrogateescape" if _is_escaped(text) else "replace"))


def _is_escaped(text: str) -> bool:
    return all(not "\ud800" <= sign <= "\udfff" or "\udc80" <= sign <= "\udcff" for sign in text)


def _option(name: str, values: Values, chosen: random.Random) -> list[str]:
    if values is _FLAG:
        return [name]
    value = _value(values, chosen)
    match chosen.randrange(20):
        case 0:
            return [name]
        case 1 | 2 | 3:
            return [f"{name}={value}"]
        case 4:
            return [name, value, name, _value(values, chosen)]
        case _:
            return [name, value]


def _value(values: Values, chosen: random.Random) -> str:
    """A good value, most often; else a wrong one, or one that no option takes."""
    if chosen.random() < 0.12:
        return chosen.choice(
            (hostile_text(chosen), "\udcff\udcfe", hostile_name(chosen), f"data/{hostile_name(chosen)}")
        )
    good = max(1, len(values) // 3)
    return chosen.choice(values[:good] if chosen.random() < 0.6 else values)


def _prepare(folder: Path) -> None:
    """Put what the arguments name into the folder."""
    rules = copy_of_toy_rules(folder)
    shutil.copytree(FURTHER_LAWS, rules, dirs_exist_ok=True)
    shutil.copytree(TOY_DATA, folder / "data")
    shutil.copyfile(TOY_DATA / "municipalities.csv", folder / "towns.csv")
    (folder / "towns.json").write_text('{"municipalities": [{"id": "alpha", "name": "A", "kind": "town"}]}', "utf-8")
    (folder / "empty").mkdir()
    (folder / "out").mkdir()
    for name in ("old.csv", "old.xlsx", "old.csv.rejected.csv"):
        (folder / name).write_text("old\n", "utf-8")
    _write_book(folder)
    makers: dict[str, Callable[[Path], object]] = SPECIAL
    for name, make in makers.items():
        make(folder / name)


def _write_book(folder: Path) -> None:
    from tests.campaigns.table_runs import _law_workbook  # noqa: PLC0415

    (folder / "book.xlsx").write_bytes(_law_workbook())
