"""Safe fixes put into the text of a rule file: only what is fixed changes, every other byte stays where it is.

The places come from the YAML parser and the change is made in the text: no writer of YAML, not even one that keeps
comments, gives back columns that were lined up by hand or mappings that were broken into lines. A fix after which the
file would no longer say all that it said before is left out.
"""

import codecs
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from criteria.complaint import Place
from criteria.lint.fix import AddedBasis, AddedKey, Fix, NormalisedText, ReplacedValue
from criteria.standard import UNVERIFIED

_ENDS = ("minimum", "maximum")
_NOTHING = {"null", "~", ""}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def path_of(fix: Fix) -> str:
    """The file that a fix changes, as messages show it."""
    return fix.path if isinstance(fix, NormalisedText) else fix.place.path


def fix_files(fixes: Iterable[Fix]) -> dict[str, int]:
    """Put fixes into their files; how many went into each. One that cannot be put in safely is left out."""
    by_path: dict[str, dict[Fix, None]] = {}
    for fix in fixes:
        by_path.setdefault(path_of(fix), {})[fix] = None
    counts = {path: _fix_file(Path(path), list(wanted)) for path, wanted in by_path.items()}
    return {path: count for path, count in counts.items() if count}


def _fix_file(path: Path, fixes: list[Fix]) -> int:
    raw = path.read_bytes()
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    text = raw.decode("utf-8-sig")
    done = 0
    # From the end of the file to its beginning, so that the places before stay where they are; letters last.
    for fix in sorted(fixes, key=lambda fix: (not isinstance(fix, NormalisedText), _place(fix)), reverse=True):
        changed = fixed(text, fix)
        done += changed != text
        text = changed
    if done:
        path.write_bytes(mark + text.encode())
    return done


def _place(fix: Fix) -> Place:
    return Place(fix.path) if isinstance(fix, NormalisedText) else fix.place


def fixed(text: str, fix: Fix) -> str:
    r"""A text with one fix in it; the text itself where the fix does not fit.

    >>> fixed("in_force: {from: 2020-01-01}   # day\n", AddedKey(Place("law.yaml", 1, 11), "until", "2029-12-31"))
    'in_force: {from: 2020-01-01, until: 2029-12-31}   # day\n'
    """
    if isinstance(fix, NormalisedText):
        return unicodedata.normalize("NFC", text)
    try:
        changed = _changed(text, fix)
        return changed if _said(text) - _said(changed) <= _replaced(text, fix) else text
    except yaml.YAMLError:
        return text


def _changed(text: str, fix: AddedKey | AddedBasis | ReplacedValue) -> str:
    node = _node_at(text, fix.place)
    match fix, node:
        case AddedKey(_, key, value), yaml.MappingNode():
            return _with_key(text, node, key, value)
        case ReplacedValue(_, value), yaml.ScalarNode():
            return _spliced(text, node.start_mark.index, node.end_mark.index, value)
        case AddedBasis(), yaml.ScalarNode():
            return _spliced(text, node.start_mark.index, node.end_mark.index, UNVERIFIED)
        case AddedBasis(_, number), yaml.SequenceNode() if len(node.value) == len(_ENDS) and number in _ENDS:
            word = node.value[_ENDS.index(number)]
            return _spliced(text, word.start_mark.index, word.end_mark.index, UNVERIFIED)
        case AddedBasis(), yaml.MappingNode():
            return _with_basis(text, node)
        case _:
            return text


Route = tuple[str | int, ...]


def _said(text: str) -> set[tuple[Route, str]]:
    """What a text says: every single value and where it stands."""
    return {(route, node.value) for route, node in _nodes(text) if isinstance(node, yaml.ScalarNode)}


def _replaced(text: str, fix: AddedKey | AddedBasis | ReplacedValue) -> set[tuple[Route, str]]:
    """What a fix may take away: the one value that stands at its place, or a basis in it that is ``null``."""
    at = [route for route, node in _nodes(text) if _is_at(node, fix.place)]
    is_basis = isinstance(fix, AddedBasis)
    return {
        (route, value)
        for route, value in _said(text)
        if route in at or (is_basis and route[:-1] in at and value in _NOTHING)
    }


def _node_at(text: str, place: Place) -> yaml.Node | None:
    return next((node for _, node in _nodes(text) if _is_at(node, place)), None)


def _nodes(text: str) -> Iterator[tuple[Route, yaml.Node]]:
    """Every value of a YAML text with its route, those around before those within."""
    waiting: list[tuple[Route, Any]] = [((), yaml.compose(text, Loader=_LOADER))]
    while waiting:
        route, node = waiting.pop()
        if node is None:
            continue
        yield route, node
        if isinstance(node, yaml.MappingNode):
            waiting += [((*route, str(key.value)), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [((*route, place), value) for place, value in enumerate(node.value)]


def _is_at(node: yaml.Node, place: Place) -> bool:
    return (node.start_mark.line + 1, node.start_mark.column + 1) == (place.line, place.column)


def _spliced(text: str, start: int, end: int, put: str) -> str:
    return text[:start] + put + text[end:]


def _with_basis(text: str, node: yaml.MappingNode) -> str:
    """A level, points, or a number with the basis ``unverified`` where it has a number and no basis."""
    values: dict[str, Any] = {key.value: value for key, value in node.value}
    if "basis" in values:
        return text
    ends = [values[key] for key in _ENDS if key in values]
    words = ["null" if end.value in _NOTHING else UNVERIFIED for end in ends]
    return _with_key(text, node, "basis", f"[{', '.join(words)}]" if len(ends) == 2 else UNVERIFIED)


def _with_key(text: str, node: yaml.MappingNode, key: str, value: str) -> str:
    """A mapping with one more key at its end, written as its other keys are."""
    if not node.value:
        return text
    end = _end_of(text, node.value[-1][1])
    if node.flow_style:
        return _spliced(text, end, end, f", {key}: {value}")
    rest = text[end:].partition("\n")[0]
    newline = "\r\n" if rest.endswith("\r") else "\n"
    end += len(rest.rstrip("\r"))
    return _spliced(text, end, end, f"{newline}{' ' * node.value[0][0].start_mark.column}{key}: {value}")


def _end_of(text: str, node: yaml.Node) -> int:
    """Where the last thing in a value ends; blanks and comments that follow belong to what comes next."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end_of(text, last[1] if isinstance(last, tuple) else last)
    end = int(node.end_mark.index)
    # The lines of a text that is written as a block run on over the empty ones below it.
    return len(text[:end].rstrip()) if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"} else end
