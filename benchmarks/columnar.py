"""The columnar engine beside what a user would take instead, on the same towns, in one run."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import narwhals as nw
import numpy as np
import polars as pl

from benchmarks.example import DAY
from benchmarks.peers import PEERS
from benchmarks.peers.task import Answers, PeerTask, columns_of, version_of
from benchmarks.towns import EXACT, Towns, draw
from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.engines.columnar.law_columns import LawColumns
from classifier.plan.judgement import Verdict
from classifier.plan.plan import Plan
from criteria.data_files.columns import ValueColumns
from criteria.municipality import Measured, Measurement, Municipality, Subject
from criteria.quantity import Quantity
from criteria.rulebook import Rulebook
from criteria.stated import only
from dothi.batch.polars_judge import PolarsJudge
from dothi.batch.question import BatchQuestion

TYPE = "III"
SEED = 20211111
ROUNDS = 5
CHECKED_TOWNS = 200
"""How many towns `check` judges; each takes a millisecond or more."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How quickly something judges.

    Attributes:
        seconds: the least wall-clock time of several rounds.
        processor: the least processor time of several rounds, summed over all processors, in seconds.
        differing: how many towns got other points than from the columnar engine; None for that engine itself.
    """

    name: str
    towns: int
    standards: int
    seconds: float
    processor: float
    differing: int | None = None

    @property
    def checks(self) -> float:
        """Standards judged per second."""
        return self.towns * self.standards / self.seconds


class PeerComparison:
    """The towns of one type under one law, and everything that judges them."""

    def __init__(self, rulebook: Rulebook, towns: int) -> None:
        self.rulebook = rulebook
        self._law = LawColumns(rulebook)
        self._judge = PolarsJudge(BatchQuestion(self._law, TYPE, DAY), counts=False)
        self.towns: Towns = draw(rulebook, towns, SEED, EXACT, is_mixed=False)
        self.plan = self._plan()
        self.results = self._judged(self.towns.frame)

    def _judged(self, frame: pl.DataFrame) -> pl.DataFrame:
        return self._judge.judge(frame, self.towns.values)[0]

    def _plan(self) -> Plan:
        law = self._law
        one = self.towns.frame.head(1)
        described = law.described(nw.from_native(one.lazy())).to_native().collect()
        return law.plan(TYPE, law.situation(described.select(law.situation_columns).row(0)))

    def rates(self) -> Iterator[Rate]:
        """Yield the rate of the columnar engine, then of `check`, then of each installed peer."""
        frame, standards = self.towns.frame, len(self.plan.standards)
        spent = _least(lambda: self._judged(frame))
        yield Rate("dothi batch (both bounds, readings, provisional)", frame.height, standards, *spent)
        yield Rate("reading the input columns once", frame.height, standards, *self._reading())
        yield self._check()
        task = PeerTask(self.plan, {standard.id: f"v{n}" for n, standard in enumerate(self.plan.standards)})
        places = {standard.id: self.towns.values[standard.indicator].lower for standard in self.plan.standards}
        for package, kind in PEERS:
            if version_of(package) is None:
                continue
            peer = kind()
            some = frame.head(peer.towns)
            judge = peer.prepared(task, columns_of(some, task, places))
            differing = self._differing(judge())
            yield Rate(peer.name, some.height, standards, *_least(judge), differing)

    def _reading(self) -> tuple[float, float]:
        """Time a single pass over every value column, which is the lower limit for any engine."""
        names = sorted({where.lower for where in self.towns.values.values()})
        columns = self.towns.frame.lazy().select(pl.col(names).sum())
        return _least(columns.collect)

    def _differing(self, answers: Answers) -> int:
        """Count the towns whose points differ from ours; where the points agree, the verdicts must agree too.

        Raises:
            AssertionError: a verdict differs, or points differ by more than one rounding step per standard.
        """
        count = len(answers.points)
        ours = self.results.head(count)
        points = ours.get_column("points_lower").to_numpy()
        is_met = (ours.get_column("verdict") == Verdict.MET.value).to_numpy()
        off = np.abs(points - answers.points)
        assert off.max(initial=0) <= self.plan.rounding_step * len(self.plan.standards)
        same = off == 0
        assert (is_met[same] == answers.is_met[same]).all()
        return int((~same).sum())

    def _check(self) -> Rate:
        """Time `check`, which explains each town by durable_rules and compares it with the reference."""
        rows = self.towns.frame.head(CHECKED_TOWNS).to_dicts()
        with Assessor(self.rulebook) as assessor:
            towns = [Subject(_municipality(row), _measured(row, self.towns.values)) for row in rows]
            assessor.assess(towns[0], Question(TYPE, DAY))

            def judge() -> list[int]:
                return [assessor.assess(town, Question(TYPE, DAY)).lower for town in towns]

            lower = judge()
            spent = _least(judge, rounds=1)
        ours = self.results.head(CHECKED_TOWNS).get_column("points_lower").to_list()
        assert lower == ours
        return Rate("dothi check (explained, two evaluators)", CHECKED_TOWNS, len(self.plan.standards), *spent, 0)


def _municipality(row: dict[str, object]) -> Municipality:
    return Municipality(
        id=str(row["municipality"]),
        name=str(row["name"]),
        kind=str(row["kind"]),
        current_type=str(row["current_type"]),
        region=str(row["region"]),
        attributes=only(),
        inner_area=True,
        outer_area=True,
    )


def _measured(row: dict[str, object], values: Mapping[str, ValueColumns]) -> Measured:
    found = {}
    for name, where in values.items():
        value = row[where.lower]
        assert isinstance(value, int)
        found[name] = Measurement(str(row["municipality"]), name, Quantity(value, value), DAY)
    return found


def _least(action: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the least wall-clock and the least processor seconds of several rounds."""
    clock, processor = [], []
    for _ in range(rounds):
        start = time.perf_counter(), time.process_time()
        action()
        clock.append(time.perf_counter() - start[0])
        processor.append(time.process_time() - start[1])
    return min(clock), min(processor)
