"""The campaigns there are, each with what must hold, its full size and the short one of `make test`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from tests.campaigns.outcome import Outcome


@dataclass(frozen=True)
class Campaign:
    """A function that tries something again and again: `(tries, seed)`, or `(of, tries, seed)` if it is of something.

    Attributes:
        group: the kind of campaign.
        function: where the function is, as `module:name` below `tests.campaigns`. It is imported when it runs, so that
            a campaign that forks has no threads of the others.
        full: how many tries `make fuzz` makes.
        short: how many tries `make test` makes; 0 if it has no time for this one, or makes it elsewhere.
        holds: what must hold, for the page of figures.
        of: what it is of, if the function takes that.
        shares: in how many processes the full size is made, one after the other.
    """

    group: str
    function: str
    full: int
    short: int
    holds: str
    of: str | None = None
    shares: int = 10

    @property
    def name(self) -> str:
        """The name by which it is asked for."""
        return self.group if self.of is None else f"{self.group}-{self.of}"

    def run(self, tries: int, seed: int, **more: object) -> Outcome:
        """Try so often, with what the seed draws.

        Args:
            more: further arguments of the function.
        """
        module, _, name = self.function.partition(":")
        function: Callable[..., Outcome] = getattr(import_module(f"tests.campaigns.{module}"), name)
        return function(*([] if self.of is None else [self.of]), tries, seed, **more)


OLD_OR_NEW = "Killed at any step: the old or the new, nothing half-written, nothing left after the next run."
NOTHING_LOST = "Two at one moment: nothing that either was told to write is lost."
REFUSED = (
    "Hostile or damaged input: no traceback, no hang, no code that is not documented, nothing that a terminal obeys; "
    "2 s and 300 MB at most."
)
ONE_ANSWER = (
    "Random laws and towns: one answer by both evaluators and the columns, and in long CSV, JSON, a workbook, wide CSV "
    "and wide Parquet."
)
METAMORPHIC = (
    "Every law on file: better is never judged worse, narrower never wider; order, division and form change nothing."
)
QUICK_LAWS = {"nd-307-2025", "ward-nq-1210-2016"}
"""Laws that `make test` has time for."""

EXACT = "Least costs are those of every plan there is, and of HiGHS (`make planner`); none lies outside its bounds."
LAWS = (
    "nd-307-2025",
    "nq-111-2025",
    "nq-112-2025",
    "nq-1210-2016",
    "nq-1211-2016",
    "nq-26-2022",
    "nq-27-2022",
    "tra-vinh-2025",
    "ward-nq-1210-2016",
)

CAMPAIGNS = [
    Campaign("kills", "kills:kill_campaign", 200, 6, OLD_OR_NEW, "batch"),
    Campaign("kills", "kills:kill_campaign", 200, 6, OLD_OR_NEW, "sign"),
    Campaign("kills", "kills:kill_campaign", 200, 6, OLD_OR_NEW, "import"),
    Campaign("kills", "kills:kill_campaign", 200, 6, OLD_OR_NEW, "fix"),
    Campaign("kills", "kills:kill_campaign", 200, 6, OLD_OR_NEW, "export"),
    Campaign("pairs", "pairs:pair_campaign", 40, 4, NOTHING_LOST, "signers"),
    Campaign("pairs", "pairs:pair_campaign", 40, 4, NOTHING_LOST, "batches"),
    Campaign("hostile", "hostile:hostile_campaign", 1_000, 25, REFUSED, "data"),
    Campaign("hostile", "hostile:hostile_campaign", 4_000, 25, REFUSED, "tables"),
    Campaign("hostile", "hostile:hostile_campaign", 2_000, 25, REFUSED, "rules"),
    Campaign("hostile", "hostile:hostile_campaign", 3_800, 25, REFUSED, "options"),
    Campaign("forms", "forms:forms_campaign", 240, 2, ONE_ANSWER),
    Campaign("plans", "plans:plan_campaign", 10_000, 0, EXACT, "brute-force"),
    Campaign("plans", "plans:plan_campaign", 2_000, 0, EXACT, "units"),
    Campaign("plans", "plans:plan_campaign", 1_000, 0, EXACT, "completions"),
    Campaign("plans", "plans:plan_campaign", 200, 0, EXACT, "highs-111-II"),
    Campaign("plans", "plans:plan_campaign", 200, 0, EXACT, "highs-111-III"),
    Campaign("plans", "plans:plan_campaign", 200, 0, EXACT, "highs-1210-III"),
    Campaign("plans", "plans:plan_campaign", 200, 0, EXACT, "highs-1210-V"),
    *(Campaign("laws", "laws_on_file:law_campaign", 2, int(law in QUICK_LAWS), METAMORPHIC, law) for law in LAWS),
]


def campaigns_of(names: Iterable[str]) -> list[Campaign]:
    """Return the campaigns with these names or of these groups; all of them if none is named."""
    wanted = set(names)
    return [one for one in CAMPAIGNS if not wanted or wanted & {one.name, one.group}]


def choices() -> list[str]:
    """Return the names and groups that may be asked for."""
    return sorted({name for one in CAMPAIGNS for name in (one.name, one.group)})
