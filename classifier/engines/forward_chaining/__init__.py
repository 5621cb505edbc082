"""From measured facts to the verdict by forward chaining: the plan compiled into rules of durable_rules.

There are two sorts of rule bases. Those of `standard_rules` hold the thresholds of the standards: a rule for each pair
of bands in which the worst and the best value may lie concludes the standard's points at both ends, and further rules
add standards up. The last rule base, from `verdict_rules`, holds the minima of the criteria under each reading and the
pass mark, and concludes the verdict. Where a law asks something of units, `whole_rules` adds the verdict of the whole.

The engine shares with `classifier.engines.reference` the plan and the form of a judgement, but no arithmetic:
durable_rules tests the thresholds, and points are exact fractions.
"""

from classifier.engines.forward_chaining.chaining import ForwardChaining
from classifier.engines.forward_chaining.whole_rules import WholeRules

__all__ = ["ForwardChaining", "WholeRules"]
