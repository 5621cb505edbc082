"""The targets of a programme, built from ``targets.yaml``."""

from collections.abc import Iterator

from criteria.diagnostic import Diagnostic
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import Register
from criteria.rule_files import schema
from criteria.rule_files.entries import bilingual_from, report_unknown
from criteria.rule_files.yaml_file import YamlFile
from criteria.target import Target


def targets_from(model: schema.TargetsDocument, register: Register, file: YamlFile) -> Iterator[Target]:
    """Return the targets of a file; a repeated target, or a type that no law of its family has, becomes a diagnostic.

    A family without any law is accepted: such a target cannot be judged yet, and the report says so.
    """
    seen: dict[tuple[str, str, str], int] = {}
    for place, entry in enumerate(model.targets):
        asked = (entry.municipality, entry.family, entry.to)
        if (first := seen.setdefault(asked, place)) != place:
            there = str(file.location(("targets", first)))
            details = {"municipality": entry.municipality, "found": entry.to, "first": there}
            file.tell(Diagnostic(file.location(("targets", place)), DiagnosticKind.TARGET_STANDS_TWICE, details))
        types = list(dict.fromkeys(t.id for law in register.laws if law.family == entry.family for t in law.types))
        if types and entry.to not in types:
            report_unknown(file, ("targets", place, "to"), DiagnosticKind.UNKNOWN_TYPE, entry.to, types)
        yield Target(entry.municipality, entry.family, entry.to, bilingual_from(entry.text), entry.citation)
