"""Safe fixes applied to the text of a rule file: every byte outside the fix stays where it is.

A fix is skipped if the fixed file would no longer state everything that it stated before.
"""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import yaml

from criteria.diagnostic import KeyPath, Location
from criteria.standard import UNVERIFIED
from dothi.whole_files import WholeFiles, whole_files
from dothi.workbench.editing.text_edits import Edit, SpannedYaml
from dothi.workbench.editing.text_file import TextFile
from dothi.workbench.lint.fixes import AddedBasis, AddedKey, Fix, NormalisedText, ReplacedValue, path_of

_ENDS = ("minimum", "maximum")
_NOTHING = {"null", "~", ""}


def fix_files(fixes: Iterable[Fix]) -> dict[str, int]:
    """Apply fixes to their files and return the number applied to each changed file. Unsafe fixes are skipped."""
    by_path: dict[str, dict[Fix, None]] = {}
    for fix in fixes:
        by_path.setdefault(path_of(fix), {})[fix] = None
    with whole_files() as files:
        counts = {path: _fix_file(Path(path), list(wanted), files) for path, wanted in by_path.items()}
    return {path: count for path, count in counts.items() if count}


def _fix_file(path: Path, fixes: list[Fix], files: WholeFiles) -> int:
    file = TextFile(path)
    text = file.text
    done = 0
    # From the end of the file to its beginning, so that earlier locations stay valid; normalisation comes last.
    for fix in sorted(fixes, key=lambda fix: (not isinstance(fix, NormalisedText), _place(fix)), reverse=True):
        changed = fixed(text, fix)
        done += changed != text
        text = changed
    if done:
        file.put_beside(file.with_bom(text), files)
    return done


def _place(fix: Fix) -> Location:
    return Location(fix.path) if isinstance(fix, NormalisedText) else fix.location


def fixed(text: str, fix: Fix) -> str:
    r"""Return the text with one fix applied, or unchanged if the fix does not fit.

    >>> fixed("in_force: {from: 2020-01-01}   # day\n", AddedKey(Location("law.yaml", 1, 11), "until", "2029-12-31"))
    'in_force: {from: 2020-01-01, until: 2029-12-31}   # day\n'
    """
    if isinstance(fix, NormalisedText):
        return unicodedata.normalize("NFC", text)
    try:
        before = SpannedYaml(text)
        edit = _edit(before, fix)
        if edit is None:
            return text
        changed = before.edited({edit.span: edit.text})
        lost = before.words.items() - SpannedYaml(changed).words.items()
        return changed if lost <= _replaced(before, fix) else text
    except yaml.YAMLError:
        return text


def _edit(text: SpannedYaml, fix: AddedKey | AddedBasis | ReplacedValue) -> Edit | None:
    route = text.route_at(fix.location)
    if route is None:
        return None
    match fix:
        case AddedKey(_, key, value) if text.is_mapping(route):
            return text.entry(route, key, value)
        case ReplacedValue(_, value) if route in text.words:
            return text.scalar(route, value)
        case AddedBasis(_, number):
            return _basis(text, route, number)
        case _:
            return None


def _basis(text: SpannedYaml, route: KeyPath, number: str) -> Edit | None:
    """Return the edit that writes the basis ``unverified``: over a word, in a pair, or as a new key."""
    if route in text.words:
        return text.scalar(route, UNVERIFIED)
    if text.is_mapping(route):
        if text.has((*route, "basis")):
            return None
        ends = [text.words[(*route, key)] for key in _ENDS if (*route, key) in text.words]
        words = ["null" if end in _NOTHING else UNVERIFIED for end in ends]
        return text.entry(route, "basis", f"[{', '.join(words)}]" if len(ends) == len(_ENDS) else UNVERIFIED)
    if number in _ENDS and (*route, _ENDS.index(number)) in text.words and not text.has((*route, len(_ENDS))):
        return text.scalar((*route, _ENDS.index(number)), UNVERIFIED)
    return None


def _replaced(text: SpannedYaml, fix: AddedKey | AddedBasis | ReplacedValue) -> set[tuple[KeyPath, str]]:
    """Return the scalars that a fix may remove: the value at its location, or a basis below it that is ``null``."""
    at = text.route_at(fix.location)
    is_basis = isinstance(fix, AddedBasis)
    return {
        (route, word)
        for route, word in text.words.items()
        if route == at or (is_basis and route[:-1] == at and word in _NOTHING)
    }
