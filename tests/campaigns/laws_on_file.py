"""What must hold of every law on file, whatever the towns.

Nothing depends on order, division or form, and neither more knowledge nor a better town is ever judged worse.
"""

import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest import mock

import polars as pl

from classifier.engines.columnar.law_columns import columns_on_day
from criteria.data_files import wide_files
from criteria.indicator import Indicator
from criteria.law import Law
from criteria.measured_words import thresholds
from criteria.number_text import is_number
from criteria.quantity import QuantityRefused
from criteria.rule_files.library import Library
from tests.campaigns.forms import Bench, FormsOutcome, Judged
from tests.campaigns.random_towns import RandomTowns, Row
from tests.support.five_forms import FORMS, write_forms
from tests.support.paths import REAL_RULES
from tests.support.strategies import landmarks

TOWNS, BACKGROUNDS = 60, 2
RANK = {"not_met": 0, "undetermined": 1, "met": 2, None: None}


def law_campaign(law: str, tries: int, seed: int) -> FormsOutcome:
    """Try a law on file with so many sets of towns."""
    library = Library(REAL_RULES)
    outcome = FormsOutcome(law)
    for number in range(tries):
        outcome.tries += 1
        _Trial(library, library.register.law(law), random.Random(f"{seed} {number} {law}"), outcome).run()
    return outcome


class _Trial:
    """A law on file, and towns drawn for it."""

    def __init__(self, library: Library, law: Law, chosen: random.Random, outcome: FormsOutcome) -> None:
        rulebook = library.rulebook(law)
        day = law.in_force_from.replace(year=law.in_force_from.year + 1)
        asked = dict.fromkeys(standard.indicator for standard in rulebook.standards)
        self.indicators = {name: library.indicators[name] for name in asked if name in library.indicators}
        named = [rulebook.kinds_of(known.id) for known in law.assessed_types]
        kinds = sorted(kind for kind in library.vocabulary.kinds if any(not one or kind in one for one in named))
        kinds = [kind for kind in kinds if kind not in rulebook.unfit_kinds]
        turns = {name: landmarks(rulebook, name) for name in self.indicators}
        self.bench = Bench(
            columns_on_day(rulebook, library.rulebook_in_force, day), library.words_of_data, library.indicators, day
        )
        self.chosen, self.outcome, self.name = chosen, outcome, law.id
        self.towns = RandomTowns(chosen, library.vocabulary, self.indicators, turns, kinds)
        self.rows = self.towns.rows(TOWNS, BACKGROUNDS)
        judged_first = {name for name, known in self.indicators.items() if known.judged_by or known.has_attributes}
        self.fixed = judged_first | thresholds(rulebook.rules).keys()

    def run(self) -> None:
        """Try every law of change."""
        with tempfile.TemporaryDirectory(prefix="campaign-") as place:
            folder = Path(place)
            found = self._judged(_written(self.rows, folder / "towns.parquet"))
            for what, path in self._same(folder):
                if difference := found.differs(self._judged(path)):
                    self.outcome.fault(f"{self.name}, {what}: {difference}")
            with mock.patch.object(wide_files, "ROWS_IN_A_BATCH", 7):
                if difference := found.differs(self._judged(folder / "towns.parquet")):
                    self.outcome.fault(f"{self.name}, in pieces: {difference}")
            better = [row | self._changed(row, self._better) for row in self.rows]
            self._compare("better", found, self._judged(_written(better, folder / "better.parquet")), better)
            narrower = [self._told(row) | self._changed(row, self._narrower) for row in self.rows]
            self._compare("narrower", found, self._judged(_written(narrower, folder / "narrower.parquet")), narrower)

    def _judged(self, path: Path) -> Judged:
        found = self.bench.judged(path)
        self.outcome.by_columns += len(found.answers)
        return found

    def _same(self, folder: Path) -> Iterator[tuple[str, Path]]:
        """Yield the same towns written otherwise."""
        rows = self.chosen.sample(self.rows, len(self.rows))
        yield "in another order", _written(rows, folder / "order.parquet")
        columns = self.chosen.sample(list(self.rows[0]), len(self.rows[0]))
        yield "columns shuffled", _written(self.rows, folder / "columns.csv", columns)
        (folder / "split").mkdir()
        at = self.chosen.randint(1, len(self.rows) - 1)
        _written(self.rows[:at], folder / "split/1.parquet")
        _written(self.rows[at:], folder / "split/2.parquet")
        yield "split", folder / "split"
        (folder / "forms").mkdir()
        paths = write_forms(self.rows, folder / "forms", day=str(self.bench.day))
        yield from ((form, paths[form]) for form in FORMS)

    def _changed(self, row: Row, change: Callable[[Indicator, str], str | None]) -> Row:
        """Return one to three cells that another town, or more knowledge, would have."""
        names = [name for name in self.indicators if name not in self.fixed]
        found: Row = {}
        for name in self.chosen.sample(names, min(len(names), 3)):
            if (cell := change(self.indicators[name], row[name].strip())) is not None:
                found[name] = cell
        return found

    def _better(self, indicator: Indicator, cell: str) -> str | None:
        if not (is_number(cell) or (indicator.is_graded and cell in {grade.id for grade in indicator.grades})):
            return None
        try:
            quantity = indicator.measured(cell)
        except QuantityRefused:
            return None
        if quantity.lower is None or quantity.lower != quantity.upper:
            return None
        ends = (quantity.lower, indicator.domain.upper)
        if not indicator.higher_is_better:
            ends = (indicator.domain.lower, quantity.lower)
        return indicator.text(self.chosen.randint(*ends))

    def _narrower(self, indicator: Indicator, cell: str) -> str | None:
        try:
            quantity = indicator.measured(cell)
        except QuantityRefused:
            return None
        if quantity.claim or not quantity.applies or quantity.written is not None:
            return None
        within = quantity.within(indicator.domain)
        return indicator.text(self.chosen.randint(within.lower, within.upper))

    def _told(self, row: Row) -> Row:
        """Return a town of which more is stated than of another: that none but its attributes apply, and its areas."""
        told = dict(row)
        if self.chosen.random() < 0.5 and "none" not in row["attributes"].split(";"):
            told["attributes"] = ";".join([part for part in [row["attributes"]] if part.strip()] + ["none"])
        for column in ("inner_area", "outer_area", "budget_level", "has_commune_units"):
            if not row[column] and self.chosen.random() < 0.3:
                told[column] = self.chosen.choice(("yes", "no"))
        return told

    def _compare(self, what: str, first: Judged, second: Judged, rows: list[Row]) -> None:
        """Compare what was known of towns with what is."""
        for key, row in first.answers.items():
            if key not in second.answers or len(row) != len(second.answers[key]):
                self.outcome.fault(f"{self.name}, {what}: {key} is no longer judged")
                continue
            old, new = first.told(key), second.told(key)
            before, after = RANK[old["verdict"]], RANK[new["verdict"]]  # type: ignore[index]
            if before is None or after is None:
                continue
            is_wrong = after < before if what == "better" else before not in {1, after}
            lowers, uppers = [(old[name], new[name]) for name in ("points_lower", "points_upper")]
            if what == "better":
                is_wrong |= any(one is not None and other < one for one, other in (lowers, uppers))  # type: ignore[operator]
            elif lowers[0] is not None:
                is_wrong |= lowers[1] < lowers[0] or uppers[1] > uppers[0]  # type: ignore[operator]
            if is_wrong:
                by_id = {known["id"]: known for known in self.rows}
                changes = {n: (by_id[key[0]][n], c) for n, c in _by_id(rows)[key[0]].items() if by_id[key[0]][n] != c}
                parts = [known["id"] for known in self.rows if known["part_of"] == key[0]]
                self.outcome.fault(
                    f"{self.name}, {what}: {key}, {changes}, parts {parts}: "
                    f"{[old[name] for name in _SHOWN]} became {[new[name] for name in _SHOWN]}"
                )


_SHOWN = ("verdict", "points_lower", "points_upper", "pass_mark", "reason")


def _by_id(rows: list[Row]) -> Mapping[str, Row]:
    return {row["id"]: row for row in rows}


def _written(rows: list[Row], path: Path, columns: list[str] | None = None) -> Path:
    frame = pl.DataFrame({name: [row[name] or None for row in rows] for name in columns or rows[0]}, schema=None)
    frame = frame.with_columns(pl.all().cast(pl.String))
    frame.write_csv(path) if path.suffix == ".csv" else frame.write_parquet(path)
    return path
