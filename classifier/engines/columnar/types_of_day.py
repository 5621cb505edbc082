"""The types that municipalities may have under a law, as expressions: `criteria.type_of_day` for columns."""

import narwhals as nw

from classifier.engines.columnar.conditions import possibly, surely
from criteria.law import Law
from criteria.type_of_day import TYPE_DAY_COLUMN, TYPES_OR_NONE, may_be_new, transitions_from

CURRENT_TYPE = "current_type"


def may_have_type(law: Law, type_: str) -> nw.Expr:
    """True where a municipality with a stated type may have this type under the law."""
    found = nw.lit(False)
    for stated in TYPES_OR_NONE:
        found = found | ((nw.col(CURRENT_TYPE) == stated).fill_null(False) & _may_become(law, stated, type_))
    return found


def _may_become(law: Law, stated: str, type_: str) -> nw.Expr:
    transitions = transitions_from(law, stated)
    if not transitions:
        return nw.lit(stated == type_)
    day, first = nw.col(TYPE_DAY_COLUMN), law.in_force_from.isoformat()
    is_new = (day >= first).fill_null(False) if may_be_new(law, stated) else nw.lit(False)
    carried, is_open = nw.lit(False), nw.lit(True)
    for transition in transitions:
        holds = nw.lit(True) if transition.when is None else possibly(transition.when)
        if transition.to == type_:
            carried = carried | (is_open & holds)
        is_open = is_open & ~(nw.lit(True) if transition.when is None else surely(transition.when))
    if stated == type_:
        may_stay = day.is_null() if may_be_new(law, stated) else nw.lit(False)
        return is_new | may_stay | carried | is_open
    return ~is_new & carried
