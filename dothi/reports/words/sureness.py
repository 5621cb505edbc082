"""How sure the numbers behind an answer are, in words: their bases, their sources, and what a verdict rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from classifier.assessment.provisional import TOTAL
from classifier.assessment.result import Assessment, Fact, ProvisionalCause
from classifier.plan.judgement import Verdict
from criteria.rulebook import Source
from criteria.standard import Known, Standard
from criteria.sureness import SURENESS, VERIFIED_ONLY, Doubt
from dothi.reports.texts import Texts

UNKNOWN = "null"
"""What levels that are not on file are counted under."""

MOST_SOURCES = 4
"""How many sources of levels an answer shows; the pages of the law show all."""

_COMPARED = SURENESS[:2]
"""The bases of what was compared with the official text."""

_WEAK = SURENESS[SURENESS.index(VERIFIED_ONLY) :]
"""The bases of what rests on one source at most."""


def sureness_of(assessment: Assessment) -> Mapping[str, int]:
    """Return how many levels that an answer used have each basis; `UNKNOWN` counts those that are not on file."""
    is_counted = assessment.rulebook.frame(assessment.target.id).is_counted
    found: Counter[str] = Counter()
    for assessed in assessment.standards:
        if assessed.plan.applies:
            ends = (assessed.level.minimum,) if is_counted else (assessed.level.minimum, assessed.level.maximum)
            found.update(UNKNOWN if end is None else end.basis for end in ends)
    return {basis: found[basis] for basis in (*SURENESS, UNKNOWN)}


def sureness_lines(assessment: Assessment, texts: Texts) -> Iterator[str]:
    """Yield how sure the law's numbers are where most rest on one source at most, and what a verdict rests on."""
    counts = sureness_of(assessment)
    known = sum(number for basis, number in counts.items() if basis != UNKNOWN)
    if 2 * sum(counts[basis] for basis in _WEAK) > known:
        yield _head(counts, texts)
    if assessment.sure is not None:
        yield texts.label("judged_as_sure_as", basis=texts.text("basis", assessment.sure))
    if assessment.is_provisional:
        # A verdict that is undetermined rests on nothing, so it is that of the standards alone which does.
        is_of_standards = assessment.verdict is Verdict.UNDETERMINED
        yield texts.label("provisional_of_standards" if is_of_standards else "provisional")
    if assessment.provisional_because:
        yield texts.label("provisional_because", what=tuple(_causes(assessment, texts)))


def _head(counts: Mapping[str, int], texts: Texts) -> str:
    numbers = [
        texts.label("levels_of_basis", count=str(counts[basis]), basis=texts.text("sureness", basis))
        for basis in (VERIFIED_ONLY, *(known for known in (*SURENESS, UNKNOWN) if known != VERIFIED_ONLY))
        if counts[basis]
    ]
    compared = sum(counts[basis] for basis in _COMPARED)
    return texts.label(
        "sureness_of_levels" if compared else "sureness_of_levels_none_compared",
        count=str(sum(counts.values())),
        counts=tuple(numbers),
        compared=str(compared),
    )


def _causes(assessment: Assessment, texts: Texts) -> Iterator[str]:
    """Yield each kind of what a verdict rests on, with its subjects."""
    by_kind: dict[Doubt, list[ProvisionalCause]] = {}
    for cause in assessment.provisional_because:
        by_kind.setdefault(cause.kind, []).append(cause)
    names = {rule.id: texts.name(rule.name) for rule in assessment.rulebook.rules}
    names |= {reading.id: texts.name(reading.name) for reading in assessment.rulebook.law.readings}
    names |= {known.id: texts.shown(known.text) for known in assessment.rulebook.member_units}
    is_counted = assessment.rulebook.frame(assessment.target.id).is_counted
    names[TOTAL] = texts.label("count_of_type" if is_counted else "pass_mark_of_type")
    step = texts.points(assessment.rulebook.law.rounding_step.value)
    for kind, causes in by_kind.items():
        subjects = tuple(names.get(cause.subject, cause.subject) for cause in causes)
        if kind in {Doubt.ADJUSTMENT, Doubt.READING}:
            subjects = tuple(f"“{subject}”" for subject in subjects)
        facts: dict[str, Fact] = {"step": step, "subjects": subjects, "count": str(len(subjects))}
        yield texts.text("doubt", kind, **facts)


def basis_mark(known: Known | None) -> str:
    """Return the mark of a level that rests on one source at most; nothing for the others."""
    match known:
        case Known(basis="unverified"):
            return "*"
        case Known(basis="one-source"):
            return "°"
        case _:
            return ""


def source_lines(assessment: Assessment, standards: Iterable[Standard], texts: Texts) -> list[str]:
    """Return a line for each source that supports standards: their codes, its address, and the words read there."""
    cited: dict[str, list[str]] = {}
    for standard in standards:
        for source in standard.sources:
            cited.setdefault(source, []).append(standard.code)
    sources = assessment.rulebook.sources
    known = [
        source_line(sources[identifier], tuple(codes), texts)
        for identifier, codes in cited.items()
        if identifier in sources
    ]
    more = len(known) - MOST_SOURCES
    if more <= 1:
        return known
    law = assessment.rulebook.law.id
    return [*known[:MOST_SOURCES], texts.label("more_sources", count=str(more), law=law)]


def source_line(source: Source, codes: tuple[str, ...], texts: Texts) -> str:
    """Return a source with the standards it supports: its address, and the words that were read there."""
    return texts.label("source_of_levels", codes=codes, **source_facts(source))


def source_facts(source: Source) -> dict[str, Fact]:
    """Return what a sentence can say of a source."""
    return {"id": source.id, "address": source.address, "quote": source.quote}
