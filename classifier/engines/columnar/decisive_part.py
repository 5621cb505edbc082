"""The part of the law that decides a verdict, for a column of municipalities, as text."""

from collections.abc import Mapping

import narwhals as nw

from classifier.engines.columnar.expressions import expression
from classifier.engines.columnar.member_units import UnitColumns
from classifier.engines.columnar.scoring import Ends
from classifier.engines.columnar.standards import BoolColumn

TOTAL = "total"


def decisive_part(
    table: Ends[BoolColumn],
    criteria: Mapping[str, Ends[BoolColumn]],
    whole: Ends[BoolColumn],
    units: UnitColumns | None,
) -> nw.Expr:
    """Return ``criterion:ID``, ``total`` or ``member_units:ID``; null where the verdict is met.

    Where a requirement on units is open, the id of the first unit whose points are missing follows its id,
    if such a unit is on file.

    Args:
        table, criteria, whole: whether the standards, each criterion, and the law as a whole surely and possibly hold.
        units: what is asked of units; None if nothing is.
    """
    fails, is_open = nw.lit(TOTAL), nw.lit(TOTAL)
    for criterion, passes in reversed(list(criteria.items())):
        name = nw.lit(f"criterion:{criterion}")
        if passes.best is not True:
            fails = nw.when(~expression(passes.best)).then(name).otherwise(fails)
        if passes.worst is not True:
            is_open = nw.when(~expression(passes.worst)).then(name).otherwise(is_open)
    if units is not None:
        fails = nw.when(expression(table.best)).then(units.reason(is_open=False)).otherwise(fails)
        is_open = nw.when(expression(table.worst)).then(units.reason(is_open=True)).otherwise(is_open)
    undetermined = nw.when(~expression(whole.worst)).then(is_open)
    return nw.when(~expression(whole.best)).then(fails).otherwise(undetermined)
