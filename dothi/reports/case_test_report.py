"""The results of testing laws by their cases, for a terminal and as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from criteria.cases import Expected
from criteria.number_text import text_from_integer
from criteria.standard import POINT_DECIMALS
from dothi.reports.texts import Texts, printable
from dothi.reports.words.outcomes import outcome_words, refusal_words
from dothi.workbench.case_tests.compare import TABLE, TOTAL, Mismatch, Observed
from dothi.workbench.case_tests.coverage import Boundary
from dothi.workbench.case_tests.killed_mutants import MutantStatus
from dothi.workbench.case_tests.mutants.mutant import Mutant
from dothi.workbench.case_tests.run import LawTest


def rule_test_text(tests: Sequence[LawTest], texts: Texts) -> str:
    """Return a paragraph per law: mismatches, boundaries without a case, and surviving mutants."""
    return "\n".join(line for test in tests for line in (*_law_lines(test, texts), ""))


def _law_lines(test: LawTest, texts: Texts) -> Iterator[str]:
    def say(key: str, **facts: str) -> str:
        return texts.text("case_tests", key, **facts)

    law = test.rulebook.law
    yield say("cases", law=law.id, count=str(test.cases), agreeing=str(len(test.agreeing)))
    if test.proposed:
        yield say("proposed", count=str(len(test.proposed)))
    yield from (f"  {_mismatch(mismatch, texts)}" for mismatch in test.mismatches)
    for case, error in test.refused:
        yield f"  {case.location}: " + say("refused", case=case.id, reason=refusal_words(error, texts))
    coverage = test.coverage
    for key, entries in (
        ("boundaries", coverage.boundaries),
        ("rules", coverage.rules),
        ("verdicts", coverage.verdicts),
        *((("member_units", coverage.member_units),) if coverage.member_units else ()),
    ):
        yield say(key, covered=str(sum(entry[-1] for entry in entries)), count=str(len(entries)))
    yield from (f"  {_boundary(boundary, texts)}" for boundary in coverage.missing)
    for rule, is_covered in coverage.rules:
        if not is_covered:
            yield "  " + say("rule_missing", rule=texts.name(rule.name), id=rule.id)
    for known, verdict, is_covered in coverage.verdicts:
        if not is_covered:
            yield "  " + say("verdict_missing", type=known.id, verdict=texts.text("verdict_word", verdict.value))
    for member_unit, mark, is_covered in coverage.member_units:
        if not is_covered:
            yield "  " + say(f"member_unit_missing_{mark.value}", test=texts.name(member_unit.text), id=member_unit.id)
    yield from _mutant_lines(test, texts)


def _mutant_lines(test: LawTest, texts: Texts) -> Iterator[str]:
    if test.mutant_results is None:
        return
    counts = {killed.value: str(count) for killed, count in _counts(test).items()}
    yield texts.text("case_tests", "mutants", count=str(len(test.mutant_results)), score=_score(test), **counts)
    yield from (f"  {mutant_text(mutant_result.mutant, texts)}" for mutant_result in test.survivors)


def _counts(test: LawTest) -> Mapping[MutantStatus, int]:
    mutant_results = test.mutant_results or ()
    return {killed: sum(mutant_result.status is killed for mutant_result in mutant_results) for killed in MutantStatus}


def _score(test: LawTest) -> str:
    """Return the mutation score: the percentage of non-equivalent mutants that are killed, rounded down."""
    counts = _counts(test)
    missed = counts[MutantStatus.SURVIVED]
    killed = counts[MutantStatus.KILLED] + counts[MutantStatus.REFUSED]
    return str(100 * killed // (killed + missed)) if killed + missed else "100"


def mutant_text(mutant: Mutant, texts: Texts) -> str:
    """Return a mutant as a line: its location, what it changes, the right and the wrong value."""
    what = texts.text("mutant", mutant.kind, **mutant.facts)
    right, wrong = texts.shown(mutant.right), texts.shown(mutant.wrong)
    return f"{mutant.location}: " + texts.text("case_tests", "mutant", what=what, right=right, wrong=wrong)


def _boundary(boundary: Boundary, texts: Texts) -> str:
    facts = {
        "standard": boundary.standard.code,
        "name": printable(texts.name(boundary.standard.name)),
        "types": ", ".join(boundary.types),
        "mark": texts.text("mark", boundary.mark.value),
        "value": texts.value(boundary.indicator, boundary.example),
    }
    return f"{boundary.location}: " + texts.text("case_tests", "boundary_missing", **facts)


def _mismatch(mismatch: Mismatch, texts: Texts) -> str:
    facts = {
        "case": mismatch.case,
        "subject": texts.label(mismatch.subject) if mismatch.subject in {TABLE, TOTAL} else mismatch.subject,
        "expected": outcome_words(mismatch.expected, texts),
        "found": outcome_words(mismatch.found, texts),
    }
    return f"{mismatch.expected.location}: " + texts.text("case_tests", "mismatch", **facts)


def rule_test_json(tests: Sequence[LawTest], texts: Texts) -> str:
    """Return the same as JSON text of the schema ``dothi/rule-test/1``, with sentences in the language of ``texts``."""
    laws = [_law_json(test, texts) for test in tests]
    return json.dumps({"schema": "dothi/rule-test/1", "laws": laws}, ensure_ascii=False, indent=2)


def _law_json(test: LawTest, texts: Texts) -> Mapping[str, Any]:
    coverage = test.coverage
    data: dict[str, Any] = {
        "law": test.rulebook.law.id,
        "cases": test.cases,
        "proposed": [case.id for case in test.proposed],
        "refused": [
            {"place": str(case.location), "case": case.id, "reason": refusal_words(error, texts)}
            for case, error in test.refused
        ],
        "mismatches": [_mismatch_json(mismatch) for mismatch in test.mismatches],
        "coverage": {
            "boundaries": {"count": len(coverage.boundaries), "missing": [_boundary_json(b) for b in coverage.missing]},
            "rules": {
                "count": len(coverage.rules),
                "missing": [rule.id for rule, is_covered in coverage.rules if not is_covered],
            },
            "verdicts": {
                "count": len(coverage.verdicts),
                "missing": [
                    {"type": known.id, "verdict": verdict.value}
                    for known, verdict, is_covered in coverage.verdicts
                    if not is_covered
                ],
            },
            "member_units": {
                "count": len(coverage.member_units),
                "missing": [
                    {"id": member_unit.id, "mark": mark.value}
                    for member_unit, mark, is_covered in coverage.member_units
                    if not is_covered
                ],
            },
        },
    }
    if test.mutant_results is not None:
        data["mistypings"] = {
            "count": len(test.mutant_results),
            **{killed.value: count for killed, count in _counts(test).items()},
            "score": _score(test),
            "unnoticed": [
                {
                    "place": str(mutant_result.mutant.location),
                    "kind": mutant_result.mutant.kind,
                    "right": texts.shown(mutant_result.mutant.right),
                    "wrong": texts.shown(mutant_result.mutant.wrong),
                    "text": mutant_text(mutant_result.mutant, texts),
                }
                for mutant_result in test.survivors
            ],
        }
    return data


def _points(value: int | None) -> str | None:
    return None if value is None else text_from_integer(value, POINT_DECIMALS)


def _mismatch_json(mismatch: Mismatch) -> Mapping[str, Any]:
    def ends(entry: Expected | Observed) -> Mapping[str, str | None]:
        return {"lower": _points(entry.lower), "upper": _points(entry.upper), "word": entry.word}

    return {
        "place": str(mismatch.expected.location),
        "case": mismatch.case,
        "subject": mismatch.subject,
        "expected": ends(mismatch.expected),
        "found": ends(mismatch.found),
    }


def _boundary_json(boundary: Boundary) -> Mapping[str, Any]:
    return {
        "place": str(boundary.location),
        "standard": boundary.standard.code,
        "types": list(boundary.types),
        "rule": boundary.rule.id if boundary.rule else None,
        "mark": boundary.mark.value,
        "value": boundary.indicator.text(boundary.example),
    }
