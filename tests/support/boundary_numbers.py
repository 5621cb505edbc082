"""The worth of a value by the numbers in a law's YAML files, calculated with fractions and without the program.

It knows the few ways in which the files state levels, and rounding half up. The only rules it reads are those that
replace levels, so it is valid for municipalities to which no other rule applies.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

Expected = tuple[Fraction, Fraction, str]
"""The fewest and the most points, and the status."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of a law as its files state them. Those it takes over are in the folder of the amended law."""

    rules: Path
    law: str

    @cached_property
    def head(self) -> dict[str, Any]:
        """The content of ``law.yaml``."""
        return self._read(self.rules / self.law / "law.yaml")

    @cached_property
    def indicators(self) -> dict[str, dict[str, Any]]:
        """The indicator catalogue, by id."""
        return {entry["id"]: entry for entry in self._read(self.rules / "indicators.yaml")["indicators"]}

    @cached_property
    def files(self) -> list[dict[str, Any]]:
        """The criterion, counting and rule files, those of the amended law first."""
        folders = [self.rules / known for known in (self.head.get("amends"), self.law) if known]
        return [self._read(path) for folder in folders for path in sorted(folder.glob("*.yaml"))]

    @cached_property
    def standards(self) -> dict[str, dict[str, Any]]:
        """Each standard with the file it stands in, by id; one of the law itself stands before an amended one."""
        return {
            entry["id"]: {**entry, "file": file}
            for file in self.files
            if file["kind"] in {"criterion", "counting"}
            for entry in file.get("standards", [])
        }

    @cached_property
    def standing(self) -> set[str]:
        """The retained standards: only their minimum levels apply, and they carry no points."""
        return {known for file in self.files if "standing" in file for known in file["standing"]["standards"]}

    @staticmethod
    def _read(path: Path) -> Any:
        return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)

    def expected(self, standard: str, target: str, value: str, rule: str | None, is_lowered: bool) -> Expected:
        """Return the points and the status of a value of a standard for a type.

        Args:
            rule: The id of the rule that replaces the levels, if any.
            is_lowered: True if a rule lowers the minimum by an unknown percentage.
        """
        entry = self.standards[standard]
        indicator = self.indicators[entry["indicator"]]
        measured = self._value(indicator, value)
        if "steps" in entry:
            return self._in_steps(entry["steps"], indicator, measured)
        if "brackets" in entry:
            return self._in_brackets(entry["brackets"], indicator, measured)
        least, most = self._points(entry)
        ends = self._levels(entry, target, rule)
        minimum, maximum = (None if end is None else self._value(indicator, end) for end in ends)
        if maximum is not None and measured >= maximum:
            return most, most, "maximum"
        if minimum is None:
            return Fraction(0), most, "undetermined"
        if measured < minimum:
            if is_lowered:
                return Fraction(0), least, "undetermined"
            return Fraction(0), Fraction(0), "below"
        if maximum is None:
            return least, most, "undetermined"
        if measured == minimum:
            return least, least, "minimum"
        points = least
        if "grades" not in indicator:
            points = self._rounded(least + (most - least) * (measured - minimum) / (maximum - minimum))
        return points, points, "between"

    def _levels(self, entry: dict[str, Any], target: str, rule: str | None) -> tuple[str | None, str | None]:
        if rule is not None:
            # The law's own rules come last and replace rules of the amended law with the same id.
            then = [known["then"] for file in self.files for known in file.get("rules", []) if known["id"] == rule][-1]
            levels = next(action["levels"] for action in then if action.get("standard") == entry["id"])
            return self._ends(levels[target])
        if "level" in entry:
            return self._known(entry["level"]), self._known(entry["level"])
        minimum, maximum = self._ends(entry["levels"][target])
        return minimum, None if entry["id"] in self.standing else maximum

    def _ends(self, level: dict[str, str]) -> tuple[str | None, str | None]:
        return self._known(level["minimum"]), self._known(level["maximum"])

    @staticmethod
    def _known(text: str) -> str | None:
        return None if text == "null" else text

    def _points(self, entry: dict[str, Any]) -> tuple[Fraction, Fraction]:
        if entry["id"] in self.standing:
            return Fraction(0), Fraction(0)
        if entry["file"]["kind"] == "counting":
            return Fraction(1), Fraction(1)
        return Fraction(entry["points"]["minimum"]), Fraction(entry["points"]["maximum"])

    @staticmethod
    def _value(indicator: dict[str, Any], text: str) -> Fraction:
        """Return a number, or the position of a grade. Numbers are negated if lower is better."""
        if "grades" in indicator:
            return Fraction([grade["id"] for grade in indicator["grades"]].index(text))
        return Fraction(text) * (-1 if indicator["better"] == "lower" else 1)

    def _rounded(self, points: Fraction) -> Fraction:
        step = Fraction(self.head["points"]["round_to"]["value"])
        return (points / step + Fraction(1, 2)).__floor__() * step

    def _in_steps(self, steps: dict[str, str], indicator: dict[str, Any], value: Fraction) -> Expected:
        base, cap, adds, each = (Fraction(steps[key]) for key in ("base", "cap", "adds", "each"))
        at = self._value(indicator, steps["at"])
        start = self._value(indicator, steps["from"]) if "from" in steps else None
        if start is not None and value < start:
            return Fraction(0), Fraction(0), "below"
        if value <= at:
            return base, base, "minimum"
        counted = (value - at) / each
        if self.head["points"]["steps"]["counted"] == "whole":
            counted = Fraction(counted.__floor__())
        if (value - at) / each * adds + base >= cap:
            return cap, cap, "maximum"
        points = self._rounded(base + counted * adds)
        return points, points, "between"

    def _in_brackets(self, brackets: dict[str, str], indicator: dict[str, Any], value: Fraction) -> Expected:
        if value < self._value(indicator, brackets["from"]):
            return Fraction(0), Fraction(0), "below"
        if value > self._value(indicator, brackets["above"]):
            points, status = Fraction(brackets["points_above"]), "maximum"
        else:
            points = Fraction(brackets["points"])
            status = "minimum" if value == self._value(indicator, brackets["from"]) else "between"
        return points, points, status
