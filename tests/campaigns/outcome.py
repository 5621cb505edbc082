"""What a campaign found, in one form for all of them."""

from dataclasses import dataclass, field, fields


@dataclass
class Outcome:
    """What a campaign found; a campaign that counts more adds fields of its own.

    Attributes:
        what: what was tried.
        tries: how often.
        faults: what must never happen, each as a sentence.
    """

    what: str
    tries: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """What else was counted, by its name."""
        others = (one.name for one in fields(self) if one.name != "tries")
        return {name: value for name in others if isinstance(value := getattr(self, name), int)}
