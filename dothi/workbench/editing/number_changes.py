"""Changes of numbers and of their basis, and the edits that make them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from criteria.diagnostic import KeyPath
from criteria.rule_files.fingerprint import fingerprint_of
from criteria.rule_files.provenance import SIGNED_OFF, Provenance
from criteria.sign_off import SignOff, same_number
from dothi.workbench.editing.draft import DraftFile
from dothi.workbench.editing.entries import LocatedProvenance
from dothi.workbench.editing.scalars import written_number
from dothi.workbench.editing.sign_off_record import add_record
from dothi.workbench.editing.text_edits import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """The new content of a provenance.

    Attributes:
        texts: The new text of every number, by name; None if the number is not known.
        basis: The new basis; None if the numbers are null.
    """

    placed: LocatedProvenance
    texts: Mapping[str, str | None]
    basis: str | None

    @property
    def file(self) -> DraftFile:
        """The file to be edited."""
        return self.placed.file

    @property
    def provenance(self) -> Provenance:
        """What the file currently states."""
        return self.placed.provenance

    @property
    def changed_numbers(self) -> tuple[str, ...]:
        """The names of the numbers that change. ``1.50`` equals ``1.5``."""
        return tuple(n.name for n in self.provenance.numbers if not same_number(n.text, self.texts[n.name]))


def signing(placed: LocatedProvenance) -> Change:
    """Return the change that signs off a provenance with its current numbers."""
    return Change(placed, {number.name: number.text for number in placed.provenance.numbers}, SIGNED_OFF)


def is_signable(provenance: Provenance) -> bool:
    """True if every number of a provenance is known and it is not signed off yet."""
    return (
        provenance.basis is not None
        and not provenance.is_signed_off
        and all(n.text is not None for n in provenance.numbers)
    )


def stage(changes: Iterable[Change], signer: SignOff | None = None) -> None:
    """Stage the edits and, if ``signer`` is given, one sign-off record per entry."""
    owners: dict[tuple[DraftFile, KeyPath], dict[int | None, str | None]] = {}
    signed: dict[tuple[DraftFile, KeyPath], dict[str, str]] = {}
    wordings: dict[tuple[DraftFile, KeyPath], dict[str, str]] = {}
    for change in changes:
        file, provenance = change.file, change.provenance
        for number in provenance.numbers:
            if number.name in change.changed_numbers:
                file.stage(file.spanned.scalar(number.route, written_number(change.texts[number.name])))
        if change.basis != provenance.basis:
            owners.setdefault((file, provenance.owner), {})[provenance.pair_index] = change.basis
        known = {name: text for name, text in change.texts.items() if text is not None}
        signed.setdefault((file, provenance.entry), {}).update(known)
        if wording := fingerprint_of(file.value(()), provenance):
            wordings.setdefault((file, provenance.entry), {})[wording[0]] = wording[1]
    for (file, owner), words in owners.items():
        _stage_basis(file, owner, words)
    if signer is not None:
        for (file, entry), numbers in signed.items():
            rested_on = wordings.get((file, entry), {})
            add_record(file, entry, SignOff(signer.by, signer.date, signer.document, numbers, rested_on))


def _stage_basis(file: DraftFile, owner: KeyPath, words: Mapping[int | None, str | None]) -> None:
    """Stage the edits of one mapping's basis: of a single word, or of one or both ends of a pair."""
    route: KeyPath = (*owner, "basis")
    if None in words:
        word = written_number(words[None])
        file.stage(file.spanned.scalar(route, word) if file.spanned.has(route) else _new(file, owner, word))
        return
    if file.spanned.has((*route, 0)):
        for place, known in words.items():
            assert place is not None
            file.stage(file.spanned.scalar((*route, place), written_number(known)))
        return
    pair = f"[{', '.join(written_number(words.get(place)) for place in range(2))}]"
    file.stage(file.spanned.scalar(route, pair) if file.spanned.has(route) else _new(file, owner, pair))


def _new(file: DraftFile, owner: KeyPath, written: str) -> Edit:
    return file.spanned.entry(owner, "basis", written)
