"""Checks that need more than one number of the law, for files that already have a valid form."""

from collections.abc import Callable, Collection, Mapping, Sequence

from criteria.diagnostic import ComputedNumber, KeyPath, nearest
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator
from criteria.law import Law
from criteria.number_text import text_from_integer
from criteria.rule import Action, NotApplicable, NotCounted, ReplaceLevels, Rule, ScalePoints, SetPoints
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS, Criterion, Known, Level, added_up


def computed_points(points: int) -> ComputedNumber:
    """Return points, given in ten-thousandths, as a detail of a diagnostic."""
    return ComputedNumber(text_from_integer(points, POINT_DECIMALS))


def _value_text(value: int, indicator: Indicator) -> str:
    """Return a value as a detail of a diagnostic; a grade is given by its id."""
    text = indicator.text(value)
    return text if indicator.is_graded else ComputedNumber(text)


def check_law(law: Law, file: YamlFile) -> None:
    """Check that a law ends after it begins, has one default reading, a rounding step, and reachable pass marks."""
    if law.in_force_until is not None and law.in_force_until < law.in_force_from:
        file.report(
            ("in_force", "until"), DiagnosticKind.LAW_ENDS_BEFORE_IT_BEGINS, found=law.in_force_until.isoformat()
        )
    for place, own in enumerate(law.type_days):
        if own.days.last is not None and own.days.last < own.days.first:
            route: KeyPath = ("type_days", place, "until")
            file.report(route, DiagnosticKind.LAW_ENDS_BEFORE_IT_BEGINS, found=own.days.last.isoformat())
    defaults = [reading.id for reading in law.readings if reading.is_default]
    if len(defaults) != 1:
        file.report(("readings",), DiagnosticKind.ONE_DEFAULT_READING_EXPECTED, found=", ".join(defaults) or "–")
    if law.rounding_step.value <= 0:
        file.report(("points", "round_to", "value"), DiagnosticKind.ROUNDING_STEP_IS_NOT_POSITIVE)
    if not 0 <= law.pass_mark.value <= law.points_maximum.value:
        file.report(("points", "pass_mark", "value"), DiagnosticKind.PASS_MARK_IS_OUT_OF_REACH)
    for place, known in enumerate(law.types):
        if known.pass_mark is not None and not 0 <= known.pass_mark.value <= law.points_maximum.value:
            file.report(("types", place, "pass_mark", "value"), DiagnosticKind.PASS_MARK_IS_OUT_OF_REACH)


def check_overlapping_laws(laws: Sequence[tuple[Law, YamlFile]]) -> None:
    """Check that no two laws of a family are in force on the same day for the same type."""
    ordered = sorted(laws, key=lambda pair: (pair[0].family, pair[0].in_force_from))
    for place, (later, file) in enumerate(ordered):
        for earlier, _ in ordered[:place]:
            if earlier.family != later.family:
                continue
            shared = {
                known.id: both
                for known in later.types
                if earlier.has_type(known.id)
                and (both := earlier.days_of(known.id).shared_with(later.days_of(known.id))) is not None
            }
            if shared:
                day, types = min(shared.values()).isoformat(), ", ".join(shared)
                file.report(("in_force", "from"), DiagnosticKind.LAWS_OVERLAP, found=day, other=earlier.id, types=types)


def check_amended_laws(laws: Sequence[tuple[Law, YamlFile]], unread: Collection[str] = ()) -> None:
    """Check that each amended law exists and is earlier than the law that amends it; ``unread`` ids are not checked."""
    by_id = {law.id: law for law, _ in laws}
    for law, file in laws:
        if law.amends is None or law.amends in unread:
            continue
        earlier = by_id.get(law.amends)
        if earlier is None:
            known = [identifier for identifier in by_id if identifier != law.id]
            suggestion = nearest(law.amends, known) or ""
            file.report(
                ("amends",), DiagnosticKind.UNKNOWN_LAW, found=law.amends, expected=", ".join(known), nearest=suggestion
            )
        elif earlier.in_force_from >= law.in_force_from:
            file.report(("amends",), DiagnosticKind.AMENDED_LAW_IS_NOT_EARLIER, found=law.amends)


def check_totals(law: Law, criteria: Sequence[Criterion], file: YamlFile) -> None:
    """Check that the criteria of each type and kind add up to the law's points, or hold enough standards to count."""
    for place, known in enumerate(law.types):
        of_type = [criterion for criterion in criteria if known.id in criterion.types]
        if known.is_designated or not criteria or any(criterion.kinds == () for criterion in of_type):
            continue  # unknown kinds were reported already
        if known.required is not None:
            if (total := min(_totals_by_kind(of_type))) < known.required.value:
                route: KeyPath = ("types", place, "required", "count")
                file.report(
                    route, DiagnosticKind.TOO_FEW_STANDARDS_TO_COUNT, found=computed_points(total), type=known.id
                )
            continue
        for total in _totals_by_kind(of_type):
            if total != law.points_maximum.value:
                file.report(
                    ("points", "maximum", "value"),
                    DiagnosticKind.CRITERIA_DO_NOT_ADD_UP,
                    expected=computed_points(law.points_maximum.value),
                    found=computed_points(total),
                )


def _totals_by_kind(criteria: Sequence[Criterion]) -> list[int]:
    """Return the total points of a type's criteria, for each kind of municipality that they name."""
    kinds = dict.fromkeys(kind for criterion in criteria for kind in criterion.kinds or ())
    return [
        sum(c.points.maximum.value for c in criteria if c.kinds is None or kind in c.kinds) for kind in kinds or ("",)
    ]


def check_points(criterion: Criterion, file: YamlFile) -> None:
    """Check that for each type the standards of a criterion add up to its points, at the minimum and the maximum."""
    for asked in criterion.as_asked:
        _check_points(asked, file)


def _check_points(criterion: Criterion, file: YamlFile) -> None:
    for key in ("minimum", "maximum") if criterion.asks_minimum else ("maximum",):
        total = added_up(
            (standard.alternative, getattr(standard.points, key).value) for standard in criterion.standards
        )
        frame = getattr(criterion.points, key).value
        if total != frame:
            file.report(
                ("points", key),
                DiagnosticKind.POINTS_DO_NOT_ADD_UP,
                expected=computed_points(frame),
                found=computed_points(total),
                end=key,
                criterion=criterion.id,
            )


def check_group_points(criterion: Criterion, file: YamlFile) -> None:
    """Check that for each type the standards of each group add up to its points, if these are given."""
    for asked in criterion.as_asked:
        _check_group_points(asked, file)


def _check_group_points(criterion: Criterion, file: YamlFile) -> None:
    for place, group in enumerate(criterion.groups):
        if group.points is None:
            continue
        for key in ("minimum", "maximum"):
            members = [standard for standard in criterion.standards if standard.group == group.id]
            total = added_up((standard.alternative, getattr(standard.points, key).value) for standard in members)
            frame = getattr(group.points, key).value
            if total != frame:
                file.report(
                    ("groups", place, "points", key),
                    DiagnosticKind.GROUP_POINTS_DO_NOT_ADD_UP,
                    expected=computed_points(frame),
                    found=computed_points(total),
                    end=key,
                    group=group.id,
                )


def _is_worse(value: int, than: int, indicator: Indicator) -> bool:
    return value < than if indicator.higher_is_better else value > than


def check_levels(levels: Mapping[str, Level], indicator: Indicator, file: YamlFile, route: KeyPath) -> None:
    """Check that no minimum is stricter than its maximum, and no type laxer than a lower one.

    ``levels`` must run from the highest type to the lowest.
    """
    for identifier, level in levels.items():
        if level.minimum and level.maximum and _is_worse(level.maximum.value, level.minimum.value, indicator):
            file.report(
                (*route, identifier),
                DiagnosticKind.LEVELS_CROSS,
                minimum=_value_text(level.minimum.value, indicator),
                maximum=_value_text(level.maximum.value, indicator),
                type=identifier,
            )
    ends: tuple[tuple[str, Callable[[Level], Known | None]], ...] = (
        ("minimum", lambda level: level.minimum),
        ("maximum", lambda level: level.maximum),
    )
    for key, end in ends:
        higher: tuple[str, Known] | None = None
        for identifier, level in levels.items():
            known = end(level)
            if known is None:
                continue
            if higher and _is_worse(higher[1].value, known.value, indicator) and not levels[higher[0]].laxer_because:
                file.report(
                    (*route, higher[0], key),
                    DiagnosticKind.TYPE_IS_LAXER,
                    found=_value_text(higher[1].value, indicator),
                    other=_value_text(known.value, indicator),
                    type=higher[0],
                    lower=identifier,
                    end=key,
                )
            higher = (identifier, known)


def check_rules(rule: Rule, criteria: Sequence[Criterion], file: YamlFile, route: KeyPath) -> None:
    """Check that each criterion still adds up after a rule has moved points, and that scaled points are exact.

    A rule that loses points lowers the maximum of a criterion, but not the minimum that the law demands.
    """
    moved = _MovedPoints(criteria)
    for place, action in enumerate(rule.then):
        moved.apply(action, file, (*route, "then", place))
    for criterion in (asked for known in criteria for asked in known.as_asked):
        if not moved.touched & {standard.id for standard in criterion.standards}:
            continue
        loses = bool(moved.lost & {standard.id for standard in criterion.standards})
        for place_of_end, key in enumerate(("minimum", "maximum")):
            if (loses and key == "maximum") or (key == "minimum" and not criterion.asks_minimum):
                continue
            total = added_up(
                (standard.alternative, moved.points[standard.id][place_of_end]) for standard in criterion.standards
            )
            frame = getattr(criterion.points, key).value
            if total != frame:
                file.report(
                    (*route, "then"),
                    DiagnosticKind.RULE_POINTS_DO_NOT_ADD_UP,
                    expected=computed_points(frame),
                    found=computed_points(total),
                    end=key,
                    criterion=criterion.id,
                    rule=rule.id,
                )


class _MovedPoints:
    """The minimum and maximum points of each standard, changed by one action after the other."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        self.points = {
            standard.id: (standard.points.minimum.value, standard.points.maximum.value)
            for criterion in criteria
            for standard in criterion.standards
        }
        self.touched: set[str] = set()
        self.lost: set[str] = set()

    def apply(self, action: Action, file: YamlFile, route: KeyPath) -> None:
        """Change the points as an action does; points that decrease or are not exact become diagnostics."""
        match action:
            case NotApplicable(standards) | NotCounted(standards):
                self.points |= dict.fromkeys(standards, (0, 0))
                self.touched |= set(standards)
                self.lost |= set(standards) if isinstance(action, NotCounted) else set()
            case SetPoints(standard, minimum, maximum):
                if not 0 <= minimum <= maximum:
                    file.report(
                        route,
                        DiagnosticKind.POINTS_RUN_DOWNWARDS,
                        minimum=computed_points(minimum),
                        maximum=computed_points(maximum),
                    )
                self.points[standard] = (minimum, maximum)
                self.touched.add(standard)
            case ScalePoints(standards, numerator, denominator):
                for standard in standards:
                    products = [value * numerator for value in self.points[standard]]
                    if any(product % denominator for product in products):
                        file.report(route, DiagnosticKind.SCALED_POINTS_ARE_NOT_EXACT, standard=standard)
                    self.points[standard] = (products[0] // denominator, products[1] // denominator)
                    self.touched.add(standard)
            case _:
                pass


def numbers_are_sound(rulebook: Rulebook) -> bool:
    """True if a law whose files had these numbers would be read without a diagnostic."""
    file = YamlFile("")
    check_law(rulebook.law, file)
    check_totals(rulebook.law, rulebook.criteria, file)
    indicators = rulebook.indicators
    for criterion in rulebook.criteria:
        if criterion.is_counted:
            if criterion.points.minimum.value > criterion.points.maximum.value:
                return False
            continue
        check_points(criterion, file)
        check_group_points(criterion, file)
        for standard in criterion.standards:
            if standard.points.minimum.value > standard.points.maximum.value:
                return False
            if standard.steps is None:
                check_levels(standard.levels, indicators[standard.indicator], file, ())
    standards = {standard.id: standard for standard in rulebook.standards}
    for rule in rulebook.rules:
        check_rules(rule, rulebook.criteria, file, ())
        for action in rule.then:
            if isinstance(action, ReplaceLevels):
                check_levels(action.levels, indicators[standards[action.standard].indicator], file, ())
    return not file.diagnostics
