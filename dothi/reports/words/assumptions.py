"""What an answer assumes, in words and as data; every assumed value is marked."""

from collections.abc import Iterator
from typing import Any

from classifier.assessment.result import Assessment, ValueText
from criteria.municipality import Assumption
from dothi.reports.texts import Texts
from dothi.reports.words.data_cells import cell_text, column_name


def assumption_lines(assessment: Assessment, texts: Texts) -> Iterator[str]:
    """Yield a line for each assumption: what is assumed, and what the data say."""
    for assumption in assessment.assumptions:
        value, on_file = _texts_of(assumption, assessment, texts)
        name = assumption.name
        indicator = assessment.rulebook.indicators.get(name) if assumption.quantity is not None else None
        if indicator is not None:
            name = f"{texts.name(assessment.rulebook.name_of(indicator))} ({name})"
        elif assumption.quantity is None:
            name = column_name(name, texts)
        if on_file:
            yield texts.text("what_if", "assumption", name=name, value=value, on_file=on_file)
        else:
            yield texts.text("what_if", "assumption_of_blank", name=name, value=value)


def _texts_of(assumption: Assumption, assessment: Assessment, texts: Texts) -> tuple[str, str]:
    """Return the assumed value, marked, and what is on file; empty if nothing is."""
    indicator = assessment.rulebook.indicators.get(assumption.name)
    if assumption.quantity is None:
        vocabulary = assessment.rulebook.vocabulary
        assumed, on_file = (
            cell_text(assumption.name, cell, vocabulary, texts) if cell else ""
            for cell in (assumption.text, assumption.on_file)
        )
        return texts.label("assumed", value=assumed or texts.label("unknown")), on_file
    if indicator is None:
        return texts.label("assumed", value=assumption.text or texts.label("unknown")), assumption.on_file
    value = texts.shown(ValueText(indicator, assumption.quantity, is_assumed=True))
    there = assumption.quantity_on_file
    return value, "" if there is None or there.is_unknown else texts.quantity(indicator, there)


def assumptions_data(assessment: Assessment, texts: Texts) -> list[dict[str, Any]]:
    """Return the assumptions for programs: what cell of the data says something else."""
    lines = assumption_lines(assessment, texts)
    return [
        {
            "column" if assumption.quantity is None else "indicator": assumption.name,
            "value": assumption.text,
            "on_file": assumption.on_file or None,
            "assumed": True,
            "text": line,
        }
        for assumption, line in zip(assessment.assumptions, lines, strict=True)
    ]
