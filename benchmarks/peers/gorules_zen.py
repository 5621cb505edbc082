"""The peer GoRules Zen: a decision graph."""

import json
from collections.abc import Callable

import numpy as np

from benchmarks.peers.formula import Formula, formula_of
from benchmarks.peers.task import Answers, Columns, PeerTask, version_of


class Zen:
    """A decision of one expression node, evaluated town by town."""

    name = f"GoRules Zen {version_of('zen-engine')}"
    towns = 500

    def prepared(self, task: PeerTask, columns: Columns) -> Callable[[], Answers]:
        """Build the decision, and one context per town."""
        import zen  # noqa: PLC0415 - a peer need not be installed

        expressions, criteria = [], []
        for place, (_, standards) in enumerate(task.criteria):
            texts = [_zen_points(formula_of(task, s)) for s in standards]
            criteria.append(f"c{place}")
            expressions.append({"id": f"e{place}", "key": f"c{place}", "value": " + ".join(texts) or "0"})
        total = " + ".join(f"$.{name}" for name in criteria)
        expressions.append({"id": "total", "key": "total", "value": total})
        needs = [f"$.{name} >= {need}" for name, (need, _) in zip(criteria, task.criteria, strict=True)]
        is_met = " and ".join([*needs, f"$.total >= {task.plan.pass_mark}"])
        expressions.append({"id": "met", "key": "is_met", "value": is_met})
        graph = {
            "nodes": [
                {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
                {
                    "id": "judge",
                    "type": "expressionNode",
                    "name": "judge",
                    "position": {"x": 1, "y": 0},
                    "content": {"expressions": expressions},
                },
                {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
            ],
            "edges": [
                {"id": "a", "type": "edge", "sourceId": "in", "targetId": "judge"},
                {"id": "b", "type": "edge", "sourceId": "judge", "targetId": "out"},
            ],
        }
        text = json.dumps(graph)
        engine = zen.ZenEngine({"loader": lambda _key: text})
        decision = engine.create_decision(text)
        names = list(columns)
        contexts = [
            dict(zip(names, row, strict=True)) for row in zip(*(columns[n].tolist() for n in names), strict=True)
        ]

        def judge() -> Answers:
            found = [decision.evaluate(context)["result"] for context in contexts]
            return Answers(
                np.array([round(result["total"]) for result in found]),
                np.array([result["is_met"] for result in found]),
            )

        return judge


def _zen_points(formula: Formula) -> str:
    sign = ">=" if formula.higher_is_better else "<="
    text = "0"
    if formula.bottom is not None:
        text = f"({formula.name} {sign} {formula.bottom} ? {formula.least} : {text})"
    if formula.line is not None:
        line = f"floor(({formula.name} * {formula.slope} + {formula.offset}) / {formula.divisor}) * {formula.step}"
        line = f"max([min([{line}, {formula.most}]), {formula.least}])" if formula.is_clipped else line
        text = f"({formula.name} {sign} {formula.line} ? {line} : {text})"
    if formula.top is not None:
        text = f"({formula.name} {sign} {formula.top} ? {formula.most} : {text})"
    return text
