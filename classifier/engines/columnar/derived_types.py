"""Types that standards ask for but nobody measured: `classifier.assessment.derived_types` as expressions.

The law on types judges every municipality for each of its types. The results become two columns beside it, as grades
of the indicator: the highest type that the municipality surely is or has, and the highest that it possibly is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from classifier.engines.columnar.law_columns import LawColumns, Situation
from classifier.engines.columnar.types_of_day import CURRENT_TYPE, may_have_type
from classifier.engines.columnar.verdicts import PROVISIONAL, VERDICT
from classifier.plan.judgement import Verdict
from criteria.data_files.columns import ValueColumns
from criteria.indicator import Indicator
from criteria.law import Law
from criteria.municipality import TYPES
from criteria.type_of_day import TYPES_OR_NONE

Rows = nw.LazyFrame[Any]
Values = Mapping[str, ValueColumns]

FindSituations = Callable[[LawColumns, Rows], list[Situation]]
"""Returns the situations that occur in a frame which the law has described; how depends on the engine."""

_MUNICIPALITY = "municipality"
_ENDS = ("lower", "upper", "verified_lower", "verified_upper")
_TIMES = "judged:times"


@dataclass(frozen=True, slots=True)
class WithTypes:
    """Municipalities with their derived types.

    Attributes:
        values: the columns in which the values of each indicator lie.
        verified: the same if everything unverified were unknown.
    """

    frame: Rows
    values: Values
    verified: Values


def with_derived_types(law: LawColumns, frame: Rows, values: Values, find_situations: FindSituations) -> WithTypes:
    """Return the municipalities with every type that the law asks for and that was not measured."""
    found = WithTypes(frame, values, values)
    for identifier, on_types in law.on_types.items():
        found = _with_type(law.rulebook.indicators[identifier], on_types, found, find_situations)
    return found


def _with_type(
    indicator: Indicator, on_types: LawColumns | None, known: WithTypes, find_situations: FindSituations
) -> WithTypes:
    if on_types is None:  # no law on types is in force on the day
        return known
    judged = list(_judged(indicator, on_types, known, find_situations))
    if not judged:
        return known
    best = nw.concat(judged).group_by(_MUNICIPALITY).agg(*(nw.col(end).max() for end in _ENDS), nw.len().alias(_TIMES))
    columns = {end: f"judged:{indicator.id}:{end}" for end in _ENDS}
    frame = known.frame.join(best, on=_MUNICIPALITY, how="left")
    frame = frame.with_columns(
        **_ends(indicator, on_types.rulebook.law, len(derived_types(indicator, on_types)), known.values, columns)
    )
    frame = frame.drop(*_ENDS, _TIMES)
    not_applicable = known.values[indicator.id].not_applicable if indicator.id in known.values else None

    def beside(values: Values, lower: str, upper: str) -> Values:
        return {**values, indicator.id: ValueColumns(columns[lower], columns[upper], not_applicable)}

    return WithTypes(
        frame, beside(known.values, "lower", "upper"), beside(known.verified, "verified_lower", "verified_upper")
    )


def derived_types(indicator: Indicator, on_types: LawColumns) -> tuple[str, ...]:
    """Return the types of a law that are grades of the indicator."""
    grades = {grade.id for grade in indicator.grades}
    return tuple(known for known in on_types.types if known in grades)


def _judged(
    indicator: Indicator, on_types: LawColumns, known: WithTypes, find_situations: FindSituations
) -> Iterator[Rows]:
    """Yield a frame per type and group of municipalities: the grade where they surely, or possibly, are of the type."""
    grades = {grade.id: place for place, grade in enumerate(indicator.grades)}
    described = on_types.described(on_types.with_thresholds(known.frame, known.values))
    situations = find_situations(on_types, described)
    for target in derived_types(indicator, on_types):
        for group in on_types.groups(target, situations):
            judged = group.judging(known.values).judge(group.rows(described))
            is_met = nw.col(VERDICT) == Verdict.MET.value
            may_be = nw.col(VERDICT) != Verdict.NOT_MET.value
            is_provisional = nw.col(PROVISIONAL)
            answers = (is_met, may_be, is_met & ~is_provisional, may_be | is_provisional)
            place = grades[target]
            yield judged.select(
                _MUNICIPALITY,
                *(
                    nw.when(answer).then(place).otherwise(0).alias(end)
                    for end, answer in zip(_ENDS, answers, strict=True)
                ),
            )


def _ends(indicator: Indicator, law: Law, types: int, values: Values, columns: Mapping[str, str]) -> dict[str, nw.Expr]:
    """Return the columns of both ends: as measured, else as derived; null where some type could not be judged."""
    places = {grade.id: place for place, grade in enumerate(indicator.grades)}
    # From the highest grade down, so that the lowest possible one is asked last and wins.
    has, may_have = nw.lit(0), nw.lit(0)
    for known in sorted(TYPES_OR_NONE, key=lambda known: places.get(known, 0), reverse=True):
        has = nw.when(may_have_type(law, known)).then(places.get(known, 0)).otherwise(has)
    for known in sorted(TYPES_OR_NONE, key=lambda known: places.get(known, 0)):
        may_have = nw.when(may_have_type(law, known)).then(places.get(known, 0)).otherwise(may_have)
    highest = max((place for known, place in places.items() if known in TYPES), default=0)
    may_have = nw.when(nw.col(CURRENT_TYPE).is_null()).then(nw.lit(highest)).otherwise(may_have)
    is_judged = nw.col(_TIMES) == types
    where = values.get(indicator.id)
    ends: dict[str, nw.Expr] = {}
    for lower, upper in (_ENDS[:2], _ENDS[2:]):
        judged = (
            nw.when(is_judged).then(nw.max_horizontal(nw.col(lower), has)),
            nw.when(is_judged).then(nw.max_horizontal(nw.col(lower), nw.col(upper), may_have)),
        )
        for end, found in zip((lower, upper), judged, strict=True):
            ends[columns[end]] = (found if where is None else _where_open(where, end, found)).cast(nw.Int32)
    return ends


def _where_open(where: ValueColumns, end: str, judged: nw.Expr) -> nw.Expr:
    """Return an end as derived where nothing was measured, else as measured."""
    is_open = nw.col(where.lower).is_null() & nw.col(where.upper).is_null()
    if where.not_applicable is not None:
        is_open = is_open & ~nw.col(where.not_applicable)
    measured = nw.col(where.lower if end.endswith("lower") else where.upper)
    return nw.when(is_open).then(judged).otherwise(measured)
