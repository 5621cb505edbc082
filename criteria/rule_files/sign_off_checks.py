"""Checks that every signed-off number has a ``signed`` record that still agrees with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.rule_files.entries import report_unknown
from criteria.rule_files.fingerprint import fingerprint_of
from criteria.rule_files.provenance import SIGNED_OFF, Provenance, provenances_of
from criteria.rule_files.yaml_file import YamlFile
from criteria.sign_off import same_number


def check_sign_offs(file: YamlFile) -> None:
    """Check each signed-off number against the newest record that names it.

    ``signature_is_missing``: no record names the number. ``signed_number_differs``: the newest record holds another
    number. ``signed_words_differ``: the words that the number depends on have changed since. ``unknown_signed_number``:
    a record names a number that the entry does not have.
    """
    provenances = list(provenances_of(file.content))
    if (file.content.get("takes_over") or {}).get("unverified_is") == SIGNED_OFF:
        # Nobody can have compared numbers that other files may state later.
        file.report(("takes_over", "unverified_is"), DiagnosticKind.SIGNATURE_IS_MISSING, number="takes_over")
    names: dict[KeyPath, list[str]] = {}
    for provenance in provenances:
        names.setdefault(provenance.entry, []).extend(number.name for number in provenance.numbers)
        if provenance.is_signed_off:
            _check_provenance(provenance, _records(file, provenance.entry), file)
    for entry, known in names.items():
        for place, record in enumerate(_records(file, entry)):
            for name in record.get("numbers") or ():
                if name not in known:
                    route = (*entry, "signed", place, "numbers", name)
                    report_unknown(file, route, DiagnosticKind.UNKNOWN_SIGNED_NUMBER, name, known, of_key=True)


def _check_provenance(provenance: Provenance, records: Sequence[Mapping[str, Any]], file: YamlFile) -> None:
    wording = fingerprint_of(file.content, provenance)
    if not records:
        names = [number.name for number in provenance.numbers] or [wording[0] if wording else ""]
        file.report(provenance.basis_route, DiagnosticKind.SIGNATURE_IS_MISSING, number=", ".join(names))
        return
    for number in provenance.numbers:
        record = _newest("numbers", number.name, records)
        signed = None if record is None else str(record["numbers"][number.name])
        if number.text is not None and signed is None:
            file.report(provenance.basis_route, DiagnosticKind.SIGNATURE_IS_MISSING, number=number.name)
        elif not same_number(number.text, signed):
            found = number.text or "null"
            file.report(
                number.route, DiagnosticKind.SIGNED_NUMBER_DIFFERS, number=number.name, found=found, signed=signed or ""
            )
        elif record is not None and wording is not None:
            _check_fingerprint(provenance, wording, record, file)
    if not provenance.numbers and wording is not None:
        record = _newest("words", wording[0], records)
        if record is None:
            file.report(provenance.basis_route, DiagnosticKind.SIGNATURE_IS_MISSING, number=wording[0])
        else:
            _check_fingerprint(provenance, wording, record, file)


def _check_fingerprint(
    provenance: Provenance, wording: tuple[str, str], record: Mapping[str, Any], file: YamlFile
) -> None:
    """Report changed words; the file keeps the diagnostic once, however many numbers depend on them."""
    if (record.get("words") or {}).get(wording[0]) != wording[1]:
        file.report(provenance.entry or provenance.owner, DiagnosticKind.SIGNED_WORDS_DIFFER, date=str(record["date"]))


def _newest(key: str, name: str, records: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the newest record that holds this number, or these words; None if there is none."""
    return next((record for record in reversed(records) if name in (record.get(key) or {})), None)


def _records(file: YamlFile, entry: KeyPath) -> Sequence[Mapping[str, Any]]:
    content = file.content
    for step in entry:
        content = content[step]
    return content.get("signed") or ()
