"""Renew docs/licences.md, the licences of all that the project runs and is developed with: ``make licences``."""

import importlib.metadata
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "licences.md"
REQUIREMENTS = ROOT / "requirements"
PARTS = (
    ("Running", "What `requirements/runtime.txt` pins; installed with `dothi`.", ("runtime",)),
    ("Spark", "What `requirements/spark.txt` adds for `dothi batch --engine spark`.", ("spark",)),
    ("Planning", "What `requirements/planner.txt` adds for `dothi plan` with projects.", ("planner",)),
    (
        "Building and development",
        "What tests, checks, builds and pins the project; never shipped.",
        ("development", "build"),
    ),
)
"""The parts of the page: a heading, a sentence, and the locks that it lists, without what stands in a part before."""

HEAD = """\
# Licences of the dependencies

`dothi` is licensed under Apache-2.0. Its wheel holds no code of others; these packages are installed beside it, each
under the licence that its own metadata state. `make licences` renews this page from the pins and what is installed.
What `make bench` compares with and what `make audit` runs is not listed: neither is installed by `make setup`.
"""
WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "MIT license": "MIT",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What packages write that do not name their licence by its SPDX identifier."""

LONGEST = 60
"""Characters of a stated licence; what is longer is the text of the licence, not its name."""


class UnknownLicence(LookupError):
    """The licence of a pinned package cannot be told: it is not installed, and the page does not have this version."""


@dataclass(frozen=True)
class Pin:
    """One pinned package.

    Attributes:
        needed_by: the packages that need it; empty if the project itself does.
    """

    name: str
    version: str
    needed_by: tuple[str, ...]


def spelt(name: str) -> str:
    """Return the name of a distribution in its one spelling.

    >>> spelt("typing_extensions")
    'typing-extensions'
    """
    return re.sub("[-_.]+", "-", name).lower()


def pins_of(lock: str) -> list[Pin]:
    """Return the pins of a file of requirements, by its name without ``.txt``."""
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    found = []
    for entry in re.split(r"^(?=[A-Za-z])", text, flags=re.MULTILINE)[1:]:
        name, version = re.findall(r"^([A-Za-z0-9._-]+)(?:\[\w+\])?==([^ ;]+)", entry)[0]
        needs = [one for one in entry.partition("# via ")[2].strip().split(", ") if not one.startswith("-c ")]
        is_ours = any(one.startswith("dothi ") for one in needs)
        found.append(Pin(spelt(name), version, () if is_ours else tuple(sorted(needs))))
    return found


def purposes() -> dict[str, str]:
    """Return what each dependency of the project is for, as the first clause of its comment in pyproject.toml says."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    above = re.findall(r"^ *# (.*)\n *(?:[a-z]+ = \[)?\"([A-Za-z0-9._-]+)", text, flags=re.MULTILINE)
    beside = re.findall(r"^ *\"([A-Za-z0-9._-]+)[^\"]*\",  # (.*)$", text, flags=re.MULTILINE)
    comments = [(name, comment) for comment, name in above] + beside
    clauses = {spelt(name): re.split(r";|\. ", comment)[0].rstrip(".") for name, comment in comments}
    return {name: clause[0].upper() + clause[1:] for name, clause in clauses.items()}


def licence_of(pin: Pin) -> str | None:
    """Return the licence that an installed package states; None if this version is not installed."""
    try:
        metadata = importlib.metadata.metadata(pin.name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if metadata["Version"] != pin.version:
        return None
    classifiers = [one.rpartition(" :: ")[2] for one in metadata.get_all("Classifier", []) if "License ::" in one]
    stated = [metadata.get("License-Expression"), metadata.get("License"), *classifiers]
    named = next(one for one in stated if one and len(one) <= LONGEST)
    return WORDS.get(named, named)


def licences_on(page: str) -> dict[tuple[str, str], str]:
    """Return the licences on a page by name and version."""
    rows = re.findall(r"^\| (\S+) \| (\S*\d\S*) \| ([^|]+) \|", page, flags=re.MULTILINE)
    return {(name, version): licence for name, version, licence in rows}


def written(kept: Mapping[tuple[str, str], str]) -> str:
    """Return the page; what is not installed here keeps the licence that was found where it was.

    Raises:
        UnknownLicence: a package is neither installed in its version nor among those that are kept.
    """
    meant = purposes()
    seen: set[tuple[str, str]] = set()
    text = HEAD
    for heading, sentence, locks in PARTS:
        text += f"\n## {heading}\n\n{sentence}\n\n| package | version | licence | what for |\n|---|---|---|---|\n"
        pins: dict[tuple[str, str], list[Pin]] = {}
        for pin in (pin for lock in locks for pin in pins_of(lock)):
            pins.setdefault((pin.name, pin.version), []).append(pin)
        for place, (pin, *others) in sorted(pins.items()):
            if place in seen:
                continue
            seen.add(place)
            licence = licence_of(pin) or kept.get(place) or _of_another_version(pin)
            needed_by = {need for one in (pin, *others) for need in one.needed_by}
            what_for = meant[pin.name] if _is_ours(pin, *others) else f"Needed by {', '.join(sorted(needed_by))}"
            text += f"| {pin.name} | {pin.version} | {licence} | {what_for} |\n"
    return text


def _is_ours(*pins: Pin) -> bool:
    """True if the project itself needs a package, in one lock at least."""
    return not all(pin.needed_by for pin in pins)


def _of_another_version(pin: Pin) -> str:
    """Return the licence of the version that this Python has of a package that is pinned in two."""
    for lock in ("development", "spark"):
        for other in pins_of(lock):
            if other.name == pin.name and (found := licence_of(other)):
                return found
    raise UnknownLicence(f"{pin.name} {pin.version} is not installed: run `make spark`, then `make licences`.")


def main() -> None:
    """Write the page."""
    kept = licences_on(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    try:
        PAGE.write_text(written(kept), encoding="utf-8")
    except UnknownLicence as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
