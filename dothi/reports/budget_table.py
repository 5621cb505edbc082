"""Which towns reach their next type for a budget: for a terminal, as JSON, and as a workbook."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from dothi.planner.within_budget import BudgetPlan, TownPath
from dothi.reports.path_json import steps_data
from dothi.reports.path_table import step_name
from dothi.reports.terminal_layout import plain_table
from dothi.reports.texts import Texts
from dothi.reports.words.data_sources import source_data, source_lines
from dothi.reports.workbooks.sheets import WorkbookWriter
from dothi.reports.wrapping import Paragraphs

SCHEMA = "dothi/plans/1"
COLUMNS = ("town", "to_type", "answer", "cost", "steps_count", "chosen")
_WIDTHS = (30, 14, 24, 18, 12, 12)
_NOTHING = "–"


def print_budget(plan: BudgetPlan, texts: Texts, console: Console) -> None:
    """Print a row per town."""
    for line in source_lines(plan.data, texts) if plan.data else ():
        console.print(line)
    console.print(_headline(plan, texts))
    table = plain_table(None, underlines_header=True)
    for name in COLUMNS:
        is_number = name in {"cost", "steps_count"}
        table.add_column(texts.text("plan", name), justify="right" if is_number else "left", no_wrap=is_number)
    for town in plan.towns:
        table.add_row(*_cells(town, texts))
    console.print(table)
    for line in _parts(plan, texts):
        console.print(Paragraphs([line]))


def _wholes(plan: BudgetPlan) -> Mapping[str, str]:
    """Return the municipality that each town is part of, where it is a town of the list as well."""
    listed = {town.municipality.id: town.municipality for town in plan.towns}
    return {
        known.id: known.part_of for known in listed.values() if known.part_of is not None and known.part_of in listed
    }


def _parts(plan: BudgetPlan, texts: Texts) -> Iterator[str]:
    """Yield that parts of a town are counted apart from it, if any are."""
    names = {town.municipality.id: town.municipality.name for town in plan.towns}
    parts = [
        texts.text("plan", "part_of", name=names[part], whole=names[whole]) for part, whole in _wholes(plan).items()
    ]
    if parts:
        yield texts.text("plan", "parts_counted_apart", names="; ".join(parts))


def _headline(plan: BudgetPlan, texts: Texts) -> str:
    facts = {"count": str(len(plan.chosen)), "cost": texts.number(plan.spent, 0), "of": str(len(plan.towns))}
    if plan.budget is None:
        return texts.text("plan", "every_town", **facts, day=plan.as_of, unit=plan.price_list.unit)
    budget = texts.number(plan.budget, 0)
    return texts.text("plan", "within_budget", **facts, day=plan.as_of, unit=plan.price_list.unit, budget=budget)


def _cells(town: TownPath, texts: Texts) -> tuple[str, ...]:
    path = town.path
    if path is None:
        why = town.refusal if isinstance(town.refusal, str) else texts.not_on_file(town.refusal) if town.refusal else ""
        return town.municipality.name, _NOTHING, why, _NOTHING, _NOTHING, _NOTHING
    cost = town.cost if town.cost is not None else path.lower
    return (
        town.municipality.name,
        texts.name(path.target.name),
        texts.text("plan", f"status_{path.status}"),
        _NOTHING if cost is None else texts.number(cost, 0) if town.cost is not None else f"≥ {texts.number(cost, 0)}",
        str(len(path.steps)) if path.steps else _NOTHING,
        texts.text("plan", "is_chosen" if town.is_chosen else "is_not_chosen"),
    )


def budget_json(plan: BudgetPlan, texts: Texts) -> str:
    """Return the towns as JSON text."""
    wholes = _wholes(plan)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "as_of": plan.as_of.isoformat(),
        "budget": plan.budget,
        "spent": plan.spent,
        "unit": texts.name(plan.price_list.unit),
        "chosen": [town.municipality.id for town in plan.chosen],
        "towns": [{**_town(town, texts), "part_of": wholes.get(town.municipality.id)} for town in plan.towns],
    }
    if plan.data is not None:
        data["data"] = source_data(plan.data, texts)
    return json.dumps(data, ensure_ascii=False, indent=2)


def _town(town: TownPath, texts: Texts) -> dict[str, Any]:
    found: dict[str, Any] = {"municipality": town.municipality.id, "name": town.municipality.name}
    if (path := town.path) is None:
        why = town.refusal if isinstance(town.refusal, str) else texts.not_on_file(town.refusal) if town.refusal else ""
        return found | {"target": None, "status": None, "reason": why}
    return found | {
        "target": path.target.id,
        "law": path.rulebook.law.id,
        "status": path.status.value,
        "cost": {"lower": path.lower, "upper": path.upper},
        "chosen": town.is_chosen,
        "steps": steps_data(path.steps, texts),
        "blocked_by": list(path.blocked_by),
    }


def write_budget(plan: BudgetPlan, file: Path, texts: Texts) -> None:
    """Write the towns as a workbook: one sheet of towns, one of steps."""
    writer = WorkbookWriter(file)
    towns = writer.sheet(texts.text("plan", "sheet_towns"))
    towns.text(0, 0, " ".join([_headline(plan, texts), *_parts(plan, texts)]), "plain")
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        towns.text(1, column, texts.text("plan", name), "heading")
        towns.sheet.set_column(column, column, width)
    for row, town in enumerate(plan.towns, start=2):
        for column, cell in enumerate(_cells(town, texts)):
            towns.text(row, column, cell, "text")
        if town.cost is not None:
            towns.number(row, COLUMNS.index("cost"), str(town.cost), "shown")
    towns.sheet.freeze_panes(2, 1)
    steps = writer.sheet(texts.text("plan", "sheet_steps"))
    headings = ("town", "standard_column", "from", "to", "cost")
    for column, name in enumerate(headings):
        steps.text(0, column, texts.text("plan", name), "heading")
        steps.sheet.set_column(column, column, 30 if column < 2 else 18)
    lines = [(town, step) for town in plan.towns if town.path for step in town.path.steps]
    for row, (town, step) in enumerate(lines, start=1):
        steps.text(row, 0, town.municipality.name, "text")
        steps.text(row, 1, step_name(step, texts), "text")
        steps.text(row, 2, texts.quantity(step.indicator, step.before), "text")
        steps.text(row, 3, texts.value(step.indicator, step.to), "text")
        steps.number(row, 4, str(step.cost), "shown")
    steps.sheet.freeze_panes(1, 1)
    writer.close()
