from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.rule_files.yaml_file import DEEPEST_NESTING, LARGEST_FILE, YamlFile, read_yaml

ATTACKS = {
    "os.system": "!!python/object/apply:os.system [ls]",
    "new object": "!!python/object/new:os.system [ls]",
    "name": "!!python/name:os.system",
    "module": "!!python/module:os",
    "tuple": "!!python/tuple [1]",
    "own tag": "!include /etc/passwd",
    "binary": "!!binary aGVsbG8=",
    "set": "!!set {a}",
    "ordered map": "!!omap [a: 1]",
    "verbatim": "!<tag:yaml.org,2002:str> a",
    "text": "!!str 5",
    "null": "!!null ''",
    "nothing": "! 5",
}

CONTROL_CHARACTERS = [
    "\x00",
    "\x01",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x1b",
    "\x7f",
    "\x80",
    "\x9b",
    "\ufffe",
    "\uffff",
]

PLAIN_WORDS = [
    *("NO", "no", "Yes", "on", "OFF", "y", "True", "FALSE", "Null", "NULL"),
    *("1", "-1", "1.50", "007", "0o7", "0x1F", "1e3", "1_000", ".5", ".inf", ".NaN", "190:20:30"),
    *("2020-01-01", "2020-01-01T00:00:00Z", "=", "<<", "đô thị loại III", "🌳"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a rule file may be written."""
    return tmp_path / "law.yaml"


def read(file: Path, text: str | bytes) -> YamlFile:
    """A file with this text, read."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(file, "law.yaml")[0]


def told(document: YamlFile) -> list[str]:
    """The diagnostics of a document: location and kind."""
    return [f"{found.location.line}:{found.location.column} {found.kind}" for found in document.diagnostics]


def kinds(document: YamlFile) -> set[str]:
    """The kinds of the diagnostics of a document."""
    return {diagnostic.kind for diagnostic in document.diagnostics}


@pytest.mark.parametrize("word", PLAIN_WORDS)
def test_a_scalar_is_the_text_that_stands_there(file: Path, word: str) -> None:
    """NO is a word, 1.50 keeps its digits, a date is no date yet."""
    assert {"key": word} == read(file, f"key: {word}\n").content


@pytest.mark.parametrize(
    ("written", "meant"), [("null", None), ("~", None), ("", None), ("true", True), ("false", False)]
)
def test_three_words_mean_what_they_say(file: Path, written: str, meant: Any) -> None:
    """Only null, true and false, unquoted, are more than text."""
    assert {"key": meant} == read(file, f"key: {written}\n").content


@pytest.mark.parametrize("word", ["null", "~", "true", "false", ""])
@pytest.mark.parametrize(
    "form", ['"{}"', "'{}'", "|-\n  {}\n", ">-\n  {}\n"], ids=["double", "single", "literal", "folded"]
)
def test_what_is_quoted_is_text(file: Path, word: str, form: str) -> None:
    """Null, true and false in quotes or in a block are text."""
    assert {"key": word} == read(file, f"key: {form.format(word)}").content


@pytest.mark.parametrize("key", ["1", "1.50", "null", "true", "~", "2020-01-01", "NO"])
def test_a_key_is_the_text_that_stands_there(file: Path, key: str) -> None:
    """A key is a word, even where YAML would make it a number, a date or nothing."""
    assert {key: "value"} == read(file, f"{key}: value\n").content


def test_every_part_knows_its_place(file: Path) -> None:
    """Keys and values know the line and column at which they begin."""
    document = read(file, "law: toy\npoints:\n  - {minimum: 1, maximum: 20}\n")
    route = ("points", 0, "maximum")
    assert ["3:18", "3:27", "2:1", "3:3", "3:5"] == [
        f"{place.line}:{place.column}"
        for place in (
            document.location(route, of_key=True),
            document.location(route),
            document.location(("points",), of_key=True),
            document.location(("points",)),
            document.location(("points", 0)),
        )
    ]


def test_a_missing_part_is_placed_where_it_would_stand(file: Path) -> None:
    """What is not there is placed at the nearest part around it."""
    document = read(file, "law: toy\npoints: {minimum: 1}\n")
    assert ["2:9", "2:9"] == [
        f"{document.location(route).line}:{document.location(route).column}"
        for route in (("points", "maximum"), ("points", "basis", 1))
    ]


def test_columns_count_letters(file: Path) -> None:
    """A column is a count of letters, not of bytes, also beyond the first plane of Unicode."""
    document = read(file, "{đô thị: 🌳, loại: III}")
    assert 19 == document.location(("loại",)).column


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_tag_is_refused(file: Path, attack: str) -> None:
    """No tag changes a value: each is refused at its location."""
    assert "1:6 tag_is_refused" in told(read(file, f"key: {attack}\n"))


@pytest.mark.parametrize("attack", ["!!python/object/apply:os.system [ls]", "!include x", "!!binary aGVsbG8="])
def test_a_tag_is_refused_wherever_it_stands(file: Path, attack: str) -> None:
    """A tag is refused in lists, at the top and on what is no word."""
    assert {"tag_is_refused"} == kinds(read(file, f"key: [[{attack}]]\n")) == kinds(read(file, f"{attack}\n"))


@pytest.mark.parametrize("mark", ["!!python/name:os.system", "!own", "!!str", "!"])
def test_a_tag_on_a_key_is_refused(file: Path, mark: str) -> None:
    """A key may have a tag no more than a value may."""
    assert ["1:1 tag_is_refused"] == told(read(file, f"{mark} key: value\n"))


def test_an_anchor_on_a_key_is_refused(file: Path) -> None:
    """A key may have an anchor no more than a value may."""
    assert ["1:1 anchor_is_refused"] == told(read(file, "&a key: value\n"))


def test_an_alias_bomb_is_refused_and_not_blown_up(file: Path) -> None:
    """A few lines of aliases that stand for a billion words are refused, and no alias is followed."""
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    document = read(file, "\n".join(lines))
    assert {"anchor_is_refused", "alias_is_refused"} == kinds(document)
    assert [None] * 10 == document.content["a9"]


@pytest.mark.parametrize(
    "text",
    [
        "base: &b {a: 1}\nkey:\n  <<: *b\n",
        "key: {<<: [*b, *c]}\n",
        "*b : value\n",
        "? *b\n: value\n",
        "a: &a [*a]\n",
        "*b",
    ],
    ids=["merge", "merges", "key", "long key", "itself", "document"],
)
def test_an_alias_is_refused_wherever_it_stands(file: Path, text: str) -> None:
    """An alias is refused as a value, as a key, in a merge and in itself."""
    assert "alias_is_refused" in kinds(read(file, text))


def test_a_merge_key_is_a_key_like_another(file: Path) -> None:
    """`<<` merges nothing."""
    assert {"<<": {"a": "1"}} == read(file, "<<: {a: 1}\n").content


def nested(before: str, after: str, depth: int) -> str:
    """A word in so many lists, mappings or keys."""
    return before * depth + "x" + after * depth


NESTINGS = {
    "flow lists": ("[", "]"),
    "flow mappings": ("{a: ", "}"),
    "block lists": ("- ", ""),
    "long keys": ("? ", ""),
}


@pytest.mark.parametrize(("before", "after"), NESTINGS.values(), ids=NESTINGS.keys())
@pytest.mark.parametrize("depth", [DEEPEST_NESTING + 1, 1_000, 100_000])
def test_what_is_nested_too_deep_is_refused(file: Path, before: str, after: str, depth: int) -> None:
    """A file nested deeper than the limit is refused, however deep it is and in whatever form."""
    assert "nesting_is_too_deep" in kinds(read(file, nested(before, after, depth)))


@pytest.mark.parametrize("form", ["flow lists", "flow mappings", "block lists"])
def test_what_is_nested_just_deep_enough_is_read(file: Path, form: str) -> None:
    """A file nested as deep as the limit is read."""
    assert [] == told(read(file, nested(*NESTINGS[form], DEEPEST_NESTING)))


def test_a_block_nested_too_deep_is_refused(file: Path) -> None:
    """Mappings nested line by line are refused beyond the limit, at the line that is too deep."""
    text = "".join(" " * depth + "a:\n" for depth in range(DEEPEST_NESTING + 1))
    line = f"{DEEPEST_NESTING + 1}:{DEEPEST_NESTING + 1}"
    assert [f"{line} nesting_is_too_deep"] == told(read(file, text))


@pytest.mark.parametrize("character", CONTROL_CHARACTERS, ids=lambda character: f"{ord(character):04x}")
def test_a_control_character_is_refused(file: Path, character: str) -> None:
    """A character that cannot be printed is refused."""
    assert {"yaml_is_malformed"} == kinds(read(file, f"law: toy\nfamily: {character}toy\n"))


def test_a_control_character_is_told_where_it_stands(file: Path) -> None:
    """An unprintable character is reported with its line and column, because it cannot be seen."""
    assert ["2:9 yaml_is_malformed"] == told(read(file, "law: toy\nfamily: \x07toy\n"))


@pytest.mark.parametrize("text", ["\tlaw: toy\n", "law:\n\t- toy\n", "points:\n  minimum: 1\n\tmaximum: 2\n"])
def test_a_tab_does_not_indent(file: Path, text: str) -> None:
    """A tab in the place of spaces is refused with its line."""
    (diagnostic,) = read(file, text).diagnostics
    assert "yaml_is_malformed" == diagnostic.kind
    assert text[: text.index("\t")].count("\n") + 1 == diagnostic.location.line


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\n---\nb: 2\n", 2), ("---\n---\n", 2), ("a: 1\n...\n---\nb: 2\n", 3), ("a\n--- b\n", 2)]
)
def test_several_documents_are_refused(file: Path, text: str, line: int) -> None:
    """A file holds one document; the second is refused where it begins."""
    assert [f"{line}:1 several_documents"] == told(read(file, text))


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: 1\na: 2\n", "2:1"), ("{a: 1, a: 2}", "1:8"), ("a: 1\n'a': 2\n", "2:1"), ("- {b: {a: 1, a: 1}}", "1:14")],
)
def test_a_key_that_stands_twice_is_refused(file: Path, text: str, place: str) -> None:
    """A repeated key is refused at its second location, even with the same value."""
    assert [f"{place} key_stands_twice"] == told(read(file, text))


def test_keys_of_different_mappings_may_be_alike(file: Path) -> None:
    """A key may stand again in another mapping."""
    assert [] == told(read(file, "a: {a: 1}\nb: [{a: 1}, {a: 1}]\n"))


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "? - a\n  - b\n"])
def test_a_key_that_is_no_word_is_refused(file: Path, key: str) -> None:
    """A list or a mapping is no key."""
    assert ["key_is_no_word"] == [diagnostic.kind for diagnostic in read(file, f"{key}: value\n").diagnostics]


@pytest.mark.parametrize(
    "text", [b"", b"\n\n", b"# nothing\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf# nothing\r\n", b"   "], ids=repr
)
def test_an_empty_file_is_refused(file: Path, text: bytes) -> None:
    """A file without content is refused, whatever blanks, comments and marks it has."""
    assert ["1:1 file_is_empty"] == told(read(file, text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"\xff", 1),
        ("law: đô thị".encode("utf-16"), 1),
        (b"law: toy\nfamily: Th\xe0nh ph\xf4\n", 2),
        (b"law: toy\r\n\r\nfamily: \xc3", 3),
        (b"law: \xed\xa0\x80", 1),
        (b"law: \xc0\xaf", 1),
    ],
    ids=["byte", "utf-16", "Windows", "cut off", "surrogate", "overlong"],
)
def test_what_is_not_utf8_is_refused(file: Path, text: bytes, line: int) -> None:
    """A file in another encoding is refused at the line of its first foreign byte."""
    assert [f"{line}:1 file_is_not_utf8"] == told(read(file, text))


def test_a_file_as_large_as_the_limit_is_read(file: Path) -> None:
    """A file of exactly the largest size is read, also where it is one text."""
    text = "a: " + "x" * (LARGEST_FILE - 3)
    document = read(file, text)
    assert [] == told(document)
    assert LARGEST_FILE - 3 == len(document.content["a"])


def test_a_file_larger_than_the_limit_is_refused(file: Path) -> None:
    """A file one byte too large is refused unread."""
    document = read(file, "a: " + "x" * (LARGEST_FILE - 2))
    assert ["1:1 file_is_too_large"] == told(document)
    assert document.content is None


def test_a_missing_file_is_refused(file: Path) -> None:
    """A file that is not there cannot be read."""
    assert ["1:1 file_cannot_be_read"] == told(read_yaml(file, "law.yaml")[0])


def test_a_folder_is_no_file(file: Path) -> None:
    """A folder with the name of a rule file cannot be read."""
    file.mkdir()
    assert ["1:1 file_is_special"] == told(read_yaml(file, "law.yaml")[0])


def test_a_link_to_itself_is_no_file(file: Path) -> None:
    """A link that leads nowhere cannot be read."""
    file.symlink_to(file)
    assert ["1:1 file_cannot_be_read"] == told(read_yaml(file, "law.yaml")[0])


def test_the_bytes_read_are_given_back(file: Path) -> None:
    """The bytes of a file are given as they are, for its hash."""
    raw = b"\xef\xbb\xbflaw: toy\r\n"
    file.write_bytes(raw)
    assert raw == read_yaml(file, "law.yaml")[1]


YAML_PIECES = st.sampled_from(
    [
        *"[]{},:-?&*!|>'\"%@`#~",
        " ",
        "  ",
        "\n",
        "\n  ",
        ": ",
        "- ",
        "? ",
        "<<",
        "---",
        "...",
        "a",
        "1",
        "null",
        "\t",
        "đ",
        "\r",
    ]
)


@given(st.lists(YAML_PIECES, max_size=40).map("".join))
def test_whatever_is_written_is_read_or_reported(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Any text is read as plain mappings, lists and words, or reported; nothing else happens."""
    document = read(tmp_path_factory.getbasetemp() / "any.yaml", text)
    if not document.diagnostics:
        assert is_plain(document.content)


def is_plain(content: Any) -> bool:
    """Whether the content is of mappings, lists, texts, null, true and false."""
    if isinstance(content, dict):
        return all(isinstance(key, str) and is_plain(value) for key, value in content.items())
    if isinstance(content, list):
        return all(map(is_plain, content))
    return content is None or isinstance(content, str | bool)
