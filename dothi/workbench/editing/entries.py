"""What a claim is about, in the words of the law: which standard, rule, criterion or law, and where the law says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from criteria.bilingual import Name
from criteria.diagnostic import KeyPath, NotOnFile
from criteria.indicator import Indicator
from criteria.rule_files.provenance import Claim, Number
from criteria.rulebook import Rulebook
from criteria.standard import Standard
from dothi.workbench.editing.draft import Draft, DraftFile


@dataclass(frozen=True, slots=True)
class Subject:
    """The entry of a file that a claim belongs to.

    Attributes:
        kind: ``standard``, ``rule``, ``criterion`` or ``law``.
        id, code: what it can be asked for by; of a rule, a criterion or a law both are its id.
        indicator: what a standard measures; None: it is none.
    """

    kind: str
    id: str
    code: str
    name: Name
    citation: str
    sources: tuple[str, ...] = ()
    note: str = ""
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with the file in which it stands, what it is about, and the law that names it."""

    file: DraftFile
    claim: Claim
    subject: Subject
    rulebook: Rulebook

    def action_of(self, number: Number) -> Mapping[str, Any] | None:
        """The action of a rule, as its file has it, to which a number belongs; None: it belongs to none."""
        match number.route[len(self.claim.entry) :]:
            case ("then", _, *_):
                return dict(self.file.value(number.route[: len(self.claim.entry) + 2]))
            case _:
                return None

    def standard_of(self, number: Number) -> Standard | None:
        """The one standard of which an action replaces the level or the points; None: the number is no such."""
        wanted = (self.action_of(number) or {}).get("standard")
        return next((standard for standard in self.rulebook.standards if standard.id == wanted), None)

    def indicator_of(self, number: Number) -> Indicator | None:
        """What the standard of a number measures: the entry itself, or the one that the rule replaces."""
        standard = self.standard_of(number)
        return self.subject.indicator if standard is None else self.rulebook.indicators[standard.indicator]


def placed_claims(draft: Draft) -> Iterator[PlacedClaim]:
    """Every claim of a law's files: the head first, then file by file."""
    for file in sorted(draft.files, key=lambda file: file.kind != "law"):
        subjects: dict[KeyPath, Subject] = {}
        for claim in file.claims:
            if claim.entry not in subjects:
                subjects[claim.entry] = _subject(draft, file, claim.entry)
            yield PlacedClaim(file, claim, subjects[claim.entry], draft.rulebook)


def claims_of_part(draft: Draft, part: str) -> tuple[PlacedClaim, ...]:
    """The claims of a standard (by id or code), a rule, a criterion with its standards, or the head (by the law's id).

    Raises:
        NotOnFile: the files of the law have no such part; with the nearest. ``standard_of_another_law`` where the law
            takes the standard over from the files of another one.
    """
    every = tuple(placed_claims(draft))
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


def _subject(draft: Draft, file: DraftFile, entry: KeyPath) -> Subject:
    content, whole = file.value(entry), file.value(())
    if not entry:
        return _of_file(draft, file, whole)
    indicator = draft.rulebook.indicators.get(content.get("indicator", ""))
    return Subject(
        kind="standard" if indicator else "rule",
        id=content["id"],
        code=content.get("code", content["id"]),
        name=_name(content.get("name") or content["text"]),
        citation=content["citation"],
        sources=tuple(content.get("sources") or whole.get("sources") or ()),
        note=" ".join((content.get("note") or "").split()),
        indicator=indicator,
    )


def _of_file(draft: Draft, file: DraftFile, whole: Any) -> Subject:
    law = draft.rulebook.law
    if file.kind == "law":
        return Subject("law", law.id, law.id, law.document, law.points_citation)
    identifier = whole["criterion"]
    sources = tuple(whole.get("sources") or ())
    return Subject("criterion", identifier, identifier, _name(whole["name"]), whole["citation"], sources)


def _name(entry: Any) -> Name:
    return Name(entry["vi"], entry["en"])
