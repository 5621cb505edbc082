"""Standards and their levels, built from the entries of a criterion's file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import OPEN_BLOCK, Indicator
from criteria.rule_files import schema
from criteria.rule_files.consistency import check_levels
from criteria.rule_files.entries import bilingual_from, report_unknown, sign_offs_from
from criteria.rule_files.law_context import LawContext
from criteria.rule_files.levels import level_end_from, level_from, points_from
from criteria.rule_files.provenance import SIGNED_OFF
from criteria.rule_files.sizes import check_span, check_spans
from criteria.rule_files.steps import stepped_from
from criteria.rule_files.yaml_file import YamlFile
from criteria.standard import ONE_POINT, UNVERIFIED, Known, Level, Mandatory, Points, Standard, Steps

NOTHING_KNOWN = Level(None, None)

_NO_POINTS = Known(0, "two-sources")
"""Retained standards carry zero points by definition, so no source is needed."""


class StandardBuilder:
    """Builds the standards of one criterion's file; whatever is unsound in them becomes a diagnostic of that file."""

    def __init__(self, context: LawContext, file: YamlFile) -> None:
        self._context = context
        self._file = file

    def standards(self, model: schema.CriterionDocument) -> tuple[Standard, ...]:
        """Return all standards: those retained from the amended law, those stated, and the open block."""
        types = self._context.types_of(model, self._file)
        return (
            *self._retained(model),
            *(self._stated(entry, model, types, ("standards", i)) for i, entry in enumerate(model.standards)),
            *self._open_block(model, types),
        )

    def counted(self, model: schema.CountingDocument) -> tuple[Standard, ...]:
        """Return standards that are counted, each worth one point."""
        return tuple(self._counted(entry, model, ("standards", place)) for place, entry in enumerate(model.standards))

    def levels(
        self, entries: Mapping[str, schema.LevelEntry], indicator: Indicator, route: KeyPath
    ) -> Mapping[str, Level]:
        """Return the levels by type, from the highest type to the lowest."""
        types = [known.id for known in self._context.law.types]
        for identifier in entries:
            if identifier not in types:
                where = (*route, identifier)
                report_unknown(self._file, where, DiagnosticKind.UNKNOWN_TYPE, identifier, types, of_key=True)
        levels = {
            identifier: level_from(entries[identifier], indicator, self._file, (*route, identifier))
            for identifier in types
            if identifier in entries
        }
        check_levels(levels, indicator, self._file, route)
        if not indicator.is_graded:
            check_spans(levels, self._context.law, self._file, route)
        return levels

    def _retained(self, model: schema.CriterionDocument) -> Iterator[Standard]:
        """Standards of the amended law that are retained with their minimum levels, as conditions without points."""
        if model.standing is None:
            return
        earlier = self._context.earlier_standards
        for place, identifier in enumerate(model.standing.standards):
            if identifier not in earlier:
                where = ("standing", "standards", place)
                report_unknown(self._file, where, DiagnosticKind.UNKNOWN_STANDARD, identifier, list(earlier))
                continue
            standard = earlier[identifier]
            yield replace(
                standard,
                criterion=model.criterion,
                group=None,
                citation=model.standing.citation,
                points=Points(_NO_POINTS, _NO_POINTS),
                levels={known: Level(_unsigned(level.minimum), None) for known, level in standard.levels.items()},
                sources=(),
                note=None,
                signed=(),
                from_law=standard.from_law or self._context.law.amends,
            )

    def _open_block(self, model: schema.CriterionDocument, types: tuple[str, ...]) -> Iterator[Standard]:
        """The points of a criterion whose standards are not known, as one standard."""
        if (block := model.open_block) is None:
            return
        yield Standard(
            id=block.id,
            code=block.code,
            criterion=model.criterion,
            group=None,
            name=bilingual_from(block.name),
            indicator=OPEN_BLOCK.id,
            citation=block.citation,
            points=points_from(block.points, self._file, ("open_block", "points")),
            levels=dict.fromkeys(types, NOTHING_KNOWN),
            note=block.note,
        )

    def _counted(self, entry: schema.CountedStandardEntry, model: schema.CountingDocument, route: KeyPath) -> Standard:
        file, level = self._file, NOTHING_KNOWN
        self._context.cite(entry.sources, file, (*route, "sources"))
        if entry.citation is None:
            file.report(route, DiagnosticKind.CITATION_IS_MISSING, standard=entry.code)
        indicator = self._context.indicator(entry.indicator, file, (*route, "indicator"))
        if indicator is not None:
            end = level_end_from(entry.level, entry.basis, indicator, file, (route, "level", (*route, "basis")))
            level = Level(end, end)
        one = Known(ONE_POINT, model.required.basis)
        return Standard(
            id=entry.id,
            code=entry.code,
            criterion=model.criterion,
            group=None,
            name=bilingual_from(entry.name),
            indicator=entry.indicator,
            citation=entry.citation or "",
            points=Points(one, one),
            levels=dict.fromkeys(self._context.types_of(model, file), level),
            note=entry.note,
            sources=tuple(entry.sources),
            signed=sign_offs_from(entry.signed),
        )

    def _stated(
        self, entry: schema.StandardEntry, model: schema.CriterionDocument, types: tuple[str, ...], route: KeyPath
    ) -> Standard:
        groups = [group.id for group in model.groups]
        if entry.group is not None and entry.group not in groups:
            report_unknown(self._file, (*route, "group"), DiagnosticKind.UNKNOWN_GROUP, entry.group, groups)
        if entry.citation is None:
            self._file.report(route, DiagnosticKind.CITATION_IS_MISSING, standard=entry.code)
        self._context.cite(entry.sources, self._file, (*route, "sources"))
        mandatory = self._mandatory(entry.mandatory, (*route, "mandatory")) if entry.mandatory else None
        asked = self._asked_by(entry, types, route)
        levels, points, steps = self._demands(entry, asked or types, route)
        return Standard(
            id=entry.id,
            code=entry.code,
            criterion=model.criterion,
            group=entry.group,
            name=bilingual_from(entry.name),
            indicator=entry.indicator,
            citation=entry.citation or "",
            points=points,
            levels=levels,
            mandatory=mandatory,
            note=entry.note,
            sources=tuple(entry.sources),
            steps=steps,
            alternative=entry.alternative_to,
            measures=None if entry.measures is None else bilingual_from(entry.measures),
            signed=sign_offs_from(entry.signed),
            types=asked,
        )

    def _asked_by(self, entry: schema.StandardEntry, types: tuple[str, ...], route: KeyPath) -> tuple[str, ...] | None:
        """Return the types that ask for a standard, or None if all types of its criterion do."""
        for place, identifier in enumerate(entry.types or ()):
            if identifier not in types:
                where = (*route, "types", place)
                report_unknown(self._file, where, DiagnosticKind.UNKNOWN_TYPE, identifier, list(types))
        return None if entry.types is None else tuple(known for known in types if known in entry.types)

    def _mandatory(self, entry: schema.MandatoryEntry, route: KeyPath) -> Mandatory:
        readings = [reading.id for reading in self._context.law.readings]
        if entry.in_reading not in readings:
            where = (*route, "in_reading")
            report_unknown(self._file, where, DiagnosticKind.UNKNOWN_READING, entry.in_reading, readings)
        return Mandatory(entry.in_reading, entry.citation)

    def _demands(
        self, entry: schema.StandardEntry, types: tuple[str, ...], route: KeyPath
    ) -> tuple[Mapping[str, Level], Points, Steps | None]:
        """Return the levels, points and steps of a standard, whichever of the four ways its entry states them in."""
        file = self._file
        nothing = Points(Known(0, ""), Known(0, ""))
        ways = [key for key in ("levels", "level", "steps", "brackets") if getattr(entry, key) is not None]
        in_steps = bool({"steps", "brackets"} & set(ways))
        if len(ways) != 1:
            found = ", ".join(ways) or "–"
            file.report(route, DiagnosticKind.ONE_WAY_OF_LEVELS_EXPECTED, found=found, standard=entry.code)
            return {}, nothing, None
        if (entry.points is None) is not in_steps:
            file.report(route, DiagnosticKind.POINTS_STAND_ONCE, standard=entry.code)
        if entry.basis is not None and ways == ["levels"]:
            file.report((*route, "basis"), DiagnosticKind.BASIS_STANDS_WITH_LEVELS)
        points = points_from(entry.points, file, (*route, "points")) if entry.points else nothing
        indicator = self._context.indicator(entry.indicator, file, (*route, "indicator"))
        if indicator is None:
            return {}, points, Steps(None, 1) if in_steps else None
        if in_steps:
            level, points, steps = stepped_from(entry, indicator, file, route)
            check_span(level, self._context.law, file, (*route, ways[0]))
            return dict.fromkeys(types, level), points, steps
        if entry.level is not None:
            end = level_end_from(entry.level, entry.basis, indicator, file, (route, "level", (*route, "basis")))
            return dict.fromkeys(types, Level(end, end)), points, None
        assert entry.levels is not None
        for missing in (known for known in types if known not in entry.levels):
            file.report((*route, "levels"), DiagnosticKind.TYPE_IS_MISSING, found=missing, standard=entry.code)
        return self.levels(entry.levels, indicator, (*route, "levels")), points, None


def _unsigned(number: Known | None) -> Known | None:
    """Return a number of the amended law as it counts in this one, whose text it was not compared with."""
    return Known(number.value, UNVERIFIED) if number is not None and number.basis == SIGNED_OFF else number
