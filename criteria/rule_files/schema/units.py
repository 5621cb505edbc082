"""What the commune-level units of an urban area must reach."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.rule_files.schema.words import BilingualEntry, Closed, NumberWithBasis, Sentence, Signed, Slug


class MemberUnitsEntry(Closed):
    """What the units of an urban area must reach; ``points`` names, for each type, the indicator of a unit's points.

    ``units``: for an area of one unit, or of several. ``reached_by``: every unit, their average, or one of them.
    """

    id: Slug
    text: BilingualEntry
    units: Literal["one", "several"]
    reached_by: Literal["every", "average", "one"]
    points: Annotated[dict[Slug, Slug], Field(min_length=1)]
    required: NumberWithBasis
    citation: Sentence
    note: Sentence | None = None
    signed: Signed = []


class MemberUnitsDocument(Closed):
    """What the units of an urban area must reach, part of the verdict; ``unit_kinds``: the kinds of unit.

    ``standards_name`` and ``points_name``: what the law calls the standards of the area and the points of its units.
    """

    kind: Literal["member_units"]
    unit_kinds: Annotated[list[Slug], Field(min_length=1)]
    member_units: Annotated[list[MemberUnitsEntry], Field(min_length=1)]
    standards_name: BilingualEntry | None = None
    points_name: BilingualEntry | None = None
