"""What accompanies the tables of an assessment: sources of the data, marks, who acts, and the member units."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from classifier.assessment.member_units import MemberUnitsResult
from classifier.assessment.result import Actor, Assessment, StandardAssessment
from criteria.municipality import Measurement
from criteria.rule import Exempt, Rule
from criteria.rule_files.provenance import SIGNED_OFF
from dothi.reports.texts import Texts
from dothi.reports.words.rules import signature_text
from dothi.reports.words.standard_cells import exempt_mark
from dothi.reports.words.sureness import basis_mark


class Sources:
    """Numbers the sources of the data, so that each value can point to its own.

    Attributes:
        lines: a line for each source, with its number.
    """

    def __init__(self, standards: Iterable[StandardAssessment], texts: Texts) -> None:
        self._numbers: dict[tuple[str, dt.date, str], int] = {}
        for standard in standards:
            if standard.measurement is not None and not standard.is_assumed:
                self._numbers.setdefault(self._key(standard.measurement), len(self._numbers) + 1)
        self.lines = [
            f"[{number}] " + " · ".join(part for part in (source, texts.day(day), note) if part)
            for (source, day, note), number in self._numbers.items()
        ]

    def mark(self, assessed: StandardAssessment) -> str:
        """Return the number of the source of a measured value."""
        if assessed.measurement is None or assessed.is_assumed:
            return ""
        return f" [{self._numbers[self._key(assessed.measurement)]}]"

    @staticmethod
    def _key(measurement: Measurement) -> tuple[str, dt.date, str]:
        return measurement.source, measurement.as_of, measurement.note


def beside_text(assessment: Assessment, texts: Texts) -> str | None:
    """Return what is said beside a verdict that differs from that of the standards; None if it does not."""
    if (beside := assessment.beside) is None:
        return None
    word = texts.text("verdict_word", assessment.table_verdict).upper()
    return texts.text("beside", beside.kind, **beside.facts, verdict=word)


def rule_text(rule: Rule, texts: Texts) -> str:
    """Return a rule by its name, with its citation and basis."""
    return f"{texts.name(rule.name)} ({texts.citation(rule.citation)}; {texts.text('basis', rule.basis)})"


def legends(assessment: Assessment, standards: Sequence[StandardAssessment], texts: Texts) -> Iterator[str]:
    """Yield a line for each mark in the tables of these standards, and for each signature that the answer rests on."""
    levels = [level for standard in standards for level in (standard.level.minimum, standard.level.maximum)]
    marks = {basis_mark(level) for level in levels}
    if "*" in marks:
        yield texts.label("unverified_mark")
    if "°" in marks:
        yield texts.label("one_source_mark")
    for signature, codes in _signatures(assessment, texts).items():
        yield texts.text("signing", "signed_mark", codes=codes, signature=signature)
    reducing = {standard.reduced_by.id: standard.reduced_by for standard in standards if standard.reduced_by}
    scaling = {standard.scaled.rule.id: standard.scaled.rule for standard in standards if standard.scaled}
    exempt = {standard.standard.id for standard in standards if exempt_mark(standard)}
    exempting = [rule for rule in assessment.applied_rules if _exempts(rule, exempt)]
    yield from _legend("reduced_mark", reducing.values(), texts)
    yield from _legend("scaled_mark", scaling.values(), texts)
    yield from _legend("exempt_mark", exempting, texts)


def _legend(label: str, rules: Iterable[Rule], texts: Texts) -> Iterator[str]:
    """Yield the line of a mark that rules set, if there are any."""
    if names := "; ".join(rule_text(rule, texts) for rule in rules):
        yield texts.label(label, rules=names)


def _exempts(rule: Rule, standards: Set[str]) -> bool:
    """True if the rule surely exempts any of these standards."""
    return any(
        isinstance(action, Exempt) and action.is_known and standards & set(action.standards) for action in rule.then
    )


def _signatures(assessment: Assessment, texts: Texts) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the standards, shown or not, whose levels were signed off, by signature."""
    found: dict[str, list[str]] = {}
    for assessed in assessment.standards:
        for end, known in (("minimum", assessed.level.minimum), ("maximum", assessed.level.maximum)):
            is_its_own = assessed.level == assessed.standard.levels.get(assessment.target.id)
            if known is None or known.basis != SIGNED_OFF or not is_its_own:
                continue
            names = {f"levels.{assessment.target.id}.{end}", "level", "steps.at", "brackets.from"}
            newest = next((s for s in reversed(assessed.standard.signed) if names & set(s.numbers)), None)
            codes = found.setdefault(signature_text(newest, texts), []) if newest else []
            if assessed.standard.code not in codes:
                codes.append(assessed.standard.code)
    return {signature: tuple(codes) for signature, codes in found.items()}


def actor_text(actor: Actor, texts: Texts) -> str:
    """Return who leads a task, which standards it serves, and who cooperates."""
    task = actor.task
    line = texts.label(
        "actor",
        standards=actor.standards,
        lead=", ".join(texts.name(office) for office in task.lead),
        task=texts.name(task.text).removesuffix("."),
        id=task.id,
        document=task.document,
    )
    if not task.cooperating:
        return line
    return f"{line} {texts.label('cooperating', offices=', '.join(texts.name(o) for o in task.cooperating))}"


def member_units_text(result: MemberUnitsResult, texts: Texts) -> str:
    """Return what is required of the units of an urban area, the verdict, and the points of each unit on file."""
    units = ", ".join(
        texts.label("unit_points", name=unit.municipality.name, points=texts.points_range(unit.lower, unit.upper))
        for unit in result.units
    )
    return texts.label(
        "member_unit",
        text=result.requirement.text,
        verdict=texts.text("verdict_word", result.verdict),
        points=texts.points_range(result.lower, result.upper),
        required=texts.points(result.requirement.required.value),
        citation=result.requirement.citation,
        units=texts.label(_units_label(result), count=str(len(result.units)), units=units),
    )


def _units_label(result: MemberUnitsResult) -> str:
    """Return the label of the sentence about the units on file; the file may not list all units there are."""
    match len(result.units):
        case 0:
            return "no_units"
        case 1 if not result.requirement.of_one_unit:
            return "one_of_several_units"
        case _:
            return "units_on_file"
