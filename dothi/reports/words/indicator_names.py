"""What an indicator is called under a law."""

from criteria.bilingual import BilingualText
from criteria.indicator import Indicator
from criteria.rulebook import Rulebook


def name_under(rulebook: Rulebook, indicator: Indicator) -> BilingualText:
    """Return the name that the law gives an indicator: that of its standard if only one asks for it.

    Otherwise the catalogue's name, which is of no law.
    """
    names = {standard.name for standard in rulebook.standards if standard.indicator == indicator.id}
    return names.pop() if len(names) == 1 else indicator.name
