"""Two laws compared by what they mean: what was added, removed, made harder or easier, by how much, in which article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from criteria.condition import condition_text
from criteria.indicator import Indicator
from criteria.matching import matched_standards
from criteria.name import Name
from criteria.rulebook import Law, Rule, Rulebook, Type
from criteria.rule_comparison import rule_differences
from criteria.figure import Figure, Side
from criteria.standard import POINT_DECIMALS, Criterion, Known, Level, Standard
