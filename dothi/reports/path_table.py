"""A path for a terminal: the answer in one sentence, what to do, who acts, the proof; it fits 80 columns."""

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from classifier.assessment.result import Fact
from criteria.quantity import Quantity
from criteria.task import Task
from dothi.planner.path import DYNAMIC_PROGRAMME, CheapestPath, PathStatus, PathStep
from dothi.reports.terminal_layout import bullet_list, plain_table
from dothi.reports.texts import Texts
from dothi.reports.words.data_sources import example_text, source_text

_STYLES = {
    PathStatus.ALREADY_MET: "bold green",
    PathStatus.OPTIMAL: "bold green",
    PathStatus.INFEASIBLE: "bold red",
    PathStatus.UNDETERMINED: "bold yellow",
}
_VALUE = 14
"""The width of the values of today and of those to reach."""
_BAR = 30
"""The width of the longest bar of a chart."""


def print_path(path: CheapestPath, texts: Texts, console: Console) -> None:
    """Print a path."""
    example = example_text(path.data, texts) if path.data else None
    if example is not None:
        console.print(Text(example, style="bold"))
    console.print(Text(_headline(path, texts), style=_STYLES[path.status]))
    for line in _notes(path, texts):
        console.print(Text(line))
    for title, steps in (("steps", path.steps), ("partial_steps", path.partial_steps)):
        if steps:
            console.print()
            console.print(_steps(texts.text("plan", title), steps, texts))
    if path.projects:
        lines = (
            texts.text(
                "plan", "project", name=project.name, cost=texts.number(project.amount, 0), unit=path.price_list.unit
            )
            for project in path.projects
        )
        console.print(bullet_list(texts.text("plan", "projects"), lines))
    if actors := list(_actors((*path.steps, *path.partial_steps), texts)):
        console.print(bullet_list(texts.text("plan", "who_acts"), actors))
    if path.measure_first:
        console.print(bullet_list(texts.text("plan", "measure_first"), _savings(path, texts)))
    if path.curve:
        console.print()
        console.print(_curve(path, texts))
    if path.alternatives:
        console.print(bullet_list(texts.text("plan", "alternatives"), _alternatives(path, texts)))
    if path.steps or path.partial_steps:
        told = [texts.statement("plan", statement) for statement in path.assumptions]
        console.print(bullet_list(texts.text("plan", "assumes"), told))


def _headline(path: CheapestPath, texts: Texts) -> str:
    facts: dict[str, Fact] = {
        "name": path.municipality.name,
        "type": path.target.name,
        "document": path.rulebook.law.document,
        "day": path.as_of,
        "cost": texts.number(path.upper or 0, 0),
        "unit": path.price_list.unit,
    }
    return texts.text("plan", path.status, **facts)


def _notes(path: CheapestPath, texts: Texts) -> Iterator[str]:
    """Yield what follows the answer."""
    unit = path.price_list.unit
    if path.data is not None:
        yield source_text(path.data, texts)
    if path.status is PathStatus.OPTIMAL and path.lower is not None and path.lower != path.upper:
        bounds = {"lower": texts.number(path.lower, 0), "upper": texts.number(path.upper or 0, 0)}
        yield texts.text("plan", "cost_bounds", **bounds)
    if path.status is PathStatus.UNDETERMINED and path.lower is not None and path.upper is None:
        yield texts.text("plan", "cost_lower_only", lower=texts.number(path.lower, 0), unit=unit)
    if path.budget is not None and "budget" in path.blocked_by:
        least = path.lower if path.status is PathStatus.INFEASIBLE else path.upper
        numbers = {"budget": texts.number(path.budget, 0), "cost": texts.number(least or 0, 0)}
        yield texts.text("plan", "over_budget", **numbers, unit=unit)
    elif path.blocked_by:
        yield texts.text("plan", "blocked_by", subjects=path.blocked_by)
    if path.partial_steps:
        cost = texts.number(sum(step.cost for step in path.partial_steps), 0)
        yield texts.text("plan", "partial", cost=cost, unit=unit)
    if path.steps:
        if path.points_after is not None:
            yield texts.text(
                "plan",
                "points_after",
                lower=texts.points(path.points_after[0]),
                pass_mark=texts.points(path.pass_mark),
            )
        if path.margin:
            yield texts.text("plan", "margin", points=texts.points(path.margin))
        counts = {"options": path.proof.options, "ruled_out": path.proof.ruled_out, "bound": path.proof.lower_bound}
        yield texts.text(
            "plan",
            "proof" if path.proof.method == DYNAMIC_PROGRAMME else "proof_with_projects",
            **{name: texts.number(number, 0) for name, number in counts.items()},
        )
        if path.next_price is not None:
            yield texts.text("plan", "next_price", cost=texts.number(path.next_price, 0), unit=unit)
        if path.months is not None:
            yield texts.text("plan", "months", months=str(path.months))


def _steps(title: str, steps: Sequence[PathStep], texts: Texts) -> RenderableType:
    table = plain_table(f"{title} ({len(steps)})", underlines_header=True)
    table.add_column(texts.label("standard"))
    table.add_column(texts.text("plan", "from"), max_width=_VALUE)
    table.add_column(texts.text("plan", "to"), max_width=_VALUE)
    table.add_column(texts.text("plan", "points"), justify="right", no_wrap=True)
    table.add_column(texts.text("plan", "cost"), justify="right", no_wrap=True)
    for step in steps:
        own = texts.name(step.name)
        name = own if step.points_of_standards else texts.text("plan", "of_unit", name=own, unit=step.municipality.name)
        before, after = texts.points(step.points_before), texts.points(step.points_after)
        table.add_row(
            f"{step.code} {name} ({texts.citation(step.citation)})",
            texts.quantity(step.indicator, step.before),
            texts.quantity(step.indicator, Quantity(step.to, step.to)),
            f"{before} → {after}",
            texts.number(step.cost, 0),
        )
    return table


def _actors(steps: Sequence[PathStep], texts: Texts) -> Iterator[str]:
    """Yield who acts, each task once with the steps that it serves."""
    codes: dict[str, list[str]] = {}
    tasks: dict[str, Task] = {}
    for step in steps:
        for task in step.tasks:
            tasks[task.id] = task
            codes.setdefault(task.id, []).append(step.code)
    for identifier, task in tasks.items():
        yield texts.text(
            "plan",
            "actor",
            codes=tuple(dict.fromkeys(codes[identifier])),
            lead=", ".join(texts.name(office) for office in task.lead),
            id=identifier,
            document=task.document,
        )


def _savings(path: CheapestPath, texts: Texts) -> Iterator[str]:
    for known in path.measure_first:
        name = texts.name(known.name)
        if known.municipality.id != path.municipality.id:
            name = texts.text("plan", "of_unit", name=name, unit=known.municipality.name)
        saving = texts.number(known.saving, 0)
        unit = path.price_list.unit
        yield texts.text("plan", "saving", name=name, indicator=known.indicator.id, saving=saving, unit=unit)


def _curve(path: CheapestPath, texts: Texts) -> RenderableType:
    """Return the curve as rows with bars."""
    table = plain_table(texts.text("plan", "curve"), underlines_header=True)
    table.add_column(texts.text("plan", "points"), justify="right", no_wrap=True)
    table.add_column(texts.text("plan", "cost"), justify="right", no_wrap=True)
    table.add_column("")
    highest = max(cost for _, cost in path.curve) or 1
    for points, cost in _thinned(path.curve):
        table.add_row(texts.points(points), texts.number(cost, 0), "█" * (cost * _BAR // highest))
    return table


def _thinned(curve: Sequence[tuple[int, int]], most: int = 30) -> Sequence[tuple[int, int]]:
    """Return some points of a curve, with its first and its last."""
    if len(curve) <= most:
        return curve
    return [curve[place * (len(curve) - 1) // (most - 1)] for place in range(most)]


def _alternatives(path: CheapestPath, texts: Texts) -> Iterator[str]:
    for other in path.alternatives:
        steps = tuple(
            texts.text("plan", "alternative_step", code=step.code, value=texts.value(step.indicator, step.to))
            for step in other.steps
        )
        yield texts.text(
            "plan", "alternative", cost=texts.number(other.cost, 0), unit=path.price_list.unit, steps="; ".join(steps)
        )
