"""The towns of a budget as JSON, ``dothi/plans/1``."""

from dothi.planner.within_budget import BudgetPlan
from dothi.reports.budget_table import budget_json
from dothi.reports.texts import Texts


def render(plan: BudgetPlan, texts: Texts) -> str:
    """Write the towns."""
    return budget_json(plan, texts) + "\n"
