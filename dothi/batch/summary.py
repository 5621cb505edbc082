"""The results of a batch in numbers."""

from collections import Counter
from dataclasses import dataclass, field

from criteria.diagnostic import Diagnostic
from dothi.batch.rejections import ToldRejections
from dothi.batch.remarks import Remarks


@dataclass
class Summary:
    """The results of a batch in numbers.

    Attributes:
        read, evaluated, rejected, not_asked: municipalities; the first is the sum of the others. Of those not asked,
            such as a province for a type of urban area, the family of laws asks nothing.
        verdicts: results by target and verdict.
        provisional: results whose verdict is provisional, by target.
        remarks: what is to be told of the values.
        notes: how something in the files was understood.
        told: the first rejected rows, where no file lists them.
        failing: municipalities that surely fail a standard and are not met, by target and standard id.
    """

    read: int = 0
    evaluated: int = 0
    rejected: int = 0
    not_asked: int = 0
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    provisional: Counter[str] = field(default_factory=Counter)
    failing: Counter[tuple[str, str]] = field(default_factory=Counter)
    remarks: Remarks = field(default_factory=Remarks)
    notes: tuple[Diagnostic, ...] = ()
    told: ToldRejections = field(default_factory=ToldRejections)
