"""`dothi.workbench.editing.text_edits` replaces one value and keeps everything else byte for byte."""

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.rule_files.yaml_file import yaml_of
from dothi.workbench.editing.scalars import written, written_list, written_number
from dothi.workbench.editing.text_edits import SpannedYaml
from tests.support.paths import FURTHER_LAWS, ROOT, TOY_RULES

FILES = sorted([*TOY_RULES.rglob("*.yaml"), *FURTHER_LAWS.rglob("*.yaml"), *(ROOT / "rules").rglob("*.yaml")])
files = st.sampled_from(FILES)
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters="\x85"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() == text)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-999, max_value=999).map(
    lambda number: format(number, "f")
)


@cache
def content_of(path: Path) -> tuple[str, Any]:
    """A rule file as text and as content."""
    raw = path.read_bytes()
    return raw.decode(), yaml_of(raw, path.name).content


def scalars(content: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The routes of all scalars."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from scalars(value, (*route, key))
    elif isinstance(content, list):
        for place, value in enumerate(content):
            yield from scalars(value, (*route, place))
    else:
        yield route


def mappings(content: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The routes of all non-empty mappings."""
    if isinstance(content, dict):
        if content:
            yield route
        for key, value in content.items():
            yield from mappings(value, (*route, key))
    elif isinstance(content, list):
        for place, value in enumerate(content):
            yield from mappings(value, (*route, place))


def put(content: Any, route: tuple[Any, ...], value: Any) -> Any:
    """Return the content with another value at a route."""
    changed = copy.deepcopy(content)
    part = changed
    for step in route[:-1]:
        part = part[step]
    part[route[-1]] = value
    return changed


def said(text: str) -> Any:
    """Return the content of a sound YAML text."""
    file = yaml_of(text.encode(), "changed.yaml")
    assert [] == file.diagnostics
    return file.content


@given(files, st.data(), st.none() | words | numbers)
def test_a_scalar_is_replaced_and_nothing_else_is_said(path: Path, data: st.DataObject, value: str | None) -> None:
    """Replacing a scalar changes nothing else in the content."""
    text, content = content_of(path)
    route = data.draw(st.sampled_from(list(scalars(content))))
    edit = SpannedYaml(text).scalar(route, written_number(value))
    assert put(content, route, value) == said(SpannedYaml(text).edited({edit.span: edit.text}))


@given(files, st.data(), numbers)
def test_only_the_lines_of_the_scalar_change(path: Path, data: st.DataObject, value: str) -> None:
    """The bytes before the value, and those after the blanks that follow it, do not change."""
    text, content = content_of(path)
    route = data.draw(st.sampled_from(list(scalars(content))))
    edit = SpannedYaml(text).scalar(route, value)
    changed = SpannedYaml(text).edited({edit.span: edit.text})
    assert changed.startswith(text[: edit.span.start])
    assert changed.endswith(text[edit.span.end :])
    assert text[edit.span.start : edit.span.end].count("\n") == edit.text.count("\n") or ">-" in text


@given(files, st.data(), words)
def test_a_key_is_added_behind_the_last(path: Path, data: st.DataObject, value: str) -> None:
    """A key added to a mapping, in braces or in lines, is its last key and the only change."""
    text, content = content_of(path)
    route = data.draw(st.sampled_from(list(mappings(content))))
    edit = SpannedYaml(text).entry(route, "added", written(value))
    found = said(SpannedYaml(text).edited({edit.span: edit.text}))
    assert put(content, (*route, "added"), value) == found
    for step in route:
        found = found[step]
    assert "added" == list(found)[-1]


@given(files)
def test_no_edit_changes_no_byte(path: Path) -> None:
    """Replacing every scalar by its own text leaves the file unchanged."""
    text, content = content_of(path)
    spanned = SpannedYaml(text)
    edits = {}
    for route in scalars(content):
        span = spanned.span(route)
        if span.start < span.end and "\n" not in text[span.start : span.end]:
            edit = spanned.scalar(route, text[span.start : span.end])
            edits[edit.span] = edit.text
    assert edits
    assert text == spanned.edited(edits)


@given(words)
def test_a_written_text_is_read_as_itself(text: str) -> None:
    """Any name of an office is read back as it was written, also in a list."""
    assert {"a": text, "b": [text, "x"]} == said(f"a: {written(text)}\nb: {written_list([text, 'x'])}\n")


@pytest.mark.parametrize(
    ("before", "route", "new", "after"),
    [
        ("a: {x: null,     y: 5}", ("a", "x"), "1400", "a: {x: 1400,     y: 5}"),
        ("a: {x: null,     y: 5}", ("a", "x"), "province", "a: {x: province, y: 5}"),
        ("a: {x: 10,   y: 5}", ("a", "x"), "1000000", "a: {x: 1000000, y: 5}"),
        ("a: {x: 10, y: 5}", ("a", "x"), "1000", "a: {x: 1000, y: 5}"),
        ("a: {x: 1000,  y: 5}", ("a", "x"), "10", "a: {x: 10,    y: 5}"),
        ("a: 5   # người\nb: 6", ("a",), "7", "a: 7   # người\nb: 6"),
        ("a:   # người\nb: 6", ("a",), "7", "a: 7   # người\nb: 6"),
        ("a: [p, q]", ("a", 1), "null", "a: [p, null]"),
    ],
)
def test_columns_stay_aligned(before: str, route: tuple[Any, ...], new: str, after: str) -> None:
    """In aligned columns a longer number takes up blanks and a shorter one leaves more; comments stay."""
    edit = SpannedYaml(before).scalar(route, new)
    assert after == SpannedYaml(before).edited({edit.span: edit.text})


def test_lines_are_added_above_what_follows() -> None:
    """A record is added below the last line and comment of its entry, above the blank line that follows."""
    text = "standards:\n  - id: a\n    level: 5   # người\n\n  # the next\n  - id: b\n"
    edit = SpannedYaml(text).entry(("standards", 0), "signed", "", ("  - by: [x]",))
    expected = (
        "standards:\n  - id: a\n    level: 5   # người\n    signed:\n      - by: [x]\n\n  # the next\n  - id: b\n"
    )
    assert expected == SpannedYaml(text).edited({edit.span: edit.text})


def test_a_file_without_a_last_end_of_line() -> None:
    """An addition after a last line without a newline begins on a new line."""
    edit = SpannedYaml("a: 5").entry((), "b", "6")
    assert "a: 5\nb: 6" == SpannedYaml("a: 5").edited({edit.span: edit.text})


def test_the_ends_of_lines_are_those_of_the_file() -> None:
    """Additions use the line endings of the file."""
    spanned = SpannedYaml("a: 5\r\nc: 7\r\n")
    edit = spanned.entry((), "b", "6")
    assert "a: 5\r\nc: 7\r\nb: 6\r\n" == spanned.edited({edit.span: edit.text})
