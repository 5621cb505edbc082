"""An assessment for a terminal: the verdict in one sentence, then why, the criteria, the standards, what to measure."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence, Set

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from classifier.assessment.member_units import MemberUnitsResult
from classifier.assessment.result import Actor, Assessment, StandardAssessment
from classifier.plan.judgement import Status, Verdict
from criteria.municipality import Measurement
from criteria.rule import Exempt, Rule
from criteria.rule_files.provenance import SIGNED_OFF
from criteria.standard import Known
from dothi.reports.rule_page import signature_text
from dothi.reports.texts import Texts

_VERDICT_STYLES = {Verdict.MET: "bold green", Verdict.NOT_MET: "bold red", Verdict.UNDETERMINED: "bold yellow"}
_SIGNS = {"pass": "✓", "fail": "✗", "undetermined": "?", "not_applicable": "–"}
_CRITERION_SIGNS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNDETERMINED: "?"}
_SECTIONS = (
    ("fail", "failing"),
    ("undetermined", "open"),
    ("pass", "passing"),
    ("unearned", "unearned"),
    ("superseded", "superseded"),
    ("not_applicable", "not_applicable"),
)
"""The tables of standards, in order: what stands in each, and its title."""


def print_assessment(assessment: Assessment, texts: Texts, console: Console) -> None:
    """Print the assessment."""
    console.print(_headline(assessment, texts))
    console.print(_notes(assessment, texts))
    console.print(_titled(texts.label("why"), [texts.statement("reason", reason) for reason in assessment.reasons]))
    for other in assessment.other_readings:
        word = texts.text("verdict_word", other.verdict)
        if other.is_provisional:
            word = f"{word} ({texts.label('provisional_word')})"
        title = texts.label("other_reading", name=other.reading.name, citation=other.reading.citation, verdict=word)
        told = {(reason.kind, reason.subject) for reason in assessment.reasons}
        others = [reason for reason in other.reasons if (reason.kind, reason.subject) not in told]
        lines = [texts.statement("reason", reason) for reason in others] or [texts.label("same_reasons")]
        console.print(_titled(title, lines))
    if assessment.warnings:
        warnings = [texts.statement("warning", warning) for warning in assessment.warnings]
        console.print(_titled(texts.label("warnings"), warnings))
    console.print()
    console.print(_criteria(assessment, texts))
    sources = _Sources(assessment, texts)
    sections = _sections(assessment)
    for section, label in _SECTIONS:
        standards = sections.get(section, [])
        if standards:
            console.print()
            console.print(_standards(section, texts.label(label), standards, sources, texts, _is_counted(assessment)))
    for legend in _legends(assessment, texts):
        console.print(legend)
    if sources.lines:
        console.print(_titled(texts.label("data_sources"), sources.lines))
    if assessment.measure_next:
        console.print()
        console.print(_measure_next(assessment, texts))
    if assessment.actors:
        console.print(_titled(texts.label("who_acts"), [_actor(actor, texts) for actor in assessment.actors]))
    if assessment.member_units:
        lines = [_member_unit(result, texts) for result in assessment.member_units]
        console.print(_titled(texts.label("member_units"), lines))
    if assessment.open_levels:
        console.print(_titled(texts.label("open_levels"), [", ".join(assessment.open_levels)]))


def _sections(assessment: Assessment) -> dict[str, list[StandardAssessment]]:
    """The standards by the table in which they stand.

    Where the law asks no minimum of a criterion, points that are not earned are no failure; of alternatives those that
    surely do not count stand apart.
    """
    sections: dict[str, list[StandardAssessment]] = {}
    for assessed in assessment.criteria:
        superseded = assessed.superseded
        for standard in assessed.standards:
            section = standard.verdict
            if section == "fail" and not assessed.criterion.asks_minimum:
                section = "unearned"
            if standard.standard.id in superseded:
                section = "superseded"
            sections.setdefault(section, []).append(standard)
    return sections


def _headline(assessment: Assessment, texts: Texts) -> RenderableType:
    sentence = texts.text(
        "verdict",
        assessment.verdict,
        name=assessment.municipality.name,
        type=assessment.target.name,
        document=assessment.rulebook.law.document,
        day=assessment.as_of,
    )
    return Text(sentence, style=_VERDICT_STYLES[assessment.verdict])


def _notes(assessment: Assessment, texts: Texts) -> RenderableType:
    frame = assessment.rulebook.frame(assessment.target.id)
    lines = [
        texts.label(
            "reading_counted" if frame.is_counted else "reading",
            name=assessment.reading.name,
            lower=texts.points(assessment.lower),
            upper=texts.points(assessment.upper),
            maximum=texts.points(assessment.plan.points_maximum),
            pass_mark=texts.points(assessment.plan.pass_mark),
        )
    ]
    if (transition := assessment.transition) is not None:
        lines.append(texts.transition(transition, assessment.rulebook.law, assessment.municipality.current_type))
    if assessment.verified_only:
        lines.append(texts.label("verified_only"))
    if assessment.is_provisional:
        lines.append(texts.label("provisional"))
    lines += [f"{texts.label('held_rules')}: {rule_text(rule, texts)}." for rule in assessment.applied_rules]
    return Text("\n".join(lines))


def rule_text(rule: Rule, texts: Texts) -> str:
    """A rule by its name, with its citation and how well it is known."""
    return f"{texts.name(rule.name)} ({rule.citation}; {texts.text('basis', rule.basis)})"


def _titled(title: str, lines: Sequence[str]) -> RenderableType:
    rows: list[RenderableType] = [Text(), Text(title, style="bold")]
    for line in lines:
        grid = Table.grid(padding=(0, 1))
        grid.add_row("  •", Text(line))
        rows.append(grid)
    return Group(*rows)


def _table(title: str) -> Table:
    return Table(
        title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="underline"
    )


def _criteria(assessment: Assessment, texts: Texts) -> RenderableType:
    is_counted = _is_counted(assessment)
    table = _table(texts.label("criteria"))
    table.add_column("")
    table.add_column(texts.label("criterion"))
    for label in ("standards_met" if is_counted else "points", "needed"):
        table.add_column(texts.label(label), justify="right", no_wrap=True)
    table.add_column(texts.label("result"), no_wrap=True)
    for assessed in assessment.criteria:
        is_asked = assessed.criterion.asks_minimum
        table.add_row(
            _CRITERION_SIGNS[assessed.verdict] if is_asked else "",
            f"{assessed.criterion.id}. {texts.name(assessed.criterion.name)}",
            texts.points_range(assessed.lower, assessed.upper),
            texts.points(assessed.criterion.points.minimum.value) if is_asked else "–",
            texts.text("verdict_word", assessed.verdict) if is_asked else "",
        )
    table.add_row(
        _CRITERION_SIGNS[assessment.verdict],
        texts.label("standards_met" if is_counted else "total"),
        texts.points_range(assessment.lower, assessment.upper),
        texts.points(assessment.plan.pass_mark),
        texts.text("verdict_word", assessment.verdict),
        style="bold",
    )
    return table


def _is_counted(assessment: Assessment) -> bool:
    """Whether standards are counted: then a standard has one level and no points to show."""
    return assessment.rulebook.frame(assessment.target.id).is_counted


def _standards(
    section: str,
    title: str,
    standards: Sequence[StandardAssessment],
    sources: "_Sources",
    texts: Texts,
    is_counted: bool,
) -> RenderableType:
    table = _table(f"{title} ({len(standards)})")
    table.add_column("")
    table.add_column(texts.label("code"), no_wrap=True)
    has_gaps = any(assessed.gap is not None for assessed in standards)
    levels = ["required"] if is_counted else ["required", "maximum_level"]
    for label in ("standard", "measured", *levels, *(["gap"] if has_gaps else [])):
        table.add_column(texts.label(label), overflow="fold")
    if not is_counted:
        table.add_column(texts.label("points"), justify="right", no_wrap=True)
    table.add_column(texts.label("citation"), overflow="fold")
    for assessed in standards:
        table.add_row(
            _SIGNS.get(section, ""),
            assessed.standard.code,
            texts.name(assessed.standard.name),
            measured_text(assessed, texts) + sources.mark(assessed),
            required_text(assessed, texts) + exempt_mark(assessed),
            *([] if is_counted else [maximum_text(assessed, texts)]),
            *([gap_text(assessed, texts)] if has_gaps else []),
            *([] if is_counted else [texts.points_range(assessed.score.lower.points, assessed.score.upper.points)]),
            assessed.standard.citation,
        )
    return table


class _Sources:
    """Numbers the sources of the data, so that each value can point to its own."""

    def __init__(self, assessment: Assessment, texts: Texts) -> None:
        self._numbers: dict[tuple[str, dt.date, str], int] = {}
        for standard in assessment.standards:
            if standard.measurement is not None:
                self._numbers.setdefault(self._key(standard.measurement), len(self._numbers) + 1)
        self.lines = [
            f"[{number}] " + " · ".join(part for part in (source, texts.day(day), note) if part)
            for (source, day, note), number in self._numbers.items()
        ]

    def mark(self, assessed: StandardAssessment) -> str:
        """The number of the source of a measured value."""
        return f" [{self._numbers[self._key(assessed.measurement)]}]" if assessed.measurement else ""

    @staticmethod
    def _key(measurement: Measurement) -> tuple[str, dt.date, str]:
        return measurement.source, measurement.as_of, measurement.note


def measured_text(assessed: StandardAssessment, texts: Texts) -> str:
    """The measured value, or that there is none."""
    if assessed.measurement is None and assessed.quantity.is_unknown:
        return texts.label("not_measured")
    text = texts.quantity(assessed.indicator, assessed.quantity)
    if assessed.judged and assessed.judged.assessments:
        document = assessed.judged.assessments[0].rulebook.law.document
        text += f" ({texts.label('judged_law', document=document)})"
    return text


def level_text(assessed: StandardAssessment, known: Known | None, texts: Texts) -> str:
    """A level; an asterisk where it is unverified, a question mark where the law file is silent."""
    if known is None:
        return "?"
    return texts.value(assessed.indicator, known.value) + ("*" if known.is_unverified else "")


def required_text(assessed: StandardAssessment, texts: Texts) -> str:
    """The minimum level that holds; a dagger where a rule reduced it, a double one where a rule scaled it."""
    if (steps := assessed.standard.steps) is not None:
        if steps.start is None:
            return texts.label("any_value")
        if assessed.scaled is not None and assessed.scaled.start is not None:
            return texts.exact_value(assessed.indicator, assessed.scaled.start) + "‡"
        mark = "*" if assessed.level.minimum is not None and assessed.level.minimum.is_unverified else ""
        return texts.value(assessed.indicator, steps.start) + mark
    if assessed.reduced_to is not None:
        return texts.value(assessed.indicator, assessed.reduced_to) + "†"
    return level_text(assessed, assessed.level.minimum, texts)


def exempt_mark(assessed: StandardAssessment) -> str:
    """A sign where it may miss its minimum level and is exempt all the same."""
    return "§" if assessed.score.lower.status is Status.EXEMPT else ""


def maximum_text(assessed: StandardAssessment, texts: Texts) -> str:
    """The maximum level that holds."""
    if assessed.scaled is not None:
        return texts.exact_value(assessed.indicator, assessed.scaled.maximum) + "‡"
    return level_text(assessed, assessed.level.maximum, texts)


def gap_text(assessed: StandardAssessment, texts: Texts) -> str:
    """The shortfall to the minimum level, where there is one."""
    if assessed.gap is None:
        return ""
    return texts.shortfall(assessed.indicator, assessed.gap)


def _legends(assessment: Assessment, texts: Texts) -> Iterator[str]:
    levels = [level for standard in assessment.standards for level in (standard.level.minimum, standard.level.maximum)]
    if any(level is not None and level.is_unverified for level in levels):
        yield texts.label("unverified_mark")
    for signature, codes in _signatures(assessment, texts).items():
        yield texts.text("signing", "signed_mark", codes=codes, signature=signature)
    rules = {standard.reduced_by.id: standard.reduced_by for standard in assessment.standards if standard.reduced_by}
    if rules:
        names = "; ".join(rule_text(rule, texts) for rule in rules.values())
        yield texts.label("reduced_mark", rules=names)
    scaling = {standard.scaled.rule.id: standard.scaled.rule for standard in assessment.standards if standard.scaled}
    if scaling:
        yield texts.label("scaled_mark", rules="; ".join(rule_text(rule, texts) for rule in scaling.values()))
    exempt = {standard.standard.id for standard in assessment.standards if exempt_mark(standard)}
    if exempting := [rule for rule in assessment.applied_rules if _exempts(rule, exempt)]:
        yield texts.label("exempt_mark", rules="; ".join(rule_text(rule, texts) for rule in exempting))


def _exempts(rule: Rule, standards: Set[str]) -> bool:
    """Whether a rule exempts one of these standards."""
    return any(isinstance(action, Exempt) and standards & set(action.standards) for action in rule.then)


def _signatures(assessment: Assessment, texts: Texts) -> Mapping[str, tuple[str, ...]]:
    """Who compared levels that count here with the official text, and of which standards."""
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


def _actor(actor: Actor, texts: Texts) -> str:
    task = actor.task
    line = texts.label(
        "actor",
        standards=actor.standards,
        lead=", ".join(texts.name(office) for office in task.lead),
        task=task.text,
        id=task.id,
        document=task.document,
    )
    if not task.cooperating:
        return line
    return f"{line} {texts.label('cooperating', offices=', '.join(texts.name(o) for o in task.cooperating))}"


def _member_unit(result: MemberUnitsResult, texts: Texts) -> str:
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
    """The sentence about the units on file, of which it is not known whether they are all."""
    match len(result.units):
        case 0:
            return "no_units"
        case 1 if not result.requirement.of_one_unit:
            return "one_of_several_units"
        case _:
            return "units_on_file"


def _measure_next(assessment: Assessment, texts: Texts) -> RenderableType:
    table = _table(texts.label("measure_next"))
    table.add_column(texts.label("indicator"))
    table.add_column(texts.label("standards" if _is_counted(assessment) else "points"), justify="right", no_wrap=True)
    table.add_column(texts.label("could_decide"))
    for question in assessment.measure_next:
        table.add_row(
            f"{texts.name(question.indicator.name)} ({question.indicator.id})",
            texts.points_range(question.lower, question.upper),
            texts.text("verdict_word", question.could_decide) if question.could_decide else "",
        )
    return table
