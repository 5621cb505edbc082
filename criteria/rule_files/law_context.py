"""What the parts of a law are built with: its head, what all laws share, and the sources that its files cite."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from criteria.diagnostic import KeyPath, Location, nearest
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator, Indicators
from criteria.law import Law
from criteria.rule_files import schema
from criteria.rule_files.entries import report_repeated_id, report_unknown
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import Rulebook, Source
from criteria.standard import Standard
from criteria.vocabulary import Vocabulary

CriterionForm = schema.CriterionDocument | schema.CountingDocument


@dataclass
class LawContext:
    """A law whose parts are being built.

    Attributes:
        amended: the law that it amends, or None.
        sources: the sources that the files declare, by id.
    """

    law: Law
    indicators: Indicators
    vocabulary: Vocabulary
    amended: Rulebook | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    _sources: dict[str, Location] = field(default_factory=dict)
    _cited: list[tuple[str, KeyPath, YamlFile]] = field(default_factory=list)

    @property
    def earlier_standards(self) -> dict[str, Standard]:
        """The standards of the amended law, by id."""
        return {standard.id: standard for standard in self.amended.standards} if self.amended else {}

    def types_of(self, model: CriterionForm, file: YamlFile) -> tuple[str, ...]:
        """Return the types that must meet a criterion: those it names, or else all that are assessed by points."""
        known = [entry.id for entry in self.law.types]
        if model.types is None:
            return tuple(entry.id for entry in self.law.assessed_types if entry.required is None)
        for place, identifier in enumerate(model.types):
            if identifier not in known:
                # This runs several times for a criterion; a file keeps each diagnostic once.
                report_unknown(file, ("types", place), DiagnosticKind.UNKNOWN_TYPE, identifier, known)
        return tuple(identifier for identifier in known if identifier in model.types)

    def kinds_of(self, model: CriterionForm, file: YamlFile) -> tuple[str, ...] | None:
        """Return the kinds of municipality that must meet a criterion, or None if all kinds must."""
        if model.kinds is None:
            return None
        known = list(self.vocabulary.kinds)
        for place, kind in enumerate(model.kinds):
            if kind not in known:
                report_unknown(file, ("kinds", place), DiagnosticKind.WORD_IS_NOT_ALLOWED, kind, known)
        return tuple(kind for kind in known if kind in model.kinds)

    def indicator(self, identifier: str, file: YamlFile, route: KeyPath) -> Indicator | None:
        """Return an indicator of the catalogue, or None after reporting that there is none with this id."""
        indicator = self.indicators.get(identifier)
        if indicator is None:
            report_unknown(file, route, DiagnosticKind.UNKNOWN_INDICATOR, identifier, list(self.indicators))
        return indicator

    def declare(self, entries: Iterable[schema.SourceEntry], file: YamlFile) -> None:
        """Add the sources that a file declares; an id that was declared before is a diagnostic."""
        for place, entry in enumerate(entries):
            self.sources.setdefault(entry.id, Source(entry.id, entry.address, entry.quote.strip()))
            here: KeyPath = ("sources", place, "id")
            first = self._sources.setdefault(entry.id, file.location(here))
            if first != file.location(here):
                report_repeated_id(file, here, entry.id, first)

    def cite(self, sources: Iterable[str], file: YamlFile, route: KeyPath) -> None:
        """Remember the sources cited at a route, for `check_citations`."""
        self._cited += [(source, (*route, place), file) for place, source in enumerate(sources)]

    def cite_head(self, model: schema.LawDocument, file: YamlFile) -> None:
        """Remember every source cited in ``law.yaml``."""
        for key in ("maximum", "pass_mark", "round_to"):
            self.cite(getattr(model.points, key).sources, file, ("points", key, "sources"))
        for place, reading in enumerate(model.readings):
            self.cite(reading.sources, file, ("readings", place, "sources"))
        for place, known in enumerate(model.types):
            if known.required:
                self.cite(known.required.sources, file, ("types", place, "required", "sources"))
        for place, days in enumerate(model.type_days):
            self.cite(days.sources, file, ("type_days", place, "sources"))
        if model.data_as_of:
            self.cite(model.data_as_of.sources, file, ("data_as_of", "sources"))

    def check_citations(self) -> None:
        """Report every source that was cited and that no file of the law declares."""
        for text, route, file in self._cited:
            if text not in self._sources:
                suggestion = nearest(text, self._sources) or ""
                file.report(route, DiagnosticKind.UNKNOWN_SOURCE, found=text, nearest=suggestion)
