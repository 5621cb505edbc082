"""How long the rule files of a law take to become a plan that durable_rules has compiled."""

import statistics

from benchmarks.example import LAW, TOWN, TYPE, Example
from benchmarks.figure import Figure, timed
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


def figures(example: Example) -> tuple[Figure, ...]:
    """The median of reading the law anew and compiling it for one type, and of the steps it is made of."""
    town = example.town(TOWN).municipality
    # The first round pays for what Python does once only: it is left out.
    rounds = [_round(town) for _ in range(ROUNDS + 1)][1:]
    read, planned, chained = (statistics.median(times) for times in zip(*rounds, strict=True))
    how = (
        f"a fresh library each time, {ROUNDS} rounds after one unmeasured: "
        f"read {read:.1f}, plan {planned:.1f}, durable_rules {chained:.1f} ms"
    )
    return (Figure("1210 read and compiled for a type", statistics.median(map(sum, rounds)), LIMIT, "ms", how),)


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
