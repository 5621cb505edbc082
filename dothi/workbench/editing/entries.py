"""The subject of a provenance: which standard, rule, criterion or law it belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from criteria.bilingual import BilingualText
from criteria.diagnostic import KeyPath, NotOnFile
from criteria.indicator import Indicator
from criteria.rule_files.provenance import Number, Provenance
from criteria.rulebook import Rulebook
from criteria.standard import Standard
from dothi.workbench.editing.draft import Draft, DraftFile


@dataclass(frozen=True, slots=True)
class EntrySubject:
    """The entry of a file that a provenance belongs to.

    Attributes:
        kind: ``standard``, ``rule``, ``criterion`` or ``law``.
        id, code: What users call it by. For a rule, a criterion or a law both are its id.
        indicator: The indicator that a standard measures; None for anything else.
    """

    kind: str
    id: str
    code: str
    name: BilingualText
    citation: str
    sources: tuple[str, ...] = ()
    note: str = ""
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True)
class LocatedProvenance:
    """A provenance with its file, its subject and its law."""

    file: DraftFile
    provenance: Provenance
    subject: EntrySubject
    rulebook: Rulebook

    def action_of(self, number: Number) -> Mapping[str, Any] | None:
        """Return the action of a rule, as its file states it, that contains a number; None if no action does."""
        match number.route[len(self.provenance.entry) :]:
            case ("then", _, *_):
                return dict(self.file.value(number.route[: len(self.provenance.entry) + 2]))
            case _:
                return None

    def standard_of(self, number: Number) -> Standard | None:
        """Return the standard whose level or points the action of a number replaces; None if there is none."""
        wanted = (self.action_of(number) or {}).get("standard")
        return next((standard for standard in self.rulebook.standards if standard.id == wanted), None)

    def indicator_of(self, number: Number) -> Indicator | None:
        """Return the indicator of the standard that a number is about: the entry itself, or the one a rule changes."""
        standard = self.standard_of(number)
        return self.subject.indicator if standard is None else self.rulebook.indicators[standard.indicator]


def located_provenances(draft: Draft) -> Iterator[LocatedProvenance]:
    """Yield every provenance in the files of a law: those of the head first, then file by file."""
    for file in sorted(draft.files, key=lambda file: file.kind != "law"):
        subjects: dict[KeyPath, EntrySubject] = {}
        for provenance in file.provenances:
            if provenance.entry not in subjects:
                subjects[provenance.entry] = _subject(draft, file, provenance.entry)
            yield LocatedProvenance(file, provenance, subjects[provenance.entry], draft.rulebook)


def provenances_of_part(draft: Draft, part: str) -> tuple[LocatedProvenance, ...]:
    """Return the provenances of a standard, a rule, a criterion with its standards, or the head of the law.

    A standard is named by id or code, the head by the id of the law.

    Raises:
        NotOnFile: The files of the law have no such part; the error carries the names there are. The kind is
            ``standard_of_another_law`` if the law takes the standard over from the files of another one.
    """
    every = tuple(located_provenances(draft))
    found = tuple(
        placed
        for placed in every
        if part in {placed.subject.id, placed.subject.code} or part == placed.file.value(()).get("criterion")
    )
    if found:
        return found
    law = draft.rulebook.law
    for standard in draft.rulebook.standards:
        if standard.from_law and part in {standard.id, standard.code}:
            raise NotOnFile("standard_of_another_law", part, [standard.from_law], law=law.id)
    names = dict.fromkeys(name for placed in every for name in (placed.subject.code, placed.subject.id))
    raise NotOnFile("standard", part, names, law=law.id)


def _subject(draft: Draft, file: DraftFile, entry: KeyPath) -> EntrySubject:
    content, whole = file.value(entry), file.value(())
    if not entry:
        return _of_file(draft, file, whole)
    indicator = draft.rulebook.indicators.get(content.get("indicator", ""))
    return EntrySubject(
        kind="standard" if indicator else "rule",
        id=content["id"],
        code=content.get("code", content["id"]),
        name=_name(content.get("name") or content["text"]),
        citation=content["citation"],
        sources=tuple(content.get("sources") or whole.get("sources") or ()),
        note=" ".join((content.get("note") or "").split()),
        indicator=indicator,
    )


def _of_file(draft: Draft, file: DraftFile, whole: Any) -> EntrySubject:
    law = draft.rulebook.law
    if file.kind == "law":
        return EntrySubject("law", law.id, law.id, law.document, law.points_citation)
    identifier = whole["criterion"]
    sources = tuple(whole.get("sources") or ())
    return EntrySubject("criterion", identifier, identifier, _name(whole["name"]), whole["citation"], sources)


def _name(entry: Any) -> BilingualText:
    return BilingualText(entry["vi"], entry["en"])
