"""`criteria.rule_files.provenance`: every word of basis of a file is claimed, with the numbers that rest on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from criteria.rule_files.provenance import Provenance, provenances_of
from criteria.rule_files.yaml_file import read_yaml
from tests.support.paths import FURTHER_LAWS, ROOT, TOY_RULES

pytestmark = pytest.mark.slow

FILES = sorted([*TOY_RULES.glob("*/*.yaml"), *FURTHER_LAWS.glob("*/*.yaml"), *ROOT.glob("rules/*/*.yaml")])
WORDS = {"two-sources", "one-source", "seed", "unverified", "signed-off"}


def content(path: Path) -> Any:
    """What a file says."""
    return read_yaml(path, path.name)[0].content


def words_of_basis(part: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a file says how well something is known."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "basis":
                yield from ((*route, key, place) for place in range(2)) if isinstance(value, list) else [(*route, key)]
            else:
                yield from words_of_basis(value, (*route, key))
    elif isinstance(part, list):
        for place, value in enumerate(part):
            yield from words_of_basis(value, (*route, place))


def provenances(*path: str) -> dict[str, Provenance]:
    """The provenances of a file of the toy laws by the name of their first number."""
    found = provenances_of(content((TOY_RULES if path[0] == "toy-law" else FURTHER_LAWS).joinpath(*path)))
    return {
        f"{provenance.entry[-1:]}{provenance.numbers[0].name}": provenance for provenance in found if provenance.numbers
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_word_of_basis_is_claimed(path: Path) -> None:
    """No word of basis of a law is passed over: each can be signed, and each is held to its record."""
    said = content(path)
    claimed = {provenance.basis_route for provenance in provenances_of(said) if provenance.basis is not None}
    words = {route for route in words_of_basis(said) if at(said, route) in WORDS}
    assert words == claimed


def at(said: Any, route: tuple[Any, ...]) -> Any:
    """The content at a route."""
    for step in route:
        said = said[step]
    return said


def test_a_level_has_a_claim_an_end() -> None:
    """The minimum and the maximum of a level are known each as well as the file says of it."""
    found = provenances("toy-law", "criterion-people.yaml")
    assert ("one-source", "unverified") == (
        found["(0,)levels.SILVER.minimum"].basis,
        found["(0,)levels.SILVER.maximum"].basis,
    )
    assert "SILVER" == found["(0,)levels.SILVER.minimum"].type


def test_a_null_is_a_claim_of_nothing() -> None:
    """A level that is not known is on the list, without basis."""
    provenance = provenances("toy-law", "criterion-works.yaml")["(3,)levels.GOLD.minimum"]
    assert (None, None, True) == (provenance.basis, provenance.numbers[0].text, provenance.is_open)


def test_steps_rest_on_one_word() -> None:
    """All the numbers of a standard's steps are one provenance."""
    for provenance in provenances_of(content(FURTHER_LAWS / "stepped-law" / "criterion-size.yaml")):
        if provenance.numbers and provenance.numbers[0].name.startswith("steps."):
            assert {"steps.base", "steps.at", "steps.each", "steps.adds", "steps.cap"} <= {
                n.name for n in provenance.numbers
            }
            break
    else:
        pytest.fail("no steps")
