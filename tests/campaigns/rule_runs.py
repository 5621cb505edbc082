"""Damaged rule files: their bytes, their lines, and the values and keys of their YAML."""

import random
import re
from pathlib import Path

from tests.campaigns.hostile_runs import Asked, HostileOutcome, run_campaign
from tests.campaigns.hostile_values import damaged_bytes, damaged_lines, hostile_name, hostile_text
from tests.support.example_folders import copy_of_toy_rules
from tests.support.paths import TOY_DATA

LAWS = ("toy-law", "counted-law", "stepped-law", "taking-law", "amending-law")
_VALUE = re.compile(r"(?<=[:\[,-] )(\"[^\"\n]*\"|[^\s{}\[\],:#\"][^{}\[\],:#\n]*)")
_KEY = re.compile(r"[\w-]+(?=: )")
_BRACKETED = re.compile(r"\{[^{}\n]*\}|\[[^\[\]\n]*\]")

_OF_YAML = (
    *(
        "~",
        "null",
        "yes",
        "true",
        "'no'",
        '""',
        "''",
        "[]",
        "{}",
        "[[]]",
        "{a: b}",
        "- x",
        "? x",
        "|",
        ">",
        "!x y",
        "!!str 1",
    ),
    *(
        "!!python/object/apply:os.system [id]",
        "!!binary aGk=",
        "!!int x",
        "!!float x",
        "!!timestamp x",
        "&a x",
        "*a",
        "*b",
    ),
    *("&a [*a]", "{<<: *a}", "{<<: {a: b}}", "{? [a]: b}", "{? {a: b}: c}", "{a: 1, a: 2}", "2024-02-30", "2024-12-31"),
    *(
        "0001-01-01",
        "9999-12-31",
        "2024-12-31 25:61:61",
        "1:2:3",
        "190:20:30",
        ".inf",
        "-.inf",
        ".nan",
        "1e999",
        "1e-999",
    ),
    *(
        "1.0e+400",
        "1.0e-400",
        "0x" + "f" * 20,
        "0o777",
        "0b1",
        "-0",
        "-0.0",
        "1__0",
        "9" * 30,
        "9" * 5_000,
        "0." + "9" * 300,
    ),
    *(
        "9007199254740992",
        "9007199254740993",
        "-1",
        "0",
        "0.001",
        "1e-9",
        "1000000000",
        "100000000000000000",
        "0.1234567890",
    ),
    *(
        '"\\0"',
        '"\\e[31m"',
        '"\\x9b"',
        '"\\u202e"',
        '"\\ud800"',
        '"\\U0010ffff"',
        '"\\x"',
        '"\\u2028"',
        "@x",
        "`x`",
        "%x",
    ),
    *("a: b: c", "{", "}", "[", "]", '"', "'", "#x", "--- x", "...", "\t", "x" * 5_000, "{" * 100, "[" * 3_000),
    *(
        "SILVER",
        "GOLD",
        "people",
        "water",
        "toy-law",
        "seed",
        "unverified",
        "signed-off",
        "higher",
        "exempt",
        "set_points",
    ),
)
_KEYS = (
    "<<",
    "kind",
    "id",
    "criterion",
    "points",
    "levels",
    "when",
    "then",
    "null",
    "1",
    "~",
    "? x",
    '""',
    '"\\e"',
    "&a x",
    "*a",
)


def mutated_rules_campaign(tries: int, seed: int, keep: Path | None = None, first: int = 1) -> HostileOutcome:
    """Let commands read damaged rule files."""
    return run_campaign("rules", _rules, tries, seed, keep, first)


def _rules(chosen: random.Random, folder: Path) -> Asked:
    is_further = chosen.random() < 0.5
    rules = copy_of_toy_rules(folder, further_laws=is_further)
    files = sorted(rules.rglob("*.yaml"))
    for path in chosen.sample(files, chosen.choice((1, 1, 1, 2))):
        path.write_bytes(_damaged(path.read_bytes(), chosen))
    if chosen.random() < 0.1:
        _damage_names(rules, chosen)
    law = chosen.choice(LAWS) if is_further else "toy-law"
    lang = ("--lang", chosen.choice(("vi", "en")))
    shape = ("--format", chosen.choice(("text", "json", "sarif")))
    code = ("--exit-code",) if chosen.random() < 0.3 else ()
    check = (
        "check",
        chosen.choice(("alpha", "beta", "gamma")),
        "--to",
        chosen.choice(("SILVER", "GOLD")),
        "--law",
        law,
    )
    asked = chosen.choice(
        (
            *[("rules", "lint", *lang, *shape)] * 3,
            *[("rules", "lint", "--no-cases", *lang, *shape)] * 2,
            ("rules", "lint", "--fix", *lang),
            *[("rules", "show", law, *lang)] * 3,
            *[(*check, *lang, *code)] * 3,
            (*check, "--explain", *lang),
            (*check, "--format", "json", *lang),
            ("batch", "--to", "SILVER", "--law", law, "--no-progress", "--output", "results.csv", *lang),
            ("laws", *lang),
            ("rules", "test", *lang),
            ("rules", "test", law, "--write-cases", *lang),
            ("rules", "diff", law, chosen.choice(LAWS), *lang),
            ("rules", "export", law, "--output", "results.xlsx", *lang),
            ("rules", "sign", law, law, "--by", "A", "--document", "D", "--yes", *lang),
        )
    )
    name = " ".join(word for word in asked[:2] if not word.startswith("-")) if asked[0] == "rules" else asked[0]
    return Asked(name, asked, {"DOTHI_RULES": str(rules), "DOTHI_DATA": str(TOY_DATA)})


def _damage_names(rules: Path, chosen: random.Random) -> None:
    """Give a file or a folder of the rules a name that nobody expects, or add one."""
    found = chosen.choice(sorted(rules.rglob("*")))
    match chosen.randrange(4):
        case 0:
            found.rename(found.with_name(hostile_name(chosen) + found.suffix))
        case 1:
            found.with_name(f"{hostile_name(chosen)}.yaml").write_text("kind: rules\nrules: []\n", "utf-8")
        case 2:
            found.with_name(hostile_name(chosen)).mkdir()
        case _:
            found.with_name("loop.yaml").symlink_to("loop.yaml")


def _damaged(raw: bytes, chosen: random.Random) -> bytes:
    match chosen.randrange(6):
        case 0:
            return damaged_bytes(raw, chosen)
        case 1:
            return damaged_lines(raw.decode("utf-8"), chosen).encode()
        case 2:
            return raw.decode("utf-8").encode(
                chosen.choice(("utf-16", "utf-32", "utf-8-sig", "cp1258", "utf-7")), "replace"
            )
    text = raw.decode("utf-8")
    for _ in range(chosen.randint(1, 3)):
        text = _with_other_value(text, chosen)
    return text.encode("utf-8", "surrogatepass")


def _with_other_value(text: str, chosen: random.Random) -> str:
    pattern = chosen.choice((_VALUE, _VALUE, _VALUE, _KEY, _BRACKETED))
    places = list(pattern.finditer(text))
    if not places:
        return text
    found = chosen.choice(places)
    if pattern is _KEY:
        new = chosen.choice((*_KEYS, chosen.choice(places)[0]))
    elif chosen.random() < 0.6:
        new = chosen.choice(_OF_YAML)
    elif chosen.random() < 0.5:
        new = chosen.choice(places)[0]
    else:
        new = _quoted(hostile_text(chosen)) if chosen.random() < 0.7 else hostile_text(chosen)
    return text[: found.start()] + new + text[found.end() :]


def _quoted(text: str) -> str:
    """A text as YAML writes it between double quotes, controls escaped: so that they reach what is read."""
    signs = (sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08x}" for sign in text)
    return f'"{"".join(signs)}"'
