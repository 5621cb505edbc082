"""From the form of the rule files to the rulebook: texts become integers, names become what they name.

What cannot be built is a diagnostic in its file; building goes on, so that all diagnostics of a law are told at once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from criteria.diagnostic import KeyPath, Location, nearest
from criteria.indicator import OPEN_BLOCK, Indicator, Indicators
from criteria.law import Law
from criteria.rule import Rule
from criteria.rule_files import schema
from criteria.rule_files.actions import Scopes, action_from
from criteria.rule_files.amendments import taken_over
from criteria.rule_files.consistency import (
    check_group_points,
    check_levels,
    check_points,
    check_rules,
    check_totals,
)
from criteria.rule_files.entries import (
    bilingual_from,
    condition_from,
    report_repeated_id,
    report_unknown,
    sign_offs_from,
)
from criteria.rule_files.levels import criterion_points_from, level_end_from, level_from, points_from
from criteria.rule_files.member_units import member_units_from
from criteria.rule_files.provenance import SIGNED_OFF
from criteria.rule_files.sign_off_checks import check_sign_offs
from criteria.rule_files.steps import stepped_from
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import MemberUnitsRequirement, Rulebook
from criteria.standard import ONE_POINT, UNVERIFIED, Criterion, Group, Known, Level, Mandatory, Points, Standard, Steps
from criteria.vocabulary import Vocabulary

NOTHING_KNOWN = Level(None, None)


_NO_POINTS = Known(0, "two-sources")
"""A minimum that stands without its table is worth nothing, which nobody need look up."""


def _as_compared(number: Known | None) -> Known | None:
    """A number of the amended law; one signed off was not compared with the text of the law in which it stands."""
    return Known(number.value, UNVERIFIED) if number is not None and number.basis == SIGNED_OFF else number


@dataclass
class RulebookBuilder:
    """Gathers the files of a law and builds its rulebook."""

    law: Law
    head_file: YamlFile
    indicators: Indicators
    vocabulary: Vocabulary
    amended: Rulebook | None = None
    criteria: list[tuple[schema.CriterionDocument | schema.CountingDocument, YamlFile]] = field(default_factory=list)
    rules: list[tuple[schema.RulesDocument, YamlFile]] = field(default_factory=list)
    sources: dict[str, Location] = field(default_factory=dict)
    _places: dict[str, str] = field(default_factory=dict)
    _member_units: list[MemberUnitsRequirement] = field(default_factory=list)
    _cited_sources: list[tuple[str, KeyPath, YamlFile]] = field(default_factory=list)

    def add(self, model: BaseModel, file: YamlFile) -> None:
        """Add one file of the law."""
        check_sign_offs(file)
        match model:
            case schema.LawDocument() if file is self.head_file:
                self._cite_head(model, file)
            case schema.CriterionDocument() | schema.CountingDocument():
                self.criteria.append((model, file))
            case schema.RulesDocument():
                self.rules.append((model, file))
            case schema.MemberUnitsDocument():
                self._member_units += member_units_from(model, self.law, self.indicators, self.vocabulary, file)
                for place, test in enumerate(model.member_units):
                    self._cite(test.required.sources, file, ("member_units", place, "required", "sources"))
            case schema.SourcesDocument():
                for place, entry in enumerate(model.sources):
                    here: KeyPath = ("sources", place, "id")
                    first = self.sources.setdefault(entry.id, file.location(here))
                    if first != file.location(here):
                        report_repeated_id(file, here, entry.id, first)
            case _:
                file.report((), "unexpected_document_kind", expected="criterion, rules, member_units, sources")

    def finish(self, sha256: str) -> Rulebook:
        """The rulebook; where something is unsound the files carry the diagnostics and it is of no use."""
        if not self.criteria:
            self.head_file.report((), "law_has_no_criteria")
        own = self.look_at_parts()
        criteria, rules = taken_over(self.law, self.amended, own)
        self._check_repeats_of([criterion for criterion in criteria if criterion not in own])
        scopes = Scopes(criteria)
        stated = tuple(
            self._rule(entry, scopes, file, ("rules", place))
            for model, file in self.rules
            for place, entry in enumerate(model.rules)
        )
        names = {rule.id for rule in stated}
        rules = (*(rule for rule in rules if rule.id not in names), *stated)
        for text, route, file in self._cited_sources:
            if text not in self.sources:
                suggestion = nearest(text, self.sources) or ""
                file.report(route, "unknown_source", found=text, nearest=suggestion)
        check_totals(self.law, criteria, self.head_file)
        indicators = {**self.indicators, OPEN_BLOCK.id: OPEN_BLOCK}
        amended = (self.amended.law, *self.amended.amended) if self.amended else ()
        return Rulebook(
            self.law, criteria, rules, indicators, self.vocabulary, sha256, amended, tuple(self._member_units)
        )

    def look_at_parts(self) -> tuple[Criterion, ...]:
        """The criteria that the law states, each built by itself; faults become diagnostics of its file."""
        self._check_repeats_across_files()
        return tuple(
            self._criterion(model, file)
            if isinstance(model, schema.CriterionDocument)
            else self._counted_criterion(model, file)
            for model, file in self.criteria
        )

    def _check_repeats_across_files(self) -> None:
        seen: dict[tuple[str, str], tuple[YamlFile, KeyPath]] = {}

        def once(what: str, identifier: str, file: YamlFile, route: KeyPath) -> bool:
            first_file, first = seen.setdefault((what, identifier), (file, route))
            is_first = first_file is file and first == route
            if not is_first:
                report_repeated_id(file, route, identifier, first_file.location(first))
            return is_first

        for criterion, file in self.criteria:
            kinds = self._kinds(criterion, file)
            for known in self._types(criterion, file):
                for kind in self.vocabulary.kinds if kinds is None else kinds:
                    once(f"criterion of {known} {kind}", criterion.criterion, file, ("criterion",))
            if isinstance(criterion, schema.CriterionDocument):
                self._once_standing(criterion, file, once)
                for place, group in enumerate(criterion.groups):
                    once("group", group.id, file, ("groups", place, "id"))
            standards: Sequence[schema.StandardEntry | schema.CountedStandardEntry] = criterion.standards
            for place, standard in enumerate(standards):
                once("standard", standard.id, file, ("standards", place, "id"))
                once("code", standard.code, file, ("standards", place, "code"))
            if isinstance(criterion, schema.CriterionDocument) and criterion.open_block is not None:
                once("standard", criterion.open_block.id, file, ("open_block", "id"))
                once("code", criterion.open_block.code, file, ("open_block", "code"))
        for rules, file in self.rules:
            for place, rule in enumerate(rules.rules):
                once("rule", rule.id, file, ("rules", place, "id"))

    def _check_repeats_of(self, taken: Sequence[Criterion]) -> None:
        """Report of standards that have the id or the code of one that is taken over from the amended law."""
        for key in ("id", "code"):
            there = {getattr(standard, key) for criterion in taken for standard in criterion.standards}
            for model, file in self.criteria:
                for place, standard in enumerate(model.standards):
                    if (found := getattr(standard, key)) in there:
                        amended = self.law.amends or ""
                        file.report(("standards", place, key), "id_stands_twice", found=found, first=amended)

    def _once_standing(
        self, criterion: schema.CriterionDocument, file: YamlFile, once: Callable[[str, str, YamlFile, KeyPath], bool]
    ) -> None:
        earlier = {standard.id: standard for standard in self.amended.standards} if self.amended else {}
        for place, identifier in enumerate(criterion.standing.standards if criterion.standing else []):
            where: KeyPath = ("standing", "standards", place)
            if once("standard", identifier, file, where) and identifier in earlier:
                once("code", earlier[identifier].code, file, where)

    def _types(self, model: schema.CriterionDocument | schema.CountingDocument, file: YamlFile) -> tuple[str, ...]:
        """The types a criterion is asked of: those it names, else all that are assessed by points."""
        known = [entry.id for entry in self.law.types]
        if model.types is None:
            return tuple(known.id for known in self.law.assessed_types if known.required is None)
        for place, identifier in enumerate(model.types):
            if identifier not in known:
                # Told once, however often it is asked: a file does not repeat a diagnostic.
                report_unknown(file, ("types", place), "unknown_type", identifier, known)
        return tuple(identifier for identifier in known if identifier in model.types)

    def _kinds(
        self, model: schema.CriterionDocument | schema.CountingDocument, file: YamlFile
    ) -> tuple[str, ...] | None:
        """The kinds of municipality a criterion is asked of; None: all."""
        if model.kinds is None:
            return None
        known = list(self.vocabulary.kinds)
        for place, kind in enumerate(model.kinds):
            if kind not in known:
                report_unknown(file, ("kinds", place), "word_is_not_allowed", kind, known)
        return tuple(kind for kind in known if kind in model.kinds)

    def _counted_criterion(self, model: schema.CountingDocument, file: YamlFile) -> Criterion:
        """A group of standards that are counted, as a criterion in which each is worth one point."""
        self._cite(model.sources, file, ("sources",))
        self._cite(model.required.sources, file, ("required", "sources"))
        types = self._types(model, file)
        one = Known(ONE_POINT, model.required.basis)
        if model.required.count > len(model.standards):
            file.report(("required", "count"), "too_few_standards_to_count", found=str(len(model.standards)), type="")
        standards = []
        for place, entry in enumerate(model.standards):
            route: KeyPath = ("standards", place)
            self._cite(entry.sources, file, (*route, "sources"))
            if entry.citation is None:
                file.report(route, "citation_is_missing", standard=entry.code)
            indicator = self.indicators.get(entry.indicator)
            level = NOTHING_KNOWN
            if indicator is None:
                known = list(self.indicators)
                report_unknown(file, (*route, "indicator"), "unknown_indicator", entry.indicator, known)
            else:
                found = level_end_from(entry.level, entry.basis, indicator, file, (route, "level", (*route, "basis")))
                level = Level(found, found)
            standards.append(
                Standard(
                    id=entry.id,
                    code=entry.code,
                    criterion=model.criterion,
                    group=None,
                    name=bilingual_from(entry.name),
                    indicator=entry.indicator,
                    citation=entry.citation or "",
                    points=Points(one, one),
                    levels=dict.fromkeys(types, level),
                    note=entry.note,
                    sources=tuple(entry.sources),
                    signed=sign_offs_from(entry.signed),
                )
            )
        return Criterion(
            id=model.criterion,
            name=bilingual_from(model.name),
            citation=model.citation,
            points=Points(
                Known(model.required.count * ONE_POINT, model.required.basis),
                Known(len(standards) * ONE_POINT, model.required.basis),
            ),
            groups=(),
            standards=tuple(standards),
            types=types,
            is_counted=True,
            kinds=self._kinds(model, file),
            signed=sign_offs_from(model.signed),
        )

    def _criterion(self, model: schema.CriterionDocument, file: YamlFile) -> Criterion:
        groups = tuple(
            Group(
                entry.id,
                bilingual_from(entry.name),
                points_from(entry.points, file, ("groups", place, "points")) if entry.points else None,
            )
            for place, entry in enumerate(model.groups)
        )
        self._cite(model.sources, file, ("sources",))
        criterion = Criterion(
            id=model.criterion,
            name=bilingual_from(model.name),
            citation=model.citation,
            points=criterion_points_from(model.points, file, ("points",)),
            groups=groups,
            standards=(
                *self._standing(model, file),
                *(self._standard(entry, model, file, ("standards", i)) for i, entry in enumerate(model.standards)),
                *self._open_block(model, file),
            ),
            types=self._types(model, file),
            kinds=self._kinds(model, file),
            asks_minimum=model.points.minimum is not None,
            signed=sign_offs_from(model.signed),
        )
        if not file.diagnostics:
            # Points that could not be read add up to nothing: that would be a second diagnostic of the same mistake.
            check_points(criterion, file)
            check_group_points(criterion, file)
        return criterion

    def _standing(self, model: schema.CriterionDocument, file: YamlFile) -> Iterator[Standard]:
        """Standards of the amended law whose minimum levels stand: conditions without points."""
        if model.standing is None:
            return
        earlier = {standard.id: standard for standard in self.amended.standards} if self.amended else {}
        for place, identifier in enumerate(model.standing.standards):
            if identifier not in earlier:
                where = ("standing", "standards", place)
                report_unknown(file, where, "unknown_standard", identifier, list(earlier))
                continue
            standard = earlier[identifier]
            yield replace(
                standard,
                criterion=model.criterion,
                group=None,
                citation=model.standing.citation,
                points=Points(_NO_POINTS, _NO_POINTS),
                levels={known: Level(_as_compared(level.minimum), None) for known, level in standard.levels.items()},
                sources=(),
                note=None,
                signed=(),
                from_law=standard.from_law or self.law.amends,
            )

    def _open_block(self, model: schema.CriterionDocument, file: YamlFile) -> Iterator[Standard]:
        """The points of a criterion of whose standards nothing is known."""
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
            points=points_from(block.points, file, ("open_block", "points")),
            levels=dict.fromkeys(self._types(model, file), NOTHING_KNOWN),
            note=block.note,
        )

    def _standard(
        self, entry: schema.StandardEntry, model: schema.CriterionDocument, file: YamlFile, route: KeyPath
    ) -> Standard:
        groups = [group.id for group in model.groups]
        if entry.group is not None and entry.group not in groups:
            report_unknown(file, (*route, "group"), "unknown_group", entry.group, groups)
        if entry.citation is None:
            file.report(route, "citation_is_missing", standard=entry.code)
        self._cite(entry.sources, file, (*route, "sources"))
        mandatory = None
        if entry.mandatory:
            readings = [reading.id for reading in self.law.readings]
            if entry.mandatory.in_reading not in readings:
                where = (*route, "mandatory", "in_reading")
                report_unknown(file, where, "unknown_reading", entry.mandatory.in_reading, readings)
            mandatory = Mandatory(entry.mandatory.in_reading, entry.mandatory.citation)
        levels, points, steps = self._asked(entry, model, file, route)
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
            signed=sign_offs_from(entry.signed),
        )

    def _asked(
        self, entry: schema.StandardEntry, model: schema.CriterionDocument, file: YamlFile, route: KeyPath
    ) -> tuple[Mapping[str, Level], Points, Steps | None]:
        """What a standard asks and what it is worth, in whichever of the ways its entry says so."""
        nothing = Points(Known(0, ""), Known(0, ""))
        ways = [key for key in ("levels", "level", "steps", "brackets") if getattr(entry, key) is not None]
        in_steps = bool({"steps", "brackets"} & set(ways))
        if len(ways) != 1:
            file.report(route, "one_way_of_levels_expected", found=", ".join(ways) or "–", standard=entry.code)
            return {}, nothing, None
        if (entry.points is None) is not in_steps:
            file.report(route, "points_stand_once", standard=entry.code)
        if entry.basis is not None and ways == ["levels"]:
            file.report((*route, "basis"), "basis_stands_with_levels")
        points = points_from(entry.points, file, (*route, "points")) if entry.points else nothing
        types = self._types(model, file)
        indicator = self.indicators.get(entry.indicator)
        if indicator is None:
            known = list(self.indicators)
            report_unknown(file, (*route, "indicator"), "unknown_indicator", entry.indicator, known)
            return {}, points, Steps(None, 1) if in_steps else None
        if in_steps:
            level, points, steps = stepped_from(entry, indicator, file, route)
            return dict.fromkeys(types, level), points, steps
        if entry.level is not None:
            end = level_end_from(entry.level, entry.basis, indicator, file, (route, "level", (*route, "basis")))
            return dict.fromkeys(types, Level(end, end)), points, None
        assert entry.levels is not None
        for missing in (known for known in types if known not in entry.levels):
            file.report((*route, "levels"), "type_is_missing", found=missing, standard=entry.code)
        return self._levels(entry.levels, indicator, file, (*route, "levels")), points, None

    def _levels(
        self, entries: Mapping[str, schema.LevelEntry], indicator: Indicator, file: YamlFile, route: KeyPath
    ) -> Mapping[str, Level]:
        types = [known.id for known in self.law.types]
        for identifier in entries:
            if identifier not in types:
                report_unknown(file, (*route, identifier), "unknown_type", identifier, types, of_key=True)
        levels = {
            identifier: level_from(entries[identifier], indicator, file, (*route, identifier))
            for identifier in types
            if identifier in entries
        }
        check_levels(levels, indicator, file, route)
        return levels

    def _levels_of(
        self, entries: Mapping[str, schema.LevelEntry], indicator: str, file: YamlFile, route: KeyPath
    ) -> Mapping[str, Level]:
        known = self.indicators.get(indicator)
        return self._levels(entries, known, file, route) if known else {}

    def _rule(self, entry: schema.RuleEntry, scopes: Scopes, file: YamlFile, route: KeyPath) -> Rule:
        self._cite(entry.sources, file, (*route, "sources"))
        told_before = len(file.diagnostics)
        rule = Rule(
            id=entry.id,
            name=bilingual_from(entry.name),
            when=condition_from(entry.when, self.vocabulary, file, route),
            then=tuple(
                action_from(action, self.law, scopes, self._levels_of, file, (*route, "then", place))
                for place, action in enumerate(entry.then)
            ),
            citation=entry.citation,
            basis=entry.basis,
            signed=sign_offs_from(entry.signed),
        )
        if len(file.diagnostics) == told_before and not any(other.diagnostics for _, other in self.criteria):
            # A rule on what could not be read moves no points: that would be a second diagnostic of the same mistake.
            check_rules(rule, scopes.criteria, file, route)
        return rule

    def _cite_head(self, model: schema.LawDocument, file: YamlFile) -> None:
        for key in ("maximum", "pass_mark", "round_to"):
            self._cite(getattr(model.points, key).sources, file, ("points", key, "sources"))
        for place, reading in enumerate(model.readings):
            self._cite(reading.sources, file, ("readings", place, "sources"))
        for place, known in enumerate(model.types):
            if known.required:
                self._cite(known.required.sources, file, ("types", place, "required", "sources"))
        if model.data_as_of:
            self._cite(model.data_as_of.sources, file, ("data_as_of", "sources"))

    def _cite(self, sources: list[str], file: YamlFile, route: KeyPath) -> None:
        self._cited_sources += [(source, (*route, place), file) for place, source in enumerate(sources)]
