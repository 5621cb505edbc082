"""The forms in which results are shown, one module for each.

A module ``<subject>_as_<form>`` registers itself by its name and offers ``render``. Commands take their ``--format``
choices, help texts and refusals from these registries.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeAlias

from dothi.registry import Registry

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from rich.console import Console

    from classifier.assessment.result import Assessment
    from classifier.assessment.targets import TargetAnswer
    from criteria.data_source import DataSource
    from criteria.rulebook import Rulebook
    from dothi.comparison import Comparison
    from dothi.planner.path import CheapestPath
    from dothi.planner.within_budget import BudgetPlan
    from dothi.reports.texts import Texts
    from dothi.workbench.case_tests.run import LawTest
    from dothi.workbench.diff.difference import Difference
    from dothi.workbench.impact.towns import Impact
    from dothi.workbench.impact.values import Disputes
    from dothi.workbench.lint.finding import Finding

Facts = ParamSpec("Facts")

Rendering: TypeAlias = "str | Callable[[Console], None]"
"""What a form makes of a result: text to be written as it is, or a function that draws on a terminal."""


class Renderer(Protocol[Facts]):
    """What a module of this package offers."""

    def render(self, *args: Facts.args, **kwargs: Facts.kwargs) -> Rendering:
        """Render a result in this form."""


ASSESSMENT_FORMS: "Registry[Renderer[[Assessment, Texts]]]" = Registry(__name__, "assessment", default="table")
COMPARISON_FORMS: "Registry[Renderer[[Comparison, Texts, bool]]]" = Registry(__name__, "comparison", default="table")
FINDINGS_FORMS: "Registry[Renderer[[Sequence[Finding], Texts]]]" = Registry(__name__, "findings", default="text")
CASE_TEST_FORMS: "Registry[Renderer[[Sequence[LawTest], Texts]]]" = Registry(__name__, "case_tests", default="text")
DIFFERENCES_FORMS: "Registry[Renderer[[tuple[str, str], Sequence[Difference], Texts]]]" = Registry(
    __name__, "differences", default="text"
)
IMPACT_FORMS: "Registry[Renderer[[tuple[Rulebook, Rulebook], Disputes, Impact, Texts]]]" = Registry(
    __name__, "impact", default="text"
)
TARGETS_FORMS: "Registry[Renderer[[Sequence[TargetAnswer], datetime.date, Texts, DataSource | None]]]" = Registry(
    __name__, "targets", default="table"
)
PATH_FORMS: "Registry[Renderer[[CheapestPath, Texts]]]" = Registry(__name__, "path", default="table")
BUDGET_FORMS: "Registry[Renderer[[BudgetPlan, Texts]]]" = Registry(__name__, "budget", default="table")
