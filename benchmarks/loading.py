"""The time from the rule files of a law to a plan that durable_rules has compiled."""

import statistics

from benchmarks.example import LAW, TOWN, TYPE, Example
from benchmarks.timing import Timing, timed
from classifier.engines.forward_chaining import ForwardChaining
from classifier.plan.applied_rules import applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.plan import Plan
from criteria.condition import field_words
from criteria.municipality import Municipality
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook

LIMIT = 60.0
ROUNDS = 15


def figures(example: Example) -> tuple[Timing, ...]:
    """Return the median time to read the law afresh and compile it for one type, with the steps it consists of."""
    town = example.town(TOWN).municipality
    # The first round pays for work that Python does only once, so it is left out.
    rounds = [_round(town) for _ in range(ROUNDS + 1)][1:]
    read, planned, chained = (statistics.median(times) for times in zip(*rounds, strict=True))
    how = (
        f"a fresh library each time, {ROUNDS} rounds after one unmeasured: "
        f"read {read:.1f}, plan {planned:.1f}, durable_rules {chained:.1f} ms"
    )
    return (Timing("1210 read and compiled for a type", statistics.median(map(sum, rounds)), LIMIT, "ms", how),)


def _round(town: Municipality) -> tuple[float, float, float]:
    rulebook, reading = timed(_rulebook)
    plan, planning = timed(lambda: _plan(rulebook, town))
    chaining, compiling = timed(lambda: ForwardChaining(plan))
    chaining.close()
    return reading, planning, compiling


def _rulebook() -> Rulebook:
    library = Library(rules_folder())
    return library.rulebook(library.register.law(LAW))


def _plan(rulebook: Rulebook, town: Municipality) -> Plan:
    return compile_plan(rulebook, TYPE, applied_rules(rulebook, field_words(town)))
