"""A path as JSON of the schema ``dothi/plan/1``: costs are whole numbers, points and values decimal texts."""

import json
from collections.abc import Iterable
from typing import Any

from criteria.number_text import text_from_integer
from criteria.standard import POINT_DECIMALS
from dothi.planner.path import CheapestPath, PathStep
from dothi.reports.texts import Texts
from dothi.reports.words.data_sources import source_data

SCHEMA = "dothi/plan/1"


def path_json(path: CheapestPath, texts: Texts) -> str:
    """Return a path as JSON text."""
    return json.dumps(path_data(path, texts), ensure_ascii=False, indent=2)


def path_data(path: CheapestPath, texts: Texts) -> dict[str, Any]:
    """Return a path as mappings, lists and texts, with names and sentences in the language of ``texts``."""
    law, municipality = path.rulebook.law, path.municipality
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "municipality": {
            "id": municipality.id,
            "name": municipality.name,
            "kind": municipality.kind,
            "current_type": municipality.current_type,
        },
        "target": path.target.id,
        "law": {
            "id": law.id,
            "title": texts.name(law.title),
            "effective_from": law.in_force_from.isoformat(),
            "sha256": path.rulebook.sha256,
        },
        "as_of": path.as_of.isoformat(),
        "reading": path.reading,
        "verdict": path.verdict.value,
        "status": path.status.value,
        "cost": {"lower": path.lower, "upper": path.upper, "unit": texts.name(path.price_list.unit)},
        "steps": steps_data(path.steps, texts),
        "proof": {
            "lower_bound": path.proof.lower_bound,
            "options": path.proof.options,
            "ruled_out": path.proof.ruled_out,
            "method": path.proof.method,
        },
        "assumptions": [texts.statement("plan", statement) for statement in path.assumptions],
        "blocked_by": list(path.blocked_by),
        "curve": [{"points": _points(points), "cost": cost} for points, cost in path.curve],
        "alternatives": [{"cost": other.cost, "steps": steps_data(other.steps, texts)} for other in path.alternatives],
        "measure_first": [
            {"municipality": known.municipality.id, "indicator": known.indicator.id, "saving": known.saving}
            for known in path.measure_first
        ],
    }
    if path.projects:
        data["projects"] = [
            {"id": project.id, "name": texts.name(project.name), "cost": project.amount, "months": project.months}
            for project in path.projects
        ]
    if path.partial_steps:
        data["partial_steps"] = steps_data(path.partial_steps, texts)
    if path.points_after is not None:
        data["points_after"] = {"lower": _points(path.points_after[0]), "upper": _points(path.points_after[1])}
    if path.next_price is not None:
        data["next_price"] = path.next_price
    if path.months is not None:
        data["months"] = path.months
    if path.data is not None:
        data["data"] = source_data(path.data, texts)
    return data


def steps_data(steps: Iterable[PathStep], texts: Texts) -> list[dict[str, Any]]:
    """Return steps as mappings."""
    return [_step(step, texts) for step in steps]


def _step(step: PathStep, texts: Texts) -> dict[str, Any]:
    found: dict[str, Any] = {
        "municipality": step.municipality.id,
        "indicator": step.indicator.id,
        "standard": step.code,
        "name": texts.name(step.name),
        "from": step.indicator.quantity_text(step.before),
        "to": step.indicator.text(step.to),
        "points": {"before": _points(step.points_before), "after": _points(step.points_after)},
        "cost": step.cost,
        "priced": step.is_priced,
        "actors": [
            {
                "task": {"id": task.id, "text": texts.name(task.text), "document": texts.name(task.document)},
                "lead": [texts.name(office) for office in task.lead],
                "cooperating": [texts.name(office) for office in task.cooperating],
            }
            for task in step.tasks
        ],
        "citation": texts.citation(step.citation),
    }
    if step.months is not None:
        found["months"] = step.months
    if step.projects:
        found["projects"] = [project.id for project in step.projects]
    return found


def _points(points: int) -> str:
    return text_from_integer(points, POINT_DECIMALS)
