"""Levels and points of a standard, built from the entries of rule files."""

from criteria.diagnostic import KeyPath, nearest
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator
from criteria.quantity import QuantityRefused
from criteria.rule_files import schema
from criteria.rule_files.entries import integer_from
from criteria.rule_files.yaml_file import YamlFile
from criteria.standard import POINT_DECIMALS, Known, Level, Points


def points_from(entry: schema.PointsEntry, file: YamlFile, route: KeyPath) -> Points:
    """Return the points at both levels; points that decrease or lack a basis become diagnostics."""
    known = []
    for place, key in enumerate(("minimum", "maximum")):
        value = integer_from(file, (*route, key), getattr(entry, key), POINT_DECIMALS)
        basis = entry.basis[place]
        if basis is None:
            file.report((*route, "basis", place), DiagnosticKind.BASIS_IS_MISSING, number=key)
        known.append(Known(value, basis or ""))
    minimum, maximum = known
    if not 0 <= minimum.value <= maximum.value:
        file.report(route, DiagnosticKind.POINTS_RUN_DOWNWARDS, minimum=entry.minimum, maximum=entry.maximum)
    return Points(minimum, maximum)


def criterion_points_from(entry: schema.CriterionPointsEntry, file: YamlFile, route: KeyPath) -> Points:
    """Return the points of a criterion; without a minimum, zero points are demanded."""
    if entry.minimum is not None:
        return points_from(
            schema.PointsEntry(minimum=entry.minimum, maximum=entry.maximum, basis=entry.basis), file, route
        )
    maximum = integer_from(file, (*route, "maximum"), entry.maximum, POINT_DECIMALS)
    if entry.basis[0] is not None:
        file.report((*route, "basis", 0), DiagnosticKind.BASIS_WITHOUT_NUMBER, number="minimum")
    if entry.basis[1] is None:
        file.report((*route, "basis", 1), DiagnosticKind.BASIS_IS_MISSING, number="maximum")
    basis = entry.basis[1] or ""
    return Points(Known(0, basis), Known(maximum, basis))


def level_end_from(
    text: str | None, basis: str | None, indicator: Indicator, file: YamlFile, routes: tuple[KeyPath, str, KeyPath]
) -> Known | None:
    """Return one end of a level with its basis, or None if it is not known or cannot be read.

    ``routes`` holds the route of the level, the key of the end within it, and the route of the basis.
    """
    route, key, basis_route = routes
    if text is None:
        if basis is not None:
            file.report(basis_route, DiagnosticKind.BASIS_WITHOUT_NUMBER, number=key)
        return None
    if basis is None:
        file.report(basis_route, DiagnosticKind.BASIS_IS_MISSING, number=key)
    try:
        return Known(indicator.integer(text), basis or "")
    except QuantityRefused as refused:
        details = dict(refused.details)
        if refused.kind == DiagnosticKind.UNKNOWN_GRADE:
            details["nearest"] = nearest(text, [grade.id for grade in indicator.grades]) or ""
        file.report((*route, key), refused.kind, of_key=False, **details)
        return None


def level_from(entry: schema.LevelEntry, indicator: Indicator, file: YamlFile, route: KeyPath) -> Level:
    """Return both ends of a level; an end that cannot be read becomes a diagnostic and is taken as not known."""
    ends = []
    for place, key in enumerate(("minimum", "maximum")):
        basis = entry.basis[place] if entry.basis else None
        basis_route: KeyPath = (*route, "basis", place) if basis is not None else (*route, "basis")
        ends.append(level_end_from(getattr(entry, key), basis, indicator, file, (route, key, basis_route)))
    return Level(ends[0], ends[1], entry.laxer_because)
