"""Words, numbers and sign-offs, which every kind of rule file may contain."""

import datetime
import re
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from criteria.number_text import NUMBER_PATTERN

BasisWord = Literal["two-sources", "one-source", "seed", "unverified", "signed-off", "official-text"]
"""How well a number is known; see ``rules/README.md``."""


BASIS_WORDS: tuple[str, ...] = get_args(BasisWord)


Slug = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=80),
]
"""An id: ASCII letters and digits, joined by ``-`` or ``.``."""


NumberText = Annotated[
    str,
    Field(pattern=NUMBER_PATTERN, max_length=20),
    WithJsonSchema({"type": "number"}),
]
"""A decimal number kept as text, so that no digit is lost: ``49.8``."""


LevelText = Annotated[
    str,
    Field(pattern=r"^\S+$", max_length=80),
    WithJsonSchema({"type": ["number", "string"]}),
]
"""A number, or the id of a grade if the indicator has grades."""


MeasuredText = Annotated[str, WithJsonSchema({"type": ["number", "string"]})]
"""A measured value in any of its text forms; a plain number need not be quoted."""


SOMETHING = r"\S"


Sentence = Annotated[str, Field(min_length=1, max_length=2000, pattern=SOMETHING)]


def _date_from_text(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError("not a date")
        return datetime.date.fromisoformat(value)
    return value


def _day_of_year(value: Any) -> Any:
    try:
        datetime.date.fromisoformat(f"2001-{value}")  # not a leap year, because the day must exist every year
    except ValueError:
        raise PydanticCustomError("day_of_year", "a day that every year has, as month-day") from None
    return value


DayOfYear = Annotated[
    str, BeforeValidator(_day_of_year), WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"})
]
"""A day that every year has, as month and day: ``12-31``."""


Day = Annotated[
    datetime.date,
    BeforeValidator(_date_from_text),
    WithJsonSchema({"type": "string", "format": "date"}),
]


def _only_digits(value: Any) -> Any:
    if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch("[0-9]+", value, re.ASCII)):
        raise PydanticCustomError("int_type", "a whole number is written in digits")
    return value


WholeNumber = Annotated[int, BeforeValidator(_only_digits), WithJsonSchema({"type": "integer"})]


class Closed(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class BilingualEntry(Closed):
    """A name in Vietnamese and English."""

    vi: Sentence = Field(description="Tên tiếng Việt / the Vietnamese name")
    en: Sentence = Field(description="Tên tiếng Anh / the English name")


NumberName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*$", max_length=200)]
"""The name of a number within its entry: the keys that lead to it, joined by dots, such as ``levels.III.minimum``."""


Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$"), WithJsonSchema({"type": ["string", "number"]})]
"""The first hexadecimal digits of a SHA-256."""


class SignedEntry(Closed):
    """Who compared which numbers with the official text, when, and with which document; see ``dothi rules sign``."""

    by: Annotated[list[Sentence], Field(min_length=1)]
    date: Day
    document: Sentence
    numbers: dict[NumberName, LevelText] = {}
    words: dict[NumberName, Digest] = {}


Signed = list[SignedEntry]
"""The records of sign-offs, the oldest first; required if a basis is ``signed-off``."""


class NumberWithBasis(Closed):
    """A number and how well it is known."""

    value: NumberText
    basis: BasisWord
    sources: list[Slug] = []


BasisPair = Annotated[list[BasisWord | None], Field(min_length=2, max_length=2)]
"""``[basis of the minimum, basis of the maximum]``."""
