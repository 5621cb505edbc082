"""The provenances of a rule file: every basis in it, with the numbers that have this basis.

An *entry* is a part of a file that can carry a ``signed`` record: a standard, a rule, or the file itself (for the
points of a criterion and its groups, the number of required standards, and the head of a law). A number has a name
within its entry: the keys that lead to it, joined by dots, such as ``levels.III.minimum``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from criteria.diagnostic import KeyPath
from criteria.standard import UNVERIFIED
from criteria.sureness import is_sure

SIGNED_OFF = "signed-off"
"""The basis of a number that two offices compared with the official text."""

_ENDS = ("minimum", "maximum")
_IN_STEPS = {
    "steps": ("from", "base", "at", "each", "adds", "cap"),
    "brackets": ("from", "points", "above", "points_above"),
}
_IN_ACTIONS = (
    "to_percent",
    "from",
    "at",
    "less",
    "each",
    "least",
    "minimum",
    "maximum",
    "numerator",
    "denominator",
    "count",
    "by",
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number (or a grade) of a rule file.

    Attributes:
        route: the route to it in its file.
        name: its name within its entry.
        text: the text written in the file, or None for ``null``: not known.
        may_be_null: True if a file may state that it is not known.
    """

    route: KeyPath
    name: str
    text: str | None
    may_be_null: bool = False

    @property
    def is_measured(self) -> bool:
        """True if it is a value of the standard's indicator, not points, a count or the width of a step."""
        return "levels" in self.route or self.route[-1] in {"level", "from", "at", "above"}


@dataclass(frozen=True, slots=True)
class Provenance:
    """One basis and its numbers: one level, one end of the points, or all of a standard's steps.

    Attributes:
        entry: the part of the file that can carry the record of its sign-off.
        owner: the mapping that holds the key ``basis``.
        pair_index: the position in the pair ``[minimum, maximum]``, or None if ``basis`` is a single word.
        basis: the word, or None if there is none because the number is ``null``.
        numbers: empty if words have this basis, such as a reading of the law.
    """

    entry: KeyPath
    owner: KeyPath
    pair_index: int | None
    basis: str | None
    numbers: tuple[Number, ...]

    @property
    def basis_route(self) -> KeyPath:
        """The route to the basis, whether or not the file states it."""
        return (*self.owner, "basis") if self.pair_index is None else (*self.owner, "basis", self.pair_index)

    @property
    def type(self) -> str | None:
        """The type whose level it is, or None if it is not a level of a type."""
        return str(self.owner[-1]) if self.owner[-2:-1] == ("levels",) else None

    @property
    def is_open(self) -> bool:
        """True if a number is unknown, or has not been compared with the official text."""
        return self.basis == UNVERIFIED or any(number.text is None for number in self.numbers)

    @property
    def is_weak(self) -> bool:
        """True if a number is unknown, or rests on less than two sources."""
        return self.basis is None or not is_sure(self.basis, "two-sources")

    @property
    def is_signed_off(self) -> bool:
        """True if it was signed off."""
        return self.basis == SIGNED_OFF


def provenances_of(content: Mapping[str, Any]) -> Iterator[Provenance]:
    """Return the provenances of a file that has the form of its kind, in the order of the file."""
    match content.get("kind"):
        case "law":
            yield from _of_head(content)
        case "criterion":
            yield from _of_criterion(content)
        case "counting":
            yield _word((), ("required",), content["required"], ("count",))
            yield from _of_standards(content)
        case "member_units":
            for place, test in enumerate(content["member_units"]):
                entry: KeyPath = ("member_units", place)
                yield _word(entry, (*entry, "required"), test["required"], ("value",))
        case "rules":
            for place, rule in enumerate(content["rules"]):
                yield from _of_rule(rule, ("rules", place))


def _of_head(law: Mapping[str, Any]) -> Iterator[Provenance]:
    for key in ("maximum", "pass_mark", "round_to"):
        yield _word((), ("points", key), law["points"][key], ("value",))
    if law["points"].get("steps"):
        yield _word((), ("points", "steps"), law["points"]["steps"])
    for place, known in enumerate(law["types"]):
        for key, number in (("required", "count"), ("pass_mark", "value")):
            if known.get(key):
                yield _word((), ("types", place, key), known[key], (number,))
    for key in ("type_days", "readings", "transitions"):
        for place, entry in enumerate(law.get(key) or ()):
            yield _word((), (key, place), entry)
    if law.get("data_as_of"):
        yield _word((), ("data_as_of",), law["data_as_of"], ("years_before",))


def _of_criterion(criterion: Mapping[str, Any]) -> Iterator[Provenance]:
    yield from _pair((), ("points",), criterion["points"])
    for place, group in enumerate(criterion.get("groups") or ()):
        if group.get("points"):
            yield from _pair((), ("groups", place, "points"), group["points"])
    yield from _of_standards(criterion)
    if criterion.get("open_block"):
        yield from _pair((), ("open_block", "points"), criterion["open_block"]["points"])


def _of_standards(content: Mapping[str, Any]) -> Iterator[Provenance]:
    for place, standard in enumerate(content.get("standards") or ()):
        entry: KeyPath = ("standards", place)
        if standard.get("points"):
            yield from _pair(entry, (*entry, "points"), standard["points"])
        for known, level in (standard.get("levels") or {}).items():
            yield from _pair(entry, (*entry, "levels", known), level, may_be_null=True)
        for key, names in _IN_STEPS.items():
            if standard.get(key):
                numbers = _numbers(entry, (*entry, key), standard[key], names)
                yield Provenance(entry, entry, None, standard.get("basis"), numbers)
        if "level" in standard:
            yield _word(entry, entry, standard, ("level",), may_be_null=True)


def _of_rule(rule: Mapping[str, Any], entry: KeyPath) -> Iterator[Provenance]:
    numbers: list[Number] = []
    for place, action in enumerate(rule["then"]):
        where: KeyPath = (*entry, "then", place)
        numbers += _numbers(entry, where, action, _IN_ACTIONS, may_be_null=True)
    yield Provenance(entry, entry, None, rule["basis"], tuple(numbers))
    for place, action in enumerate(rule["then"]):
        for known, level in (action.get("levels") or {}).items():
            yield from _pair(entry, (*entry, "then", place, "levels", known), level, may_be_null=True)


def _pair(
    entry: KeyPath, owner: KeyPath, content: Mapping[str, Any], may_be_null: bool = False
) -> Iterator[Provenance]:
    basis = content.get("basis") or (None, None)
    for place, key in enumerate(_ENDS):
        if key in content:
            yield Provenance(entry, owner, place, basis[place], _numbers(entry, owner, content, (key,), may_be_null))


def _word(
    entry: KeyPath, owner: KeyPath, content: Mapping[str, Any], keys: tuple[str, ...] = (), may_be_null: bool = False
) -> Provenance:
    return Provenance(entry, owner, None, content.get("basis"), _numbers(entry, owner, content, keys, may_be_null))


def _numbers(
    entry: KeyPath, owner: KeyPath, content: Mapping[str, Any], keys: tuple[str, ...], may_be_null: bool = False
) -> tuple[Number, ...]:
    routes = [(*owner, key) for key in keys if key in content]
    return tuple(
        Number(route, ".".join(map(str, route[len(entry) :])), content[str(route[-1])], may_be_null) for route in routes
    )
