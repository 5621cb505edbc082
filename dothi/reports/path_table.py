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
from dothi.reports.words.in_the_way import in_the_way, unknown_lines

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
            console.print(_steps(texts.text("plan", title), steps, _counted(path), texts))
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
        console.print(
            bullet_list(
                texts.text("plan", "alternatives", count=str(len(path.alternatives))), _alternatives(path, texts)
            )
        )
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
        yield _over_budget(path, path.budget, texts)
    elif path.blocked_by:
        yield texts.text("plan", "blocked_by", subjects=in_the_way(path, texts))
    yield from unknown_lines(path, texts)
    if path.partial_steps:
        cost = texts.number(sum(step.cost for step in path.partial_steps), 0)
        yield texts.text("plan", "partial", cost=cost, unit=unit)
    if path.steps:
        counted = _counted(path)
        if path.points_after is not None:
            yield texts.text(
                "plan",
                f"points_after{counted}",
                lower=texts.points(path.points_after[0]),
                pass_mark=texts.points(path.pass_mark),
            )
        if path.margin:
            yield texts.text("plan", f"margin{counted}", points=texts.points(path.margin))
        counts = {"options": path.proof.options, "ruled_out": path.proof.ruled_out, "bound": path.proof.lower_bound}
        yield texts.text(
            "plan",
            "proof" if path.proof.method == DYNAMIC_PROGRAMME else "proof_with_projects",
            **{name: texts.number(number, 0) for name, number in counts.items()},
        )
        if path.next_price is not None:
            yield texts.text("plan", f"next_price{counted}", cost=texts.number(path.next_price, 0), unit=unit)
        if path.months is not None:
            yield texts.text("plan", "months", months=str(path.months))


def _over_budget(path: CheapestPath, budget: int, texts: Texts) -> str:
    """Return that a budget is less than what is needed at best, or between that and what is surely needed."""
    unit, lower = path.price_list.unit, texts.number(path.lower or 0, 0)
    shown = texts.number(budget, 0)
    if path.status is PathStatus.INFEASIBLE or path.upper is None:
        return texts.text("plan", "over_budget", budget=shown, cost=lower, unit=unit)
    return texts.text("plan", "budget_unsure", budget=shown, lower=lower, upper=texts.number(path.upper, 0), unit=unit)


def _counted(path: CheapestPath) -> str:
    """Return the ending of the keys of sentences about points: under some laws standards are counted."""
    return "_counted" if path.rulebook.frame(path.target.id).is_counted else ""


def _steps(title: str, steps: Sequence[PathStep], counted: str, texts: Texts) -> RenderableType:
    table = plain_table(f"{title} ({len(steps)})", underlines_header=True)
    table.add_column(texts.label("standard"))
    table.add_column(texts.text("plan", "from"), max_width=_VALUE)
    table.add_column(texts.text("plan", "to"), max_width=_VALUE)
    table.add_column(texts.text("plan", f"points{counted}"), justify="right", no_wrap=True)
    table.add_column(texts.text("plan", "cost"), justify="right", no_wrap=True)
    for step in steps:
        before, after = texts.points(step.points_before), texts.points(step.points_after)
        table.add_row(
            f"{step_name(step, texts)} ({texts.citation(step.citation)})",
            texts.quantity(step.indicator, step.before),
            texts.quantity(step.indicator, Quantity(step.to, step.to)),
            f"{before} → {after}",
            texts.number(step.cost, 0),
        )
    return table


def step_name(step: PathStep, texts: Texts) -> str:
    """Return the code and the name of a standard, or whose points are raised."""
    name = texts.name(step.name)
    if step.points_of_standards:
        return f"{step.code} {name}"
    return texts.text("plan", "of_unit", name=name, unit=step.municipality.name)


def _actors(steps: Sequence[PathStep], texts: Texts) -> Iterator[str]:
    """Yield who acts, each task once with the steps that it serves."""
    codes: dict[str, list[str]] = {}
    tasks: dict[str, Task] = {}
    for step in steps:
        for task in step.tasks:
            tasks[task.id] = task
            codes.setdefault(task.id, []).append(step.code if step.points_of_standards else step_name(step, texts))
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
    counted, rows = _counted(path), _thinned(path.curve)
    title = texts.text("plan", f"curve{counted}")
    if len(rows) < len(path.curve):
        numbers = {"shown": str(len(rows)), "count": texts.number(len(path.curve), 0)}
        title = texts.text("plan", "curve_thinned", title=title, **numbers)
    table = plain_table(title, underlines_header=True)
    table.add_column(texts.text("plan", f"points{counted}"), justify="right", no_wrap=True)
    table.add_column(texts.text("plan", "cost"), justify="right", no_wrap=True)
    table.add_column("")
    highest = max(cost for _, cost in path.curve) or 1
    for points, cost in rows:
        table.add_row(texts.points(points), texts.number(cost, 0), "█" * (cost * _BAR // highest))
    return table


def _thinned(curve: Sequence[tuple[int, int]], most: int = 30) -> Sequence[tuple[int, int]]:
    """Return some points of a curve, with its first and its last."""
    if len(curve) <= most:
        return curve
    return [curve[place * (len(curve) - 1) // (most - 1)] for place in range(most)]


def _alternatives(path: CheapestPath, texts: Texts) -> Iterator[str]:
    for other in path.alternatives:
        steps = [_other_step(step, texts) for step in other.steps]
        yield texts.text(
            "plan", "alternative", cost=texts.number(other.cost, 0), unit=path.price_list.unit, steps="; ".join(steps)
        )


def _other_step(step: PathStep, texts: Texts) -> str:
    value = texts.value(step.indicator, step.to)
    if step.points_of_standards:
        return texts.text("plan", "alternative_step", code=step.code, value=value)
    return texts.text("plan", "alternative_unit", name=step_name(step, texts), value=value)
