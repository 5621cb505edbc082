"""The state of the targets of a programme, a row per target: for a terminal, as a Markdown page, and as JSON."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from classifier.assessment.targets import TargetAnswer
from criteria.data_source import DataSource
from criteria.diagnostic import NotOnFile
from criteria.number_text import text_from_integer
from criteria.standard import POINT_DECIMALS
from dothi.reports.assessment_json import transition_object
from dothi.reports.assessment_notes import beside_text
from dothi.reports.terminal_layout import plain_table
from dothi.reports.texts import Texts
from dothi.reports.words.data_sources import source_data, source_lines

SCHEMA = "dothi/targets/1"

COLUMNS = ("municipality", "target", "law", "verdict", "points_needed", "why", "article")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class _TargetRow:
    """The cells of one row as texts."""

    municipality: str
    target: str
    law: str
    verdict: str
    points: str
    why: str
    article: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in the order of `COLUMNS`."""
        return self.municipality, self.target, self.law, self.verdict, self.points, self.why, self.article


def print_targets(
    answers: Sequence[TargetAnswer],
    day: datetime.date,
    texts: Texts,
    console: Console,
    source: DataSource | None = None,
) -> None:
    """Print a row per target."""
    for line in source_lines(source, texts) if source else ():
        console.print(line, soft_wrap=True)
    table = plain_table(texts.label("targets", day=day))
    for label in COLUMNS:
        table.add_column(texts.label(label), overflow="fold")
    for answer in answers:
        table.add_row(*_row(answer, texts).cells)
    console.print(table)


def targets_markdown(
    answers: Sequence[TargetAnswer], day: datetime.date, texts: Texts, source: DataSource | None = None
) -> str:
    """Return the table as Markdown, under its title."""
    lines = [
        f"**{texts.label('targets', day=day)}**",
        "",
        _line([texts.label(label) for label in COLUMNS]),
        _line(["---"] * len(COLUMNS)),
        *(_line(_row(answer, texts).cells) for answer in answers),
        *(["", " ".join(source_lines(source, texts))] if source else []),
    ]
    return "\n".join(lines) + "\n"


def targets_json(
    answers: Sequence[TargetAnswer], day: datetime.date, texts: Texts, source: DataSource | None = None
) -> str:
    """Return the answers as JSON text of the schema ``dothi/targets/1``; points are decimal texts."""
    answered = [_data(answer, texts) for answer in answers]
    data: dict[str, Any] = {"schema": SCHEMA, "as_of": day.isoformat(), "targets": answered}
    if source is not None:
        data["data"] = source_data(source, texts)
    return json.dumps(data, ensure_ascii=False, indent=2)


def _row(answer: TargetAnswer, texts: Texts) -> _TargetRow:
    assessment, law = answer.assessment, answer.law
    verdict = points = NOTHING
    if assessment is not None:
        verdict = texts.text("verdict_word", assessment.verdict)
        if assessment.is_provisional:
            verdict = f"{verdict} ({texts.label('provisional_word')})"
        if (beside := beside_text(assessment, texts)) is not None:
            verdict = f"{verdict}. {beside}"
        bounds = texts.points_range(assessment.lower, assessment.upper)
        points = f"{bounds} ({texts.points_range(*assessment.pass_marks)})"
    target = answer.target
    return _TargetRow(
        municipality=answer.municipality.name if answer.municipality else target.municipality,
        target=f"{target.to}: {texts.name(target.text)} ({texts.citation(target.citation)})",
        law=law.id if law else NOTHING,
        verdict=verdict,
        points=points,
        why=" ".join(_sentences(answer, texts)),
        article=texts.citation(_article(answer) or NOTHING),
    )


def _sentences(answer: TargetAnswer, texts: Texts) -> list[str]:
    """Return the decisive reason or the refusal, then the transition."""
    found = [_decisive(answer, texts) or _refusal(answer, texts) or ""]
    if answer.transition is not None and answer.law is not None and answer.municipality is not None:
        found.append(texts.transition(answer.transition, answer.law))
    return found


def _decisive(answer: TargetAnswer, texts: Texts) -> str | None:
    reasons = answer.assessment.reasons if answer.assessment else ()
    return texts.statement("reason", reasons[0]) if reasons else None


def _refusal(answer: TargetAnswer, texts: Texts) -> str | None:
    """Return why the question cannot be answered, or None if it can."""
    if answer.refusal is None:
        return None
    if isinstance(answer.refusal, NotOnFile):
        return texts.not_on_file(answer.refusal)
    return " ".join(texts.diagnostic(diagnostic) for diagnostic in answer.refusal.diagnostics)


def _article(answer: TargetAnswer) -> str | None:
    """Return the article of the target type, or of the transition if the type cannot be assessed."""
    if answer.assessment is not None:
        return answer.assessment.target.citation
    return answer.transition.citation if answer.transition else None


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _data(answer: TargetAnswer, texts: Texts) -> dict[str, Any]:
    target, assessment, transition = answer.target, answer.assessment, answer.transition
    data: dict[str, Any] = {
        "municipality": {
            "id": target.municipality,
            "name": answer.municipality.name if answer.municipality else None,
        },
        "family": target.family,
        "target": target.to,
        "text": texts.name(target.text),
        "citation": target.citation,
        "law": answer.law.id if answer.law else None,
        "verdict": assessment.verdict.value if assessment else None,
        "table_verdict": assessment.table_verdict.value if assessment else None,
        "provisional": assessment.is_provisional if assessment else None,
        "points": None,
        "reason": _decisive(answer, texts),
        "article": _article(answer),
        "refusal": _refusal(answer, texts),
    }
    if assessment is not None:
        least, most = assessment.pass_marks
        ends = {"lower": assessment.lower, "upper": assessment.upper, "pass_mark": most if least == most else None}
        data["points"] = {
            name: None if value is None else text_from_integer(value, POINT_DECIMALS) for name, value in ends.items()
        }
    if transition is not None:
        data["transition"] = transition_object(transition)
    return data
