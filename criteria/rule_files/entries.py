"""Entries that occur in every kind of rule file: names, sign-offs, numbers, conditions and ids."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from criteria.bilingual import BilingualText
from criteria.condition import Condition, known_words
from criteria.diagnostic import KeyPath, Location, nearest
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.number_text import integer_from_text
from criteria.quantity import QuantityRefused
from criteria.rule_files import schema
from criteria.rule_files.conditions import parse_condition
from criteria.rule_files.yaml_file import YamlFile
from criteria.sign_off import SignOff
from criteria.vocabulary import Vocabulary


def bilingual_from(entry: schema.BilingualEntry) -> BilingualText:
    """Return a text in both languages."""
    return BilingualText(entry.vi, entry.en)


def sign_offs_from(entries: Sequence[schema.SignedEntry]) -> tuple[SignOff, ...]:
    """Return the sign-offs of an entry, in the order of the file."""
    return tuple(SignOff(tuple(entry.by), entry.date, entry.document, entry.numbers, entry.words) for entry in entries)


def integer_from(file: YamlFile, route: KeyPath, text: str, decimals: int, otherwise: int = 0) -> int:
    """Return the integer of a decimal text, or ``otherwise`` after reporting that it has too many decimals."""
    try:
        return integer_from_text(text, decimals)
    except QuantityRefused as refused:
        file.report(route, refused.kind, of_key=False, **refused.details)
        return otherwise


def report_repeated_id(file: YamlFile, route: KeyPath, identifier: str, first: Location) -> None:
    """Report an id that was used before, with the location of its first use."""
    file.report(route, DiagnosticKind.ID_STANDS_TWICE, found=identifier, first=str(first))


def report_repeated_ids(file: YamlFile, route: KeyPath, ids: Iterable[str], key: str = "id") -> None:
    """Report each id that a list uses a second time."""
    seen: dict[str, int] = {}
    for place, identifier in enumerate(ids):
        if (first := seen.setdefault(identifier, place)) != place:
            report_repeated_id(file, (*route, place, key), identifier, file.location((*route, first, key)))


def condition_from(data: Any, vocabulary: Vocabulary, file: YamlFile, route: KeyPath) -> Condition:
    """Return the condition under ``when`` in the part at this route."""

    def report(path: KeyPath, kind: DiagnosticKind, details: Mapping[str, str]) -> None:
        file.report(
            (*route, *path),
            kind,
            of_key=kind in {DiagnosticKind.UNKNOWN_FIELD, DiagnosticKind.ID_IS_ASKED, DiagnosticKind.UNKNOWN_OPERATOR},
            **details,
        )

    return parse_condition(data, known_words(vocabulary), report, ("when",))


def report_unknown(
    file: YamlFile, route: KeyPath, kind: DiagnosticKind, found: str, known: list[str], of_key: bool = False
) -> None:
    """Report a name that nothing has, with the known names and the nearest of them."""
    expected = ", ".join(known if len(known) <= 12 else [*known[:12], "…"])
    file.report(route, kind, of_key, found=found, expected=expected, nearest=nearest(found, known) or "")
