"""The standards by themselves: judged as if the unit were formed the ordinary way, without reliefs for its forming.

Laws on administrative units lower or waive standards for units formed in certain ways (Article 31 of 1211/2016). Such a
relief can open the way although the standards themselves are not met, so both verdicts are told.
"""

from criteria.condition import FieldWords, fields_of
from criteria.rulebook import Rulebook
from criteria.stated import only

FORMATION = "municipality.formation"
ORDINARY = "ordinary"
"""The way of forming to which no relief belongs."""


def asks_formation(rulebook: Rulebook) -> bool:
    """True if a rule of the law depends on how a unit is formed."""
    return any(FORMATION in fields_of(rule.when) for rule in rulebook.rules)


def formed_ordinarily(words: FieldWords) -> FieldWords:
    """Return what is stated of a municipality, but formed the ordinary way."""
    return {**words, FORMATION: only(ORDINARY)}
