"""Keys and kinds of rule files that were renamed: the old names are still read, as if the new ones were written."""

from collections.abc import Mapping
from dataclasses import dataclass

from criteria.diagnostic import KeyPath, Location

NEW_NAMES: Mapping[str, str] = {"unit_tests": "member_units"}
"""The new name by the old one, for a kind of file, a key at its top level, and a key of a case."""


@dataclass(frozen=True, slots=True)
class OldName:
    """An old name that a file still uses, its location, and the new name."""

    location: Location
    old: str
    new: str


def current_key(route: KeyPath, key: str) -> str:
    """Return the new name of a key in the mapping at this route, or the key itself if it was not renamed.

    >>> current_key((), "unit_tests"), current_key(("cases", 0), "unit_tests"), current_key(("rules", 0), "unit_tests")
    ('member_units', 'member_units', 'unit_tests')
    """
    is_renamed_here = not route or (len(route) == 2 and route[0] == "cases")
    return NEW_NAMES.get(key, key) if is_renamed_here else key


def current_word(route: KeyPath, word: str) -> str:
    """Return the new name of the kind of a file; a value at any other route is returned unchanged."""
    return NEW_NAMES.get(word, word) if route == ("kind",) else word
