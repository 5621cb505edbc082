"""An assessment for a terminal: the verdict in one sentence, then why, the criteria, the standards, what to measure."""

from rich.console import Console, RenderableType

from classifier.assessment.result import Assessment, CriterionAssessment, OtherReading
from classifier.plan.judgement import Verdict
from dothi.reports.assessment_notes import actor_text, beside_text, member_units_text, rule_text
from dothi.reports.fitting_table import FittedColumn, FittingTable
from dothi.reports.margin_table import print_margins
from dothi.reports.standard_tables import print_standards
from dothi.reports.terminal_layout import Bullet, bullet_list, plain_table
from dothi.reports.texts import Texts
from dothi.reports.words.assumptions import assumption_lines
from dothi.reports.words.data_sources import example_text, source_text
from dothi.reports.words.sureness import sureness_lines
from dothi.reports.words.unknown_facts import attributes_together, fact_name, unknown_fact_lines
from dothi.reports.wrapping import Paragraphs

_VERDICT_STYLES = {Verdict.MET: "bold green", Verdict.NOT_MET: "bold red", Verdict.UNDETERMINED: "bold yellow"}
_CRITERION_SIGNS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNDETERMINED: "?"}


def print_assessment(assessment: Assessment, texts: Texts, console: Console, shows_all: bool = False) -> None:
    """Print the verdict, the reasons, the tables, and the notes on them.

    Args:
        shows_all: print every standard, not only those that fail or are open.
    """
    example = example_text(assessment.data, texts) if assessment.data else None
    if example is not None:
        console.print(Paragraphs([example], style="bold"))
    if assessment.assumptions:
        console.print(Paragraphs([texts.text("what_if", "banner")], style="bold"))
        console.print(Paragraphs(list(assumption_lines(assessment, texts)), mark="  • "))
    console.print(_headline(assessment, texts))
    console.print(_notes(assessment, texts))
    reasons = (Bullet(texts.statement("reason", reason)) for reason in assessment.reasons)
    console.print(bullet_list(texts.label("why"), [*unknown_fact_lines(assessment, texts), *reasons]))
    for other in assessment.other_readings:
        console.print(_other_reading(other, assessment, texts))
    if assessment.warnings:
        warnings = [texts.statement("warning", warning) for warning in assessment.warnings]
        console.print(bullet_list(texts.label("warnings"), warnings))
    console.print()
    console.print(_criteria(assessment, texts))
    print_standards(assessment, texts, console, shows_all)
    print_margins(assessment, texts, console)
    _print_what_follows(assessment, texts, console)


def _print_what_follows(assessment: Assessment, texts: Texts, console: Console) -> None:
    """Print what to measure, who acts, what is required of the units, and which levels are missing."""
    if assessment.measure_next or assessment.unknown_facts:
        console.print()
        console.print(_measure_next(assessment, texts))
    if assessment.actors:
        console.print(bullet_list(texts.label("who_acts"), [actor_text(actor, texts) for actor in assessment.actors]))
    if assessment.member_units:
        lines = [member_units_text(result, texts) for result in assessment.member_units]
        console.print(bullet_list(texts.label("member_units"), lines))
    if assessment.open_levels:
        console.print(bullet_list(texts.label("open_levels"), [", ".join(assessment.open_levels)]))


def _other_reading(other: OtherReading, assessment: Assessment, texts: Texts) -> RenderableType:
    """Return the verdict under another reading, with the reasons not already given for the assessment."""
    word = texts.text("verdict_word", other.verdict)
    if other.is_provisional:
        word = f"{word} ({texts.label('provisional_word')})"
    title = texts.label("other_reading", name=other.reading.name, citation=other.reading.citation, verdict=word)
    given = {(reason.kind, reason.subject) for reason in assessment.reasons}
    others = [reason for reason in other.reasons if (reason.kind, reason.subject) not in given]
    return bullet_list(title, [texts.statement("reason", reason) for reason in others] or [texts.label("same_reasons")])


def _headline(assessment: Assessment, texts: Texts) -> RenderableType:
    sentence = texts.text(
        "verdict",
        assessment.verdict,
        name=assessment.municipality.name,
        type=assessment.target.name,
        document=assessment.rulebook.law.document,
        day=assessment.as_of,
    )
    if (beside := beside_text(assessment, texts)) is not None:
        sentence += f"\n{beside}"
    return Paragraphs(sentence.split("\n"), style=_VERDICT_STYLES[assessment.verdict])


def _notes(assessment: Assessment, texts: Texts) -> RenderableType:
    frame = assessment.rulebook.frame(assessment.target.id)
    lines = [
        texts.label(
            "reading_counted" if frame.is_counted else "reading",
            name=assessment.reading.name,
            lower=texts.points(assessment.lower),
            upper=texts.points(assessment.upper),
            maximum=texts.points(assessment.plan.points_maximum),
            pass_mark=texts.points_range(*assessment.pass_marks),
        )
    ]
    if assessment.data is not None:
        lines.append(source_text(assessment.data, texts))
    if (transition := assessment.transition) is not None:
        lines.append(texts.transition(transition, assessment.rulebook.law))
    lines += sureness_lines(assessment, texts)
    lines += [f"{texts.label('applied_rules')}: {rule_text(rule, texts)}." for rule in assessment.applied_rules]
    return Paragraphs(lines)


def _criteria(assessment: Assessment, texts: Texts) -> RenderableType:
    is_counted = _is_counted(assessment)
    table = plain_table(texts.label("criteria"), underlines_header=True)
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
            _needed(assessed, assessment, texts),
            texts.text("verdict_word", assessed.verdict) if is_asked else "",
        )
    total = assessment.judgement.total[assessment.reading.id].verdict  # with every relief, as the points beside it
    table.add_row(
        _CRITERION_SIGNS[total],
        texts.label("standards_met" if is_counted else "total"),
        texts.points_range(assessment.lower, assessment.upper),
        texts.points_range(*assessment.pass_marks),
        texts.text("verdict_word", total),
        style="bold",
    )
    return table


def _needed(assessed: CriterionAssessment, assessment: Assessment, texts: Texts) -> str:
    """Return the points that a criterion needs by the reading in force."""
    if not assessed.criterion.asks_minimum:
        return "–"
    return "> 0" if assessment.reading.is_above_zero else texts.points(assessed.criterion.points.minimum.value)


def _is_counted(assessment: Assessment) -> bool:
    """True if the law counts standards: each has one level and no points."""
    return assessment.rulebook.frame(assessment.target.id).is_counted


def _measure_next(assessment: Assessment, texts: Texts) -> RenderableType:
    columns = [
        FittedColumn(texts.label("indicator"), is_name=True),
        FittedColumn(texts.label("standards" if _is_counted(assessment) else "points"), is_number=True),
        FittedColumn(texts.label("could_decide")),
    ]
    rows = []
    for (column, deciding), facts in attributes_together(assessment.unknown_facts).items():
        names = ", ".join(fact_name(fact, assessment, texts) for fact in facts)
        verdicts = ", ".join(texts.text("verdict_word", verdict) for verdict in deciding)
        rows.append([f"{names} ({column})", "", verdicts])
    for question in assessment.measure_next:
        name = f"{texts.name(assessment.rulebook.name_of(question.indicator))} ({question.indicator.id})"
        if question.unit is not None:
            name = texts.label("of_the_unit", indicator=name, unit=question.unit.name)
        elif question.is_of_units:
            name = texts.label("of_the_units", indicator=name)
        decides = texts.text("verdict_word", question.could_decide) if question.could_decide else ""
        rows.append([name, texts.points_range(question.lower, question.upper), decides])
    return FittingTable(texts.label("measure_next"), columns, rows)
