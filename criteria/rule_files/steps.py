"""Points that grow in steps, as the articles state them, converted to the levels between which they grow.

"At or under 40,000 people 10 points; above, half a point for each further 3,000, at most 30" is a minimum level of
40,000 with 10 points and a maximum level of 160,000 with 30: the value from which the cap is reached.
"""

from fractions import Fraction

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator
from criteria.quantity import QuantityRefused
from criteria.rule_files import schema
from criteria.rule_files.entries import integer_from
from criteria.rule_files.yaml_file import YamlFile
from criteria.standard import POINT_DECIMALS, Known, Level, Points, Steps

Stepped = tuple[Level, Points, Steps]
"""The level and the points of a standard with steps, and the steps themselves."""


def stepped_from(entry: schema.StandardEntry, indicator: Indicator, file: YamlFile, route: KeyPath) -> Stepped:
    """Return the steps or brackets of a standard; mistakes in them become diagnostics."""
    if entry.basis is None:
        file.report(route, DiagnosticKind.BASIS_IS_MISSING, number="steps" if entry.steps else "brackets")
    basis = entry.basis or ""
    where = (*route, "steps" if entry.steps else "brackets")
    if indicator.is_graded:
        file.report(where, DiagnosticKind.STEPS_NEED_A_NUMBER, found=indicator.id)
        return Level(None, None), _points(0, 0, basis), Steps(None, 1)
    if entry.steps is not None:
        return _steps(entry.steps, basis, indicator, file, where)
    assert entry.brackets is not None
    return _brackets(entry.brackets, basis, indicator, file, where)


def _steps(entry: schema.StepsOfStandard, basis: str, indicator: Indicator, file: YamlFile, route: KeyPath) -> Stepped:
    sign = 1 if indicator.higher_is_better else -1
    at = _value(entry.at, "at", indicator, file, route)
    start = None if entry.from_ is None else _value(entry.from_, "from", indicator, file, route)
    each = integer_from(file, (*route, "each"), entry.each, indicator.decimals, otherwise=1)
    base, adds, cap = (
        integer_from(file, (*route, key), getattr(entry, key), POINT_DECIMALS, otherwise=place)
        for place, key in enumerate(("base", "adds", "cap"))
    )
    if each <= 0 or adds <= 0 or not 0 <= base < cap:
        file.report(route, DiagnosticKind.STEPS_DO_NOT_RISE)
        return Level(None, None), _points(0, 0, basis), Steps(None, 1)
    if start is not None and sign * start > sign * at:
        file.report((*route, "from"), DiagnosticKind.STEPS_BEGIN_AFTER_BASE, found=entry.from_ or "", other=entry.at)
    reached = at + sign * Fraction(cap - base, adds) * each
    if reached.denominator != 1:
        file.report((*route, "cap"), DiagnosticKind.STEPS_MISS_THE_CAP, found=entry.cap)
    return (
        Level(Known(at, basis), Known(int(reached), basis)),
        _points(base, cap, basis),
        Steps(start, each),
    )


def _brackets(entry: schema.Brackets, basis: str, indicator: Indicator, file: YamlFile, route: KeyPath) -> Stepped:
    sign = 1 if indicator.higher_is_better else -1
    start = _value(entry.from_, "from", indicator, file, route)
    # ``above`` is a strict bound, so the level is the next value that can be written.
    above = _value(entry.above, "above", indicator, file, route) + sign
    least, most = (
        integer_from(file, (*route, key), getattr(entry, key), POINT_DECIMALS) for key in ("points", "points_above")
    )
    if not (0 <= least <= most and sign * start < sign * above):
        file.report(route, DiagnosticKind.STEPS_DO_NOT_RISE)
    return (
        Level(Known(start, basis), Known(above, basis)),
        _points(least, most, basis),
        Steps(start, max(abs(above - start), 1), only_whole=True),
    )


def _points(minimum: int, maximum: int, basis: str) -> Points:
    return Points(Known(minimum, basis), Known(maximum, basis))


def _value(text: str, key: str, indicator: Indicator, file: YamlFile, route: KeyPath) -> int:
    try:
        return indicator.integer(text)
    except QuantityRefused as refused:
        file.report((*route, key), refused.kind, of_key=False, **refused.details)
        return indicator.domain.lower
