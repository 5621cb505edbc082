"""Municipalities as files hold them, drawn at random from numbers at which a law turns."""

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from criteria.indicator import Indicator, Indicators
from criteria.municipality import NEVER_CLASSIFIED, TYPES
from criteria.vocabulary import Vocabulary

Row = dict[str, str]
BLANKS = ("", "", "", " ", "\u00a0")
UNREADABLE = ("abc", "1e3", "70..60", ">", "99999999999999")


@dataclass
class RandomTowns:
    """Draws the rows of towns.

    Attributes:
        chosen: the source of chance.
        indicators: those that are measured.
        landmarks: the values of an indicator at which scores turn.
        kinds: the kinds that towns have.
        typed: the indicators of which a number is written in every cell.
        damage: how many cells of a thousand cannot be read.
        ends: the indicators of which nothing but two ends, one or none is stated.
    """

    chosen: random.Random
    vocabulary: Vocabulary
    indicators: Indicators
    landmarks: Mapping[str, Sequence[int]]
    kinds: Sequence[str]
    typed: Collection[str] = ()
    damage: int = 0
    ends: Collection[str] = ()
    _backgrounds: list[Row] = field(default_factory=list)

    def rows(self, count: int, backgrounds: int) -> list[Row]:
        """Draw towns of which many share what is known of them besides their values."""
        self._backgrounds = [self._background() for _ in range(backgrounds)]
        rows = []
        for number in range(count):
            row = {"id": f"t{number}", "name": f"T{number}", **self.chosen.choice(self._backgrounds)}
            row["part_of"] = self._whole(number)
            rows.append(row | {name: self.cell(name) for name in self.indicators})
        return rows

    def _whole(self, number: int) -> str:
        """The first towns contain others, so that what is known of wholes does not multiply the situations."""
        return f"t{self.chosen.randrange(min(number, 2))}" if number and self.chosen.random() < 0.3 else ""

    def _background(self) -> Row:
        words = self.vocabulary
        tags = self.chosen.sample(sorted(words.attributes), min(2, len(words.attributes)))
        denied = [f"-{tag}" for tag in self.chosen.sample(tags, self.chosen.randint(0, 1))]
        stated = [tag for tag in tags if f"-{tag}" not in denied][: self.chosen.randint(0, 2)]
        ending = ["none"] if self.chosen.random() < 0.5 else []
        return {
            "kind": self.chosen.choice(self.kinds),
            "current_type": self._word([*TYPES, NEVER_CLASSIFIED], 0.8),
            "region": self._word(words.regions, 0.6),
            "attributes": self.chosen.choice([";", " ; "]).join([*stated, *denied, *ending]),
            "formation": self._word(words.formations, 0.5),
            "budget_level": self._word(["yes", "no"], 0.6),
            "has_commune_units": self._word(["yes", "no"], 0.6),
            "inner_area": self._word(["yes", "no"], 0.7),
            "outer_area": self._word(["yes", "no"], 0.7),
        }

    def _word(self, words: Collection[str], likely: float) -> str:
        return self.chosen.choice(sorted(words)) if self.chosen.random() < likely else ""

    def value(self, indicator: Indicator) -> int:
        """Draw a value, often one at which a score turns, or beside it."""
        domain, near = indicator.domain, self.landmarks.get(indicator.id, ())
        if near and self.chosen.random() < 0.6:
            value = self.chosen.choice(near) + self.chosen.choice((-1, 0, 0, 1))
            return min(max(value, domain.lower), domain.upper)
        return self.chosen.randint(domain.lower, domain.upper)

    def cell(self, name: str) -> str:
        """Draw what is stated of an indicator."""
        indicator = self.indicators[name]
        first = indicator.text(self.value(indicator))
        if name in self.typed:
            return first
        if self.chosen.randrange(1000) < self.damage:
            return self.chosen.choice(UNREADABLE)
        if name in self.ends:
            return self.chosen.choice(self._forms_of_ends)(indicator, first)
        return self.chosen.choice(self._forms)(indicator, first)

    @property
    def _forms_of_ends(self) -> Sequence[Callable[[Indicator, str], str]]:
        def in_any_order(indicator: Indicator, first: str) -> str:
            """Now and then the ends run downwards."""
            ends = [indicator.text(self.value(indicator)), first]
            return "..".join(ends)

        return (
            self._between,
            self._between,
            in_any_order if self.chosen.randrange(100) == 0 else self._between,
            *[lambda _, first: first] * 3,
            lambda _, first: f">= {first}",
            lambda _, first: f"<={first}",
            lambda _, __: self.chosen.choice(("", "unknown")),
        )

    def _between(self, indicator: Indicator, _: str) -> str:
        ends = sorted((self.value(indicator), self.value(indicator)))
        return f"{indicator.text(ends[0])}..{indicator.text(ends[1])}"

    @property
    def _forms(self) -> Sequence[Callable[[Indicator, str], str]]:
        """The forms in which something is stated, or nothing, some more often than others."""
        chosen = self.chosen

        def strictly(indicator: Indicator, first: str) -> str:
            is_end = first in {indicator.text(end) for end in (indicator.domain.lower, indicator.domain.upper)}
            return first if is_end else f"{chosen.choice(('>', '<'))} {first}"

        def with_more_decimals(indicator: Indicator, first: str) -> str:
            if indicator.is_graded or not indicator.decimals or first == indicator.text(indicator.domain.upper):
                return first
            return f"{first if '.' in first else first + '.0'}{'0' * indicator.decimals}4"

        return (
            *[lambda _, first: first] * 7,
            *[lambda _, __: chosen.choice(BLANKS)] * 3,
            *[self._between, lambda _, first: f"{chosen.choice(('>=', '<=', '>= '))}{first}"] * 2,
            strictly,
            lambda _, __: "unknown",
            lambda _, __: "n/a",
            lambda _, __: f"{chosen.choice(('fails', 'passes'))} {chosen.choice(TYPES)}",
            with_more_decimals,
            lambda _, first: f"\u00a0{first} ",
        )
