"""Parses ``when:``, the condition of a rule; see `criteria.condition` for the grammar."""

from collections.abc import Callable, Mapping
from typing import Any

from criteria.condition import AllOf, AnyOf, Condition, Holds, KnownWords
from criteria.diagnostic import KeyPath, nearest
from criteria.diagnostic_kinds import DiagnosticKind

ID_FIELD = "municipality.id"
"""What no condition may ask for: the law does not depend on the ids that data files choose."""

Report = Callable[[KeyPath, DiagnosticKind, Mapping[str, str]], None]


def parse_condition(
    data: Any, known: KnownWords, report: Report, path: KeyPath = (), negated: bool = False
) -> Condition:
    """Return the condition that a part of a rule file states.

    ``report(path, kind, details)`` is called for each mistake; if there is one, the result must not be used.
    """
    if not isinstance(data, Mapping) or not data:
        report(path, DiagnosticKind.CONDITION_IS_NO_MAPPING, {"found": str(data)[:80]})
        return AllOf(())
    parts = [_part(key, value, known, report, (*path, key), negated) for key, value in data.items()]
    return parts[0] if len(parts) == 1 else _together(parts, every=not negated)


def _together(parts: list[Condition], every: bool) -> Condition:
    return AllOf(tuple(parts)) if every else AnyOf(tuple(parts))


def _part(key: str, value: Any, known: KnownWords, report: Report, path: KeyPath, negated: bool) -> Condition:
    if key == "not":
        return parse_condition(value, known, report, path, not negated)
    if key in {"all", "any"}:
        if not isinstance(value, list) or not value:
            report(path, DiagnosticKind.CONDITION_NEEDS_A_LIST, {"found": str(value)[:80], "key": key})
            return AllOf(())
        parts = [parse_condition(part, known, report, (*path, place), negated) for place, part in enumerate(value)]
        return _together(parts, every=(key == "all") is not negated)
    if key == ID_FIELD:
        report(path, DiagnosticKind.ID_IS_ASKED, {"found": key})
        return AllOf(())
    if key not in known:
        names = [*known, "all", "any", "not"]
        report(
            path,
            DiagnosticKind.UNKNOWN_FIELD,
            {"found": key, "expected": ", ".join(names), "nearest": nearest(key, names) or ""},
        )
        return AllOf(())
    return Holds(key, _words(key, value, known[key], report, path), negated)


def _words(field: str, value: Any, known: frozenset[str] | None, report: Report, path: KeyPath) -> frozenset[str]:
    if not isinstance(value, Mapping) or len(value) != 1:
        report(path, DiagnosticKind.CONDITION_NEEDS_ONE_OPERATOR, {"found": str(value)[:80], "field": field})
        return frozenset()
    operator, operand = next(iter(value.items()))
    if operator not in {"is", "any_of"}:
        suggestion = nearest(operator, ["is", "any_of"]) or ""
        report(
            (*path, operator),
            DiagnosticKind.UNKNOWN_OPERATOR,
            {"found": operator, "expected": "is, any_of", "nearest": suggestion},
        )
        return frozenset()
    words = operand if operator == "any_of" else [operand]
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        report(
            (*path, operator), DiagnosticKind.OPERATOR_NEEDS_WORDS, {"found": str(operand)[:80], "operator": operator}
        )
        return frozenset()
    for word in words:
        if known is not None and word not in known:
            report(
                (*path, operator),
                DiagnosticKind.UNKNOWN_WORD,
                {
                    "found": word,
                    "field": field,
                    "expected": ", ".join(sorted(known)),
                    "nearest": nearest(word, known) or "",
                },
            )
    return frozenset(words)
