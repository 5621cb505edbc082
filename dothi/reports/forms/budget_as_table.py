"""The towns of a budget as a table for a terminal."""

from dothi.planner.within_budget import BudgetPlan
from dothi.reports.budget_table import print_budget
from dothi.reports.forms import Rendering
from dothi.reports.texts import Texts


def render(plan: BudgetPlan, texts: Texts) -> Rendering:
    """Draw a row per town."""
    return lambda console: print_budget(plan, texts, console)
