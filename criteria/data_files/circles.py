"""Units that are part of each other in a circle, found in one pass over all units."""

from collections.abc import Mapping

_MOST_SHOWN = 12
"""How many units of a circle are named."""


def units_in_circles(wholes: Mapping[str, str]) -> frozenset[str]:
    """Return the units that are part of themselves, directly or through others.

    Args:
        wholes: the unit that each unit is part of.

    >>> sorted(units_in_circles({"a": "b", "b": "c", "c": "b", "d": "d", "e": "x"}))
    ['b', 'c', 'd']
    """
    passed_from: dict[str, str] = {}
    found: set[str] = set()
    for first in wholes:
        unit = first
        while unit in wholes and unit not in passed_from:
            passed_from[unit] = first
            unit = wholes[unit]
        if passed_from.get(unit) == first and unit not in found:
            while unit not in found:
                found.add(unit)
                unit = wholes[unit]
    return frozenset(found)


def circle_text(unit: str, wholes: Mapping[str, str]) -> str:
    """Return the circle that begins and ends with a unit; of a long one, only the beginning.

    >>> circle_text("b", {"b": "c", "c": "b"})
    'b → c → b'
    """
    passed = [unit]
    while len(passed) < _MOST_SHOWN:
        passed.append(wholes[passed[-1]])
        if passed[-1] == unit:
            return " → ".join(passed)
    return " → ".join([*passed, "…", unit])
