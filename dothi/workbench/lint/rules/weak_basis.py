"""L704: a threshold not yet compared with the official text: its basis is below ``one-source``."""

from collections.abc import Iterator, Sequence
from typing import Any

from criteria.diagnostic import KeyPath
from criteria.rule_files import schema
from criteria.rule_files.file_cache import RuleFile
from dothi.workbench.lint.finding import Lint, NamedNumber, Severity, Violation
from dothi.workbench.lint.survey import Survey

WEAK = ("seed", "unverified")
"""The bases below ``one-source``."""


def _check(survey: Survey) -> Iterator[Violation]:
    forms = (schema.LawDocument, schema.CriterionDocument, schema.CountingDocument, schema.RulesDocument)
    for found in survey.files:
        if isinstance(found.model, (*forms, schema.MemberUnitsDocument)):
            for route, basis in _bases(found.file.content, ()):
                subject = _number(found, route)
                yield Violation(found.file.location(route), {"basis": basis, "subject": subject})


def _bases(content: Any, route: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield every weak basis below a part of a file, with its route."""
    if isinstance(content, dict):
        for key, part in content.items():
            if key == "basis":
                words: Sequence[Any] = part if isinstance(part, list) else [part]
                for place, word in enumerate(words):
                    if word in WEAK:
                        yield ((*route, key, place) if isinstance(part, list) else (*route, key)), word
            else:
                yield from _bases(part, (*route, key))
    elif isinstance(content, list):
        for place, part in enumerate(content):
            yield from _bases(part, (*route, place))


def _number(found: RuleFile, route: KeyPath) -> NamedNumber:
    """Return whose number it is, and which one where the entry has several."""
    content: Any = found.file.content
    entry = str(content.get("criterion", ""))
    keys: list[str] = []
    for step in route[: route.index("basis")]:
        content = content[step]
        if isinstance(content, dict) and (name := content.get("code") or content.get("id")):
            entry, keys = str(name), []
        elif isinstance(step, str):
            keys.append(step)
    if isinstance(route[-1], int):
        keys.append(("minimum", "maximum")[route[-1]])
    match keys:
        case [*_, "levels", known, "minimum" | "maximum" as end]:
            return NamedNumber(entry, f"level_{end}", known)
        case ["open_block", *_, "minimum" | "maximum" as end]:
            return NamedNumber(entry, f"part_{end}")
        case ["points", "maximum" | "pass_mark" | "round_to" as end] if isinstance(found.model, schema.LawDocument):
            return NamedNumber(entry, f"law_{end}")
        case ["points", "minimum" | "maximum" as end]:
            return NamedNumber(entry, f"points_{end}")
        case ["required" | "pass_mark" as key] if isinstance(found.model, schema.LawDocument):
            return NamedNumber("", f"type_{key}", entry)
        case ["required"]:
            return NamedNumber(entry, "unit_points" if isinstance(found.model, schema.MemberUnitsDocument) else "count")
        case _:
            return NamedNumber(" ".join([entry, *keys]).strip())


LINT = Lint("L704-weak-basis", Severity.NOTE, check=_check)
