"""One truth in every form and engine: random laws and random towns, and what must hold of every law on file."""

import datetime
import itertools
import random
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from classifier.assessment.assessor import Assessor
from classifier.assessment.disagreement import EnginesDisagree
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment
from classifier.engines.columnar.law_columns import LawColumns
from classifier.engines.columnar.standards import TooLargeForColumns
from criteria.data_files import read_dataset
from criteria.data_files.rows import DatasetReader
from criteria.data_files.wide_tables import read_tables
from criteria.diagnostic import UnsoundRules
from criteria.indicator import Indicators
from criteria.rulebook import Rulebook
from criteria.vocabulary import Vocabulary
from dothi.batch.inputs import BatchInput
from dothi.batch.polars_judge import PolarsJudge
from dothi.batch.polars_pieces import judged_pieces
from dothi.batch.question import ALL, BatchQuestion
from dothi.reports.texts import LANGUAGES, texts_in
from tests.campaigns.outcome import Outcome
from tests.campaigns.random_towns import RandomTowns
from tests.support.five_forms import FORMS, write_forms
from tests.support.strategies import VOCABULARY, landmarks, rulebooks

DAY = datetime.date(2025, 6, 1)
TOWNS = 800
BACKGROUNDS = 3
ASKED_ALONE = 20
"""How many towns of a law are asked one by one too, by both evaluators."""

MOST_FAULTS = 50


@dataclass
class FormsOutcome(Outcome):
    """What a campaign of forms found.

    Attributes:
        by_columns: assessments of the columnar engine, one for each town, target and form.
        by_chaining, by_reference: assessments of each of the two evaluators.
        skipped: laws that no engine judges, because their rules lose points together or their numbers are too large.
    """

    by_columns: int = 0
    by_chaining: int = 0
    by_reference: int = 0
    skipped: int = 0

    @property
    def assessments(self) -> int:
        """All assessments: one for each town, target, engine and form."""
        return self.by_columns + self.by_chaining + self.by_reference

    def fault(self, sentence: str) -> None:
        """Note a difference."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(sentence)


Answers = Mapping[tuple[str, str], tuple[object, ...]]
"""The results of a batch without its names, by municipality and target."""


@dataclass(frozen=True)
class Judged:
    """What a batch answers.

    Attributes:
        refused: the municipalities that are rejected, each with the kinds of problems.
        unreadable: those of the long form that cannot be read, likewise.
    """

    answers: Answers
    columns: tuple[str, ...]
    refused: frozenset[tuple[str, str]]
    unreadable: frozenset[tuple[str, str]]

    def differs(self, other: "Judged") -> str | None:
        """Say where two batches differ; None if they do not."""
        if self.refused != other.refused:
            return f"rejected: {sorted(self.refused ^ other.refused)[:3]}"
        keys = [key for key in {*self.answers, *other.answers} if self.answers.get(key) != other.answers.get(key)]
        if not keys:
            return None
        key = min(keys)
        return f"{key}: {self.told(key)} against {other.told(key)} (and {len(keys) - 1} more)"

    def told(self, key: tuple[str, str]) -> dict[str, object]:
        """Return an answer by its columns."""
        return dict(zip(self.columns, self.answers.get(key, ()), strict=False))


@dataclass(frozen=True)
class Bench:
    """A law, and the words in which towns are told."""

    law: LawColumns
    vocabulary: Vocabulary
    indicators: Indicators
    day: datetime.date

    def judged(self, path: Path) -> Judged:
        """Judge a file for every type."""
        question = BatchQuestion(self.law, ALL, self.day)
        judge = PolarsJudge(question, counts=False)
        answers: dict[tuple[str, str], tuple[object, ...]] = {}
        refused: set[tuple[str, str]] = set()
        unreadable: set[tuple[str, str]] = set()
        columns: tuple[str, ...] = ()
        for piece in judged_pieces(judge, BatchInput(path, self.vocabulary, self.indicators)):
            columns = tuple(piece.results.columns)
            where = (columns.index("municipality"), columns.index("target"))
            answers |= {(row[where[0]], row[where[1]]): row for row in piece.results.iter_rows()}
            unreadable |= {(one.municipality, one.diagnostic.kind.value) for one in piece.unreadable}
            refused |= {(row[0], row[2]) for rows in piece.refused for row in rows.iter_rows()}
        return Judged(answers, columns, frozenset(refused | unreadable), frozenset(unreadable))


def forms_campaign(tries: int, seed: int, towns: int = TOWNS) -> FormsOutcome:
    """Judge random towns by so many random laws, in every form by every engine."""
    outcome = FormsOutcome("random laws and towns in every form")

    @seeded(seed)
    @settings(
        max_examples=tries,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(rulebooks(), st.integers(0, 2**32))
    def try_law(rulebook: Rulebook, chance: int) -> None:
        outcome.tries += 1
        _try_law(rulebook, random.Random(chance), towns, outcome)

    try_law()
    return outcome


def _try_law(rulebook: Rulebook, chosen: random.Random, count: int, outcome: FormsOutcome) -> None:
    numbers = [known for known in rulebook.indicators.values() if not known.is_graded]
    typed = [known.id for known in numbers if chosen.random() < 0.3 and known.domain.upper < 2**50]
    turns = {name: landmarks(rulebook, name) for name in rulebook.indicators}
    ends = [name for name in rulebook.indicators if name not in typed and chosen.random() < 0.2]
    kinds = sorted(VOCABULARY.kinds)
    towns = RandomTowns(chosen, VOCABULARY, rulebook.indicators, turns, kinds, typed, damage=1, ends=ends)
    rows = towns.rows(count, BACKGROUNDS)
    bench = Bench(LawColumns(rulebook), VOCABULARY, rulebook.indicators, DAY)
    with tempfile.TemporaryDirectory(prefix="campaign-") as name:
        paths = write_forms(rows, Path(name), typed, again=chosen.randint(0, 5), ends=ends)
        try:
            found = _in_every_form(bench, paths, outcome)
        except (TooLargeForColumns, UnsoundRules):
            outcome.skipped += 1
            return
        sound = [row for row in rows if row["id"] not in {unit for unit, _ in found.refused}]
        sound = sound[:3] + chosen.sample(sound[3:], min(len(sound[3:]), 25))
        kept = {row["id"] for row in sound}
        sound = [row | {"part_of": row["part_of"] if row["part_of"] in kept else ""} for row in sound]
        folder = Path(name) / "sound"
        folder.mkdir()
        _one_by_one(bench, write_forms(sound, folder, typed, ends=ends), chosen, outcome)


def _in_every_form(bench: Bench, paths: Mapping[str, Path], outcome: FormsOutcome) -> Judged:
    """Compare the batches and the complaints of every form."""
    first: Judged | None = None
    for form in FORMS:
        found = bench.judged(paths[form])
        outcome.by_columns += len(found.answers)
        first = first or found
        if difference := first.differs(found):
            outcome.fault(f"{bench.law.rulebook.law.id}, {form}: {difference}")
        if form.startswith("wide") and (complained := complaints(paths[form], bench)) != first.unreadable:
            outcome.fault(f"{form}: check complains otherwise: {sorted(complained ^ first.unreadable)[:4]}")
    assert first is not None
    return first


class _Complaining(DatasetReader):
    """Reads tables and tells what is wrong with them."""

    def complaints(self) -> frozenset[tuple[str, str]]:
        """Return the municipalities that cannot be read, each with the kinds of problems; all are sentences."""
        self._read()
        for texts, one in itertools.product(map(texts_in, LANGUAGES), self._diagnostics):
            texts.diagnostic(one)
        return frozenset((one.municipality, one.diagnostic.kind.value) for one in self._refused)


def complaints(path: Path, bench: Bench) -> frozenset[tuple[str, str]]:
    """Return of what a command that needs every row of a wide table complains, by municipality."""
    tables = read_tables(path, bench.vocabulary, bench.indicators, bench.day)
    return _Complaining(tables, bench.vocabulary, bench.indicators).complaints()


def _one_by_one(bench: Bench, paths: Mapping[str, Path], chosen: random.Random, outcome: FormsOutcome) -> None:
    """Compare single assessments, which both evaluators make, with those of the columns."""
    try:
        found = bench.judged(paths["wide-parquet"])
    except (TooLargeForColumns, UnsoundRules):
        return
    datasets = {
        form: read_dataset(path, bench.vocabulary, bench.indicators, day=bench.day) for form, path in paths.items()
    }
    outcome.by_columns += len(found.answers)
    keys = sorted(found.answers)
    with Assessor(bench.law.rulebook) as assessor:
        for key, form in zip(chosen.sample(keys, min(ASKED_ALONE, len(keys))), itertools.cycle(FORMS)):
            subject = datasets[form].subject(key[0], bench.day)
            try:
                assessment = assessor.answer(subject, Question(key[1], bench.day))
            except EnginesDisagree as error:
                outcome.fault(f"{form}, {key}: {error}")
                continue
            except UnsoundRules:
                continue
            outcome.by_chaining += 1
            outcome.by_reference += 1
            if not isinstance(assessment, Assessment):
                outcome.fault(f"{form}, {key}: check refuses: {assessment.reason}")
                continue
            told = found.told(key)
            names = ("verdict", "table_verdict", "provisional", "points_lower", "points_upper")
            alone = (
                assessment.verdict.value,
                assessment.table_verdict.value,
                assessment.is_provisional,
                assessment.lower,
                assessment.upper,
            )
            columns = tuple(told[name] for name in names)
            if alone != columns:
                outcome.fault(f"{form}, {key}: {alone} by check, {columns} by batch")
