"""What was found at one end of what is unknown: the programmes, and the cheapest decisions of all."""

from dataclasses import dataclass, replace

from dothi.planner.least_cost import Found, Programme

NOTHING = Found(0, (), 0)
"""Nothing needs to be decided."""


@dataclass(frozen=True, slots=True)
class End:
    """What was found at one end of what is unknown.

    Attributes:
        programmes: those of all goals.
        cheapest: the one that found the cheapest decisions of the municipality, and these; None if nothing is enough.
        units: the cheapest decisions about the units; None if nothing is enough.
        is_complete: False if a programme was too large to be solved.
        is_proved: False if there are too many values of units to be tried.
        bound: what every plan of the municipality costs at least, whatever the goal, by a bound of its own.
    """

    programmes: tuple[Programme, ...]
    cheapest: tuple[Programme, Found] | None
    units: Found | None
    is_complete: bool = True
    is_proved: bool = True
    bound: int = 0

    @property
    def found(self) -> Found | None:
        """The cheapest decisions of all; None if nothing is enough."""
        if self.cheapest is None or self.units is None or not self.is_complete:
            return None
        own = self.cheapest[1]
        options = sum(programme.options.count for programme in self.programmes) + self.units.options
        return replace(
            own,
            cost=own.cost + self.units.cost,
            decisions=(*own.decisions, *self.units.decisions),
            options=options,
            bound=self.bound + self.units.cost,
        )
