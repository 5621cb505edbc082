"""The actions of a law's rules, built from the entries of rule files."""

from collections.abc import Callable, Mapping

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import Law
from criteria.rule import (
    Action,
    Exempt,
    Grant,
    LowerPassMark,
    NotApplicable,
    NotCounted,
    ReduceMinimum,
    ReplaceLevels,
    ScalePoints,
    ScaleSteps,
    SetPoints,
    SetRequired,
)
from criteria.rule_files import schema
from criteria.rule_files.entries import integer_from, report_unknown
from criteria.rule_files.yaml_file import YamlFile
from criteria.standard import POINT_DECIMALS, Criterion, Level, Standard

PERCENT_DECIMALS = 4

ReadLevels = Callable[[Mapping[str, schema.LevelEntry], str, YamlFile, KeyPath], Mapping[str, Level]]
"""Reads levels by type, for the indicator with this id."""


class Scopes:
    """Resolves which standards an action affects."""

    def __init__(self, criteria: tuple[Criterion, ...]) -> None:
        self.criteria = criteria
        self._standards = {standard.id: standard for criterion in criteria for standard in criterion.standards}
        self._named: dict[str, dict[str, list[str]]] = {
            "criteria": {criterion.id: [] for criterion in criteria},
            "groups": {group.id: [] for criterion in criteria for group in criterion.groups},
            "standards": {identifier: [identifier] for identifier in self._standards},
        }
        for standard in self._standards.values():
            self._named["criteria"].setdefault(standard.criterion, []).append(standard.id)
            if standard.group is not None:
                self._named["groups"].setdefault(standard.group, []).append(standard.id)

    def report_if_unknown(self, identifier: str, file: YamlFile, route: KeyPath) -> Standard | None:
        """Return the standard with this id, or None after reporting that there is none."""
        if identifier not in self._standards:
            report_unknown(file, route, DiagnosticKind.UNKNOWN_STANDARD, identifier, list(self._standards))
        return self._standards.get(identifier)

    def with_steps(self, standards: tuple[str, ...]) -> list[str]:
        """Return the codes of those standards that have steps or brackets."""
        return [self._standards[known].code for known in standards if self._standards[known].steps is not None]

    def without_steps(self, standards: tuple[str, ...]) -> list[str]:
        """Return the codes of those standards that have no steps to scale; brackets do not count as steps."""
        found = (self._standards[known] for known in standards)
        return [standard.code for standard in found if standard.steps is None or standard.steps.only_whole]

    def standards(self, scope: schema.ScopeEntry, file: YamlFile, route: KeyPath) -> tuple[str, ...]:
        """Return the ids of the standards that a scope names directly, by group or by criterion."""
        found: dict[str, None] = {}
        kinds = {
            "criteria": DiagnosticKind.UNKNOWN_CRITERION,
            "groups": DiagnosticKind.UNKNOWN_GROUP,
            "standards": DiagnosticKind.UNKNOWN_STANDARD,
        }
        for key, wanted in (("criteria", scope.criteria), ("groups", scope.groups), ("standards", scope.standards)):
            named = self._named[key]
            for place, identifier in enumerate(wanted):
                if identifier not in named:
                    report_unknown(file, (*route, key, place), kinds[key], identifier, list(named))
                found |= dict.fromkeys(named.get(identifier, ()))
        if not (scope.criteria or scope.groups or scope.standards):
            file.report(route, DiagnosticKind.ACTION_TOUCHES_NOTHING)
        return tuple(found)


def _share(to_percent: str | None, file: YamlFile, route: KeyPath) -> tuple[int, int] | None:
    """Return a percentage as numerator and denominator of a share, or None if it is not known."""
    if to_percent is None:
        return None
    numerator = integer_from(file, (*route, "to_percent"), to_percent, PERCENT_DECIMALS)
    denominator = 100 * 10**PERCENT_DECIMALS
    if not 0 <= numerator <= denominator:
        file.report((*route, "to_percent"), DiagnosticKind.NOT_A_PERCENTAGE, found=to_percent)
    return numerator, denominator


_WITHOUT_NUMBERS: Mapping[type[schema.ScopeEntry], Callable[[tuple[str, ...]], Action]] = {
    schema.NotApplicableEntry: NotApplicable,
    schema.NotCountedEntry: NotCounted,
    schema.GrantEntry: Grant,
}
"""Actions that consist only of the standards they affect."""


def _reduce_minimum(entry: schema.ReduceMinimumEntry, scopes: Scopes, file: YamlFile, route: KeyPath) -> Action:
    for place, counted in enumerate(entry.counted_works):
        scopes.report_if_unknown(counted, file, (*route, "counted_works", place))
    share = _share(entry.to_percent, file, route)
    touched = scopes.standards(entry, file, route)
    for code in scopes.with_steps(touched):
        file.report(route, DiagnosticKind.STEPS_ARE_NOT_REDUCED, standard=code)
    return ReduceMinimum(touched, share, tuple(entry.counted_works))


def _scale_steps(entry: schema.ScaleStepsEntry, scopes: Scopes, file: YamlFile, route: KeyPath) -> Action:
    touched = scopes.standards(entry, file, route)
    for code in scopes.without_steps(touched):
        file.report(route, DiagnosticKind.STANDARD_HAS_NO_STEPS, standard=code)
    share = _share(entry.to_percent, file, route)
    if share is not None and share[0] == 0:
        file.report((*route, "to_percent"), DiagnosticKind.NOT_A_PERCENTAGE, found=entry.to_percent or "")
    return ScaleSteps(touched, share, entry.of == "start-and-steps")


def action_from(
    entry: schema.Action, law: Law, scopes: Scopes, read_levels: ReadLevels, file: YamlFile, route: KeyPath
) -> Action:
    """Return one action of a rule; a name that the law does not have becomes a diagnostic."""
    match entry:
        case schema.ReduceMinimumEntry():
            return _reduce_minimum(entry, scopes, file, route)
        case schema.ScaleStepsEntry():
            return _scale_steps(entry, scopes, file, route)
        case schema.ExemptEntry():
            return Exempt(scopes.standards(entry, file, route), entry.known)
        case schema.NotApplicableEntry() | schema.NotCountedEntry() | schema.GrantEntry():
            return _WITHOUT_NUMBERS[type(entry)](scopes.standards(entry, file, route))
        case schema.SetRequiredEntry():
            types = [known.id for known in law.types if known.required is not None]
            if entry.type not in types:
                report_unknown(file, (*route, "type"), DiagnosticKind.UNKNOWN_TYPE, entry.type, types)
            of_type = [c for c in scopes.criteria if entry.type in c.types]
            if (there := sum(len(c.standards) for c in of_type)) < entry.count and of_type:
                file.report((*route, "count"), DiagnosticKind.TOO_FEW_STANDARDS_TO_COUNT, found=str(there))
            return SetRequired(entry.type, entry.count)
        case schema.SetPointsEntry():
            scopes.report_if_unknown(entry.standard, file, (*route, "standard"))
            return SetPoints(
                entry.standard,
                integer_from(file, (*route, "minimum"), entry.minimum, POINT_DECIMALS),
                integer_from(file, (*route, "maximum"), entry.maximum, POINT_DECIMALS),
            )
        case schema.ScalePointsEntry():
            return ScalePoints(scopes.standards(entry, file, route), entry.numerator, entry.denominator)
        case schema.ReplaceLevelsEntry():
            standard = scopes.report_if_unknown(entry.standard, file, (*route, "standard"))
            levels = read_levels(entry.levels, standard.indicator, file, (*route, "levels")) if standard else {}
            return ReplaceLevels(entry.standard, levels)
        case schema.LowerPassMarkEntry():
            by = integer_from(file, (*route, "by"), entry.by, POINT_DECIMALS)
            if not 0 <= by <= law.points_maximum.value:
                file.report((*route, "by"), DiagnosticKind.PASS_MARK_IS_OUT_OF_REACH)
            return LowerPassMark(by)
        case schema.ReduceInStepsEntry():
            raise TypeError("what steps with an indicator is a rule for each step; see `stepping_rules`")
