"""A file of prices for `dothi plan --costs`: no part of the law, and not in its folder."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.rule_files.schema.words import BilingualEntry, Closed, LevelText, NumberText, Slug, WholeNumber

Amount = Annotated[WholeNumber, Field(ge=0, le=10**15)]
"""A whole amount in the unit of the file."""


class PriceEntry(Closed):
    """The price of raising one indicator: ``amount`` for each ``per`` of improvement, in the indicator's unit."""

    indicator: Slug
    municipality: Slug | None = None
    amount: Amount
    per: NumberText = "1"
    whole_steps: bool = False
    fixed: Amount = 0
    most: LevelText | None = Field(default=None, description="Mức tốt nhất có thể làm được / the best feasible value")
    months: Annotated[WholeNumber, Field(ge=0, le=1200)] | None = None


class RaiseEntry(Closed):
    """What a project does to one indicator: raises it ``by`` so much, or at least ``to`` a value."""

    indicator: Slug
    by: NumberText | None = None
    to: LevelText | None = None


class ProjectEntry(Closed):
    """A project that raises several indicators for one amount."""

    id: Slug
    name: BilingualEntry
    municipality: Slug | None = None
    amount: Amount
    months: Annotated[WholeNumber, Field(ge=0, le=1200)] | None = None
    raises: Annotated[list[RaiseEntry], Field(min_length=1)]


class PricesDocument(Closed):
    """Prices in one unit; ``effort`` is the amount for the whole distance between the levels of what has no price."""

    kind: Literal["prices"]
    unit: BilingualEntry
    effort: Amount | None = None
    prices: list[PriceEntry] = []
    projects: list[ProjectEntry] = []
