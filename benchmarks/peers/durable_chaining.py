"""The peer durable_rules: forward chaining without the rest of `check`."""

from collections.abc import Callable

import numpy as np

from benchmarks.peers.task import Answers, Columns, PeerTask, version_of
from classifier.engines.forward_chaining import ForwardChaining
from criteria.quantity import Quantity


class DurableRules:
    """The plan as rule bases, without the second evaluator and without an explanation."""

    name = f"durable_rules {version_of('durable_rules')}"
    towns = 200

    def prepared(self, task: PeerTask, columns: Columns) -> Callable[[], Answers]:
        """Compile the rule bases, and collect the facts of each town."""
        plan, reading = task.plan, task.plan.readings[0].id
        chaining = ForwardChaining(plan)
        values = {name: column.tolist() for name, column in columns.items()}
        facts = [
            {
                s.id: s.interval(Quantity(value, value))
                for s in plan.standards
                for value in [values[task.names[s.id]][row]]
            }
            for row in range(len(next(iter(values.values()))))
        ]

        def judge() -> Answers:
            found = [chaining.infer(intervals)[0].total[reading] for intervals in facts]
            return Answers(np.array([total.lower for total in found]), np.array([total.surely for total in found]))

        return judge
