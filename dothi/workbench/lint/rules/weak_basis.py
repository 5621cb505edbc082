"""L704: a threshold not yet compared with the official text: its basis is below ``one-source``."""

from collections.abc import Iterator, Sequence
from typing import Any

from criteria.diagnostic import KeyPath
from criteria.rule_files import schema
from criteria.rule_files.yaml_file import YamlFile
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey

WEAK = ("seed", "unverified")
"""The bases below ``one-source``."""


def _check(survey: Survey) -> Iterator[Violation]:
    forms = (schema.LawDocument, schema.CriterionDocument, schema.CountingDocument, schema.RulesDocument)
    for found in survey.files:
        if isinstance(found.model, (*forms, schema.MemberUnitsDocument)):
            for route, basis in _bases(found.file.content, ()):
                yield Violation(found.file.location(route), {"basis": basis, "subject": _subject(found.file, route)})


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


def _subject(file: YamlFile, route: KeyPath) -> str:
    """Return whose number it is: the code of the standard and the type, or the keys that lead to it."""
    names: list[str] = []
    content: Any = file.content
    for step in route[: route.index("basis")]:
        content = content[step]
        if isinstance(content, dict) and (name := content.get("code") or content.get("id")):
            names = [str(name)]
        elif isinstance(step, str) and step not in {"levels", "standards", "rules", "types", "then"}:
            names.append(step)
    end = ("minimum", "maximum")[route[-1]] if isinstance(route[-1], int) else ""
    return " ".join([*names, end]).strip()


LINT = Lint("L704-weak-basis", Severity.NOTE, check=_check)
