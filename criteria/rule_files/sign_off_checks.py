"""The ``signed`` records of the rule files, and whether every signed-off number has one that still holds."""

from collections.abc import Mapping, Sequence
from typing import Any

from criteria.diagnostic import KeyPath
from criteria.rule_files.entries import complain_of_unknown
from criteria.rule_files.fingerprint import wording_of
from criteria.rule_files.provenance import SIGNED_OFF, Claim, claims_of
from criteria.rule_files.yaml_file import YamlFile
from criteria.sign_off import same_number


def complain_of_signatures(file: YamlFile) -> None:
    """What is signed off was compared with the official text, and is still what was found there.

    ``signature_is_missing``: no record says so. ``signed_number_differs``: the newest record says another number.
    ``signed_words_differ``: what the number is about has changed since. ``unknown_signed_number``: a record names what
    the entry has not.
    """
    claims = list(claims_of(file.content))
    if (file.content.get("takes_over") or {}).get("unverified_is") == SIGNED_OFF:
        # Nobody can have compared what other files will say.
        file.complain(("takes_over", "unverified_is"), "signature_is_missing", number="takes_over")
    names: dict[KeyPath, list[str]] = {}
    for claim in claims:
        names.setdefault(claim.entry, []).extend(number.name for number in claim.numbers)
        if claim.is_signed_off:
            _complain_of_claim(claim, _records(file, claim.entry), file)
    for entry, known in names.items():
        for place, record in enumerate(_records(file, entry)):
            for name in record.get("numbers") or ():
                if name not in known:
                    route = (*entry, "signed", place, "numbers", name)
                    complain_of_unknown(file, route, "unknown_signed_number", name, known, of_key=True)


def _complain_of_claim(claim: Claim, records: Sequence[Mapping[str, Any]], file: YamlFile) -> None:
    wording = wording_of(file.content, claim)
    if not records:
        names = [number.name for number in claim.numbers] or [wording[0] if wording else ""]
        file.complain(claim.basis_route, "signature_is_missing", number=", ".join(names))
        return
    for number in claim.numbers:
        record = _newest("numbers", number.name, records)
        signed = None if record is None else str(record["numbers"][number.name])
        if number.text is not None and signed is None:
            file.complain(claim.basis_route, "signature_is_missing", number=number.name)
        elif not same_number(number.text, signed):
            found = number.text or "null"
            file.complain(number.route, "signed_number_differs", number=number.name, found=found, signed=signed or "")
        elif record is not None and wording is not None:
            _complain_of_wording(claim, wording, record, file)
    if not claim.numbers and wording is not None:
        record = _newest("words", wording[0], records)
        if record is None:
            file.complain(claim.basis_route, "signature_is_missing", number=wording[0])
        else:
            _complain_of_wording(claim, wording, record, file)


def _complain_of_wording(claim: Claim, wording: tuple[str, str], record: Mapping[str, Any], file: YamlFile) -> None:
    """Once for an entry, however many numbers of it rest on its words."""
    if (record.get("words") or {}).get(wording[0]) != wording[1]:
        file.complain(claim.entry or claim.owner, "signed_words_differ", date=str(record["date"]))


def _newest(key: str, name: str, records: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The newest record that says something of a number, or of words; None: none does."""
    return next((record for record in reversed(records) if name in (record.get(key) or {})), None)


def _records(file: YamlFile, entry: KeyPath) -> Sequence[Mapping[str, Any]]:
    content = file.content
    for step in entry:
        content = content[step]
    return content.get("signed") or ()
