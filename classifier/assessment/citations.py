"""Places in the law that are named together."""

from collections.abc import Iterable

_POINT = " điểm "


def most_exact(citations: Iterable[str]) -> tuple[str, ...]:
    """Return the places, each once, without those of which a part is named too.

    >>> most_exact(["Điều 31 khoản 1 điểm e", "Điều 31 khoản 1", "Điều 3", "Điều 3"])
    ('Điều 31 khoản 1 điểm e', 'Điều 3')
    """
    places = dict.fromkeys(citations)
    return tuple(place for place in places if not any(other.startswith(f"{place} ") for other in places))


def places_together(citations: Iterable[str]) -> str:
    """Return the most exact places as one text; points of one clause share its name, each once.

    >>> places_together(["Điều 31 khoản 1 điểm a, điểm b", "Điều 10", "Điều 31 khoản 1 điểm d", "Điều 31 khoản 1"])
    'Điều 31 khoản 1 điểm a, điểm b, điểm d; Điều 10'
    """
    together: dict[str, dict[str, None]] = {}
    for place in most_exact(citations):
        clause, point, rest = place.partition(_POINT)
        is_plain = point and ";" not in place
        points = f"điểm {rest}".split(", ") if is_plain else []
        together.setdefault(clause if is_plain else place, {}).update(dict.fromkeys(points))
    return "; ".join(f"{clause} {', '.join(points)}" if points else clause for clause, points in together.items())
