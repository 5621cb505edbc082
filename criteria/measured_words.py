"""What measured values tell conditions: which thresholds of an indicator a municipality reaches.

A rule may depend on a threshold of an indicator, such as a share of ethnic minorities. Its condition asks the field
``measured.INDICATOR`` for the threshold: it holds from there on, and is unknown while the value may lie on both sides.
Rule files do not write such conditions; they follow from actions that step with an indicator.
"""

from collections.abc import Iterable, Mapping

from criteria.condition import MEASURED_PREFIX, FieldWords, leaves
from criteria.indicator import Indicators
from criteria.municipality import Measured
from criteria.quantity import UNKNOWN, Quantity
from criteria.rule import Rule
from criteria.stated import Stated


def thresholds(rules: Iterable[Rule]) -> Mapping[str, tuple[str, ...]]:
    """Return the thresholds that conditions ask for, by indicator, as texts, in the order of the law."""
    found: dict[str, dict[str, None]] = {}
    for rule in rules:
        for leaf in leaves(rule.when):
            if leaf.field.startswith(MEASURED_PREFIX):
                indicator = leaf.field.removeprefix(MEASURED_PREFIX)
                found.setdefault(indicator, {}).update(dict.fromkeys(sorted(leaf.words)))
    return {indicator: tuple(texts) for indicator, texts in found.items()}


def measured_words(rules: Iterable[Rule], indicators: Indicators, measured: Measured) -> FieldWords:
    """Return, for each indicator that conditions ask about, the thresholds that are reached and those that are not."""
    words: dict[str, Stated] = {}
    for indicator, texts in thresholds(rules).items():
        known = measured[indicator].quantity if indicator in measured else UNKNOWN
        scaled = {text: indicators[indicator].integer(text) for text in texts}
        words[MEASURED_PREFIX + indicator] = _reached(known, scaled)
    return words


def _reached(known: Quantity, scaled: Mapping[str, int]) -> Stated:
    lower, upper = (known.lower, known.upper) if known.applies else (None, None)
    return Stated(
        frozenset(text for text, value in scaled.items() if lower is not None and lower >= value),
        frozenset(text for text, value in scaled.items() if upper is not None and upper < value),
    )
