"""The results of a batch in numbers."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Summary:
    """The results of a batch in numbers.

    Attributes:
        read, evaluated, rejected: municipalities; the first is the sum of the other two.
        verdicts: results by target and verdict.
        provisional: results whose verdict is provisional, by target.
        failing: municipalities that surely fail a standard and are not met, by target and standard id.
    """

    read: int = 0
    evaluated: int = 0
    rejected: int = 0
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    provisional: Counter[str] = field(default_factory=Counter)
    failing: Counter[tuple[str, str]] = field(default_factory=Counter)
