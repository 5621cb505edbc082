"""A small strict check of the shape of JSON data: the exact keys at every depth, and a rule for each leaf."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Text:
    """A text that matches a pattern as a whole."""

    pattern: str


@dataclass(frozen=True)
class OneOf:
    """One of these values, of the same Python type, so that 1 is not True."""

    values: tuple[Any, ...]


@dataclass(frozen=True)
class Maybe:
    """None or this shape."""

    shape: Any


@dataclass(frozen=True)
class Optional:
    """The shape of the value of a key that may be missing."""

    shape: Any


def misfits(data: Any, shape: Any, place: str = "$") -> Iterator[str]:
    """Yield what does not fit, with its place in the data."""
    match shape:
        case Text(pattern):
            if not isinstance(data, str) or not re.fullmatch(pattern, data):
                yield f"{place}: {data!r} does not match {pattern}"
        case OneOf(values):
            if not any(type(data) is type(value) and data == value for value in values):
                yield f"{place}: {data!r} is none of {values}"
        case Maybe(inner):
            if data is not None:
                yield from misfits(data, inner, place)
        case dict():
            yield from _mapping_misfits(data, shape, place)
        case [inner]:
            if not isinstance(data, list):
                yield f"{place}: {data!r} is no list"
            else:
                for number, item in enumerate(data):
                    yield from misfits(item, inner, f"{place}[{number}]")
        case _:
            raise TypeError(shape)


def _mapping_misfits(data: Any, shape: Mapping[str, Any], place: str) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"{place}: {data!r} is no object"
        return
    needed = {key for key, inner in shape.items() if not isinstance(inner, Optional)}
    for key in sorted(needed - data.keys()):
        yield f"{place}: the key {key} is missing"
    for key in sorted(data.keys() - shape.keys()):
        yield f"{place}: the key {key} is not in the contract"
    for key in shape:
        if key in data:
            inner = shape[key]
            yield from misfits(data[key], inner.shape if isinstance(inner, Optional) else inner, f"{place}.{key}")
