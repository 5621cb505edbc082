"""Files of the rules and of the data, damaged at random: they load, or they are refused as unsound."""

import csv
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.rule_files.yaml_file import LARGEST_FILE
from dothi.reports.lint_findings import sentence
from dothi.reports.texts import LANGUAGES, texts_in
from dothi.workbench.lint.run import findings
from dothi.workbench.lint.survey import Survey
from tests.support.example_folders import (
    copy_of_toy_rules,
    diagnostics_of_data,
    diagnostics_of_rules,
    is_one_line,
    sentences,
)
from tests.support.paths import FURTHER_LAWS, ROOT, TOY_DATA, TOY_RULES

pytestmark = pytest.mark.slow

SHIPPED_RULES = ROOT / "rules"

Damage = Callable[[bytes], bytes]
WORD = re.compile(rb"[\w.>=%-]+|[^\w.>=%-]+")

YAML_PIECES = [
    *(
        b"null",
        b"~",
        b"true",
        b"NO",
        b"[]",
        b"{}",
        b"[a]",
        b"{a: b}",
        b"''",
        b"- ",
        b"? ",
        b": ",
        b"#",
        b"|",
        b"&a ",
        b"*a",
    ),
    *(
        b"!!int ",
        b"<<: ",
        b"---\n",
        b"\n",
        b"\t",
        b"0",
        b"-1",
        b"1e9",
        b"1.00001",
        b"999999999999",
        b"\x00",
        b"\xff",
        b"\xc4",
    ),
    *("１".encode(), "−".encode(), b"GOLD", b"III", b"people", b"1", b"kind: law\n", b"id: ", b"..", b"unknown"),
]
DATA_PIECES = [
    *(
        b",",
        b'"',
        b"\n",
        b"\r",
        b";",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"..",
        b">=",
        b"<",
        b"n/a",
        b"unknown",
        b"-",
        b"1e9",
    ),
    *(
        "１".encode(),
        "−".encode(),
        b"NaN",
        b"null",
        b"true",
        b"[]",
        b"{}",
        b"[",
        b"{",
        b"}",
        b"]",
        b":",
        b"\\ud800",
        b"\\",
    ),
    *(b"alpha", b"beta", b"water", b"2024-12-31", b"yes", b"island", b"1,000", b"0.5", b"", b" "),
]


def damage_with(pieces: list[bytes]) -> st.SearchStrategy[Damage]:
    """A few things that happen to a file: bytes lost, put in, written over, lines doubled, lost or moved."""
    where = st.floats(0, 1, exclude_max=True)
    piece = st.sampled_from(pieces) | st.binary(min_size=1, max_size=3)

    @st.composite
    def one(draw: st.DrawFn) -> Damage:
        at, to, put, length = draw(where), draw(where), draw(piece), draw(st.integers(0, 12))
        what = draw(st.sampled_from(["put in", "write over", "double", "lose", "move", "cut off", "word"]))

        def done(raw: bytes) -> bytes:
            place = int(at * len(raw))
            lines = raw.splitlines(keepends=True) or [b""]
            line, target = int(at * len(lines)), int(to * len(lines))
            match what:
                case "put in":
                    return raw[:place] + put + raw[place:]
                case "write over":
                    return raw[:place] + put + raw[place + length :]
                case "double":
                    return b"".join([*lines[:line], lines[line], *lines[line:]])
                case "lose":
                    return b"".join([*lines[:line], *lines[line + 1 :]])
                case "move":
                    lines.insert(target, lines.pop(line))
                    return b"".join(lines)
                case "cut off":
                    return raw[:place]
                case _:
                    words = WORD.findall(raw) or [b""]
                    words[int(at * len(words))] = put
                    return b"".join(words)

        return done

    def together(damages: list[Damage]) -> Damage:
        def done(raw: bytes) -> bytes:
            for damage in damages:
                raw = damage(raw)
            return raw

        return done

    return st.lists(one(), min_size=1, max_size=3).map(together)


def files_of(folder: Path, ending: str) -> list[str]:
    """The files below a folder, as seen from it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob(f"*{ending}"))


TOY_FILES = files_of(TOY_RULES, ".yaml") + files_of(FURTHER_LAWS, ".yaml")


def copied(folder: Path, factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of a folder, to be damaged."""
    yield Path(shutil.copytree(folder, factory.mktemp("damaged") / folder.name))


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules of the toy laws, to be damaged."""
    return copy_of_toy_rules(tmp_path_factory.mktemp("damaged"), further_laws=True)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The rules that are shipped, to be damaged."""
    yield from copied(SHIPPED_RULES, tmp_path_factory)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data of the toy law, to be damaged."""
    yield from copied(TOY_DATA, tmp_path_factory)


def load_or_refuse(rules: Path, file: str, sound: bytes, damage: Damage) -> None:
    """Load, and lint, rules of which one file is damaged; afterwards the file is sound again.

    What the loader refuses in the file the lints find.
    """
    (rules / file).write_bytes(damage(sound))
    try:
        diagnostics = diagnostics_of_rules(rules)
        for diagnostic in diagnostics:
            assert all(map(is_one_line, sentences(diagnostic)))
        found = findings(Survey(rules / file))
        assert all(is_one_line(sentence(one, texts)) for one in found for texts in map(texts_in, LANGUAGES))
        here = {str(one) for one in diagnostics if Path(one.location.path).resolve() == (rules / file).resolve()}
        assert here <= {str(one.diagnostic) for one in found}
    finally:
        (rules / file).write_bytes(sound)


@settings(max_examples=200)
@given(file=st.sampled_from(TOY_FILES), damage=damage_with(YAML_PIECES))
def test_damaged_rules_of_the_toy_law_load_or_are_refused(toy: Path, file: str, damage: Damage) -> None:
    """Whatever happens to a rule file, the law loads or is refused with sentences; nothing else happens."""
    load_or_refuse(toy, file, (toy / file).read_bytes(), damage)


@settings(max_examples=60)
@given(file=st.sampled_from(files_of(SHIPPED_RULES, ".yaml")), damage=damage_with(YAML_PIECES))
def test_damaged_shipped_rules_load_or_are_refused(shipped: Path, file: str, damage: Damage) -> None:
    """Whatever happens to a file that is shipped, the law loads or is refused with sentences; nothing else happens."""
    load_or_refuse(shipped, file, (SHIPPED_RULES / file).read_bytes(), damage)


@settings(max_examples=40)
@given(
    file=st.sampled_from(TOY_FILES),
    head=st.sampled_from([b"", b"a: [", b"{", b"- ", b"kind: rules\nrules:\n", b"kind: cases\ncases: ["]),
    units=st.lists(st.sampled_from(YAML_PIECES) | st.binary(min_size=1, max_size=3), min_size=1, max_size=4),
)
def test_a_mebibyte_of_anything_is_read_or_refused_within_a_second(
    toy: Path, file: str, head: bytes, units: list[bytes]
) -> None:
    """A file of a mebibyte of the same few pieces takes no more than a second, whatever the pieces are."""
    unit = b"".join(units)
    sound = (toy / file).read_bytes()
    (toy / file).write_bytes(head + unit * ((LARGEST_FILE - len(head)) // len(unit)))
    try:
        start = time.process_time()
        diagnostics_of_rules(toy)
        assert time.process_time() - start < 1
    finally:
        (toy / file).write_bytes(sound)


VALUES = st.recursive(
    st.sampled_from([None, True, 0, -1, 1.5, 10**30, "", " ", "people", "GOLD", "NO", "null", "n/a", "x" * 3000, "1\n"])
    | st.text(max_size=5),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.sampled_from(["kind", "id", "is", "not", "all", "GOLD", "minimum", "x"]), part, max_size=3)
    ),
    max_leaves=5,
)


def parts_of(content: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The routes of a file whose values can be exchanged for others."""
    yield route
    if isinstance(content, dict | list):
        for step, part in content.items() if isinstance(content, dict) else enumerate(content):
            yield from parts_of(part, (*route, step))


@settings(max_examples=200)
@given(file=st.sampled_from(TOY_FILES), put=VALUES, drawn=st.data())
def test_a_wrong_value_anywhere_loads_or_is_refused(toy: Path, file: str, put: Any, drawn: st.DataObject) -> None:
    """With any value anywhere in a rule file, the law loads or is refused; nothing else happens."""
    sound = (toy / file).read_bytes()
    content = {"file": yaml.safe_load(sound)}
    route = drawn.draw(st.sampled_from(list(parts_of(content))).filter(bool))
    around: Any = content
    for step in route[:-1]:
        around = around[step]
    around[route[-1]] = put
    load_or_refuse(toy, file, sound, lambda _: yaml.safe_dump(content["file"], allow_unicode=True).encode())


@settings(max_examples=200)
@given(file=st.sampled_from(files_of(TOY_DATA, ".csv")), damage=damage_with(DATA_PIECES), sign=st.sampled_from(".,"))
def test_damaged_csv_is_read_or_refused(data: Path, file: str, damage: Damage, sign: str) -> None:
    """Whatever happens to a CSV file, the data are read or refused with sentences; nothing else happens."""
    sound = (TOY_DATA / file).read_bytes()
    (data / file).write_bytes(damage(sound))
    try:
        for diagnostic in diagnostics_of_data(data, sign):
            assert all(map(is_one_line, sentences(diagnostic)))
    finally:
        (data / file).write_bytes(sound)


def toy_data_as_json() -> bytes:
    """The data of the toy law as one JSON file."""
    tables = {
        name: list(csv.DictReader((TOY_DATA / f"{name}.csv").read_text("utf-8").splitlines()))
        for name in ("municipalities", "measurements")
    }
    return json.dumps(tables, indent=1).encode()


@settings(max_examples=200)
@given(damage=damage_with(DATA_PIECES), sign=st.sampled_from(".,"))
def test_damaged_json_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, damage: Damage, sign: str) -> None:
    """Whatever happens to a JSON file, the data are read or refused with sentences; nothing else happens."""
    path = tmp_path_factory.getbasetemp() / "damaged.json"
    path.write_bytes(damage(toy_data_as_json()))
    for diagnostic in diagnostics_of_data(path, sign):
        assert all(map(is_one_line, sentences(diagnostic)))
