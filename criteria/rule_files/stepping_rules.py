"""Reductions that step with an indicator: each step is a rule of its own, which applies from its threshold on.

The most favourable reduction counts, so that of the steps reached the last one does.
"""

from collections.abc import Iterator
from dataclasses import replace

from criteria.bilingual import BilingualText
from criteria.condition import MEASURED_PREFIX, AllOf, Holds
from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator, Indicators
from criteria.number_text import text_from_integer
from criteria.rule import STEP_MARK, ReduceMinimum, Rule
from criteria.rule_files import schema
from criteria.rule_files.actions import PERCENT_DECIMALS, Scopes
from criteria.rule_files.entries import integer_from, report_unknown
from criteria.rule_files.yaml_file import YamlFile

MOST_STEPS = 100


def stepping_rules(
    rule: Rule, entry: schema.ReduceInStepsEntry, scopes: Scopes, indicators: Indicators, file: YamlFile, route: KeyPath
) -> Iterator[Rule]:
    """Yield a rule for each step; a mistake becomes a diagnostic, and then there is none."""
    touched = scopes.standards(entry, file, route)
    for code in scopes.with_steps(touched):
        file.report(route, DiagnosticKind.STEPS_ARE_NOT_REDUCED, standard=code)
    indicator = indicators.get(entry.indicator)
    if indicator is None:
        report_unknown(file, (*route, "indicator"), DiagnosticKind.UNKNOWN_INDICATOR, entry.indicator, list(indicators))
        return
    if indicator.is_graded:
        file.report((*route, "indicator"), DiagnosticKind.STEPS_NEED_A_NUMBER, indicator=indicator.id)
        return
    for threshold, percent in _steps(entry, indicator, file, route):
        text = text_from_integer(threshold, indicator.decimals)
        # Below a floor that nobody knows, only the first step is certain.
        is_certain = entry.least is not None or percent == _percent(entry.at, file, (*route, "at"))
        reduces = ReduceMinimum(touched, (percent, 100 * 10**PERCENT_DECIMALS), is_certain=is_certain)
        asks = Holds(MEASURED_PREFIX + indicator.id, frozenset({text}))
        unit = indicator.unit.vi if indicator.unit else ""
        name = BilingualText(f"{rule.name.vi} (từ {text}{unit})", f"{rule.name.en} (from {text}{unit})")
        yield replace(
            rule,
            id=f"{rule.id}{STEP_MARK}{text}",
            name=name,
            when=AllOf((rule.when, asks)),
            then=(reduces,),
            step_of=rule.name,
        )


def _steps(
    entry: schema.ReduceInStepsEntry, indicator: Indicator, file: YamlFile, route: KeyPath
) -> Iterator[tuple[int, int]]:
    """Yield each threshold with the percentage that remains from there on."""
    threshold = integer_from(file, (*route, "from"), entry.from_, indicator.decimals)
    each = integer_from(file, (*route, "each"), entry.each, indicator.decimals)
    percent, less = (_percent(getattr(entry, key), file, (*route, key)) for key in ("at", "less"))
    least = 0 if entry.least is None else _percent(entry.least, file, (*route, "least"))
    if each <= 0 or less <= 0:
        file.report(route, DiagnosticKind.STEPS_DO_NOT_RISE)
        return
    for _ in range(MOST_STEPS):
        if threshold > indicator.domain.upper:
            return
        yield threshold, max(percent, least)
        threshold, percent = threshold + each, percent - less
        if percent + less <= least:
            return


def _percent(text: str, file: YamlFile, route: KeyPath) -> int:
    percent = integer_from(file, route, text, PERCENT_DECIMALS)
    if not 0 <= percent <= 100 * 10**PERCENT_DECIMALS:
        file.report(route, DiagnosticKind.NOT_A_PERCENTAGE, found=text)
    return percent
