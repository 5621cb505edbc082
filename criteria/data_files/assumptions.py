"""What-if: cells of the data that are assumed to say something else, read by the same reader as the files.

An assumed value replaces everything on file for its indicator, as if it were the only row of it.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from criteria.data_files.rows import COLUMNS, MEASUREMENTS, MUNICIPALITIES, DatasetReader, Row, Tables
from criteria.diagnostic import Location, NotOnFile
from criteria.indicator import Indicators
from criteria.municipality import Assumption, Dataset, Measurement, Municipality
from criteria.quantity import UNKNOWN_WORD, claim_from_text
from criteria.vocabulary import Vocabulary

OPTION = "--set"
IDENTIFYING = ("id", "name")
"""The columns that say which municipality a row is about; nothing can be assumed of them."""

ASSUMED_COLUMNS = tuple(column for column in COLUMNS[MUNICIPALITIES] if column not in IDENTIFYING)
"""The columns of the municipalities of which something can be assumed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A cell as it is assumed to be written: the name of a column or of an indicator, and the text of the cell."""

    name: str
    text: str

    @property
    def location(self) -> Location:
        """The option that states it, as the place of what is wrong with it."""
        return Location(f"{OPTION} {self.name}={self.text}", 0)


def with_assumptions(
    dataset: Dataset,
    identifier: str,
    settings: Iterable[Setting],
    words: tuple[Vocabulary, Indicators],
    days: tuple[datetime.date, datetime.date | None],
    decimal_sign: str = ".",
) -> Dataset:
    """Return a data set in which cells of one municipality say something else.

    Args:
        words: the vocabulary and the indicators by which data are read.
        days: the day of the assessment, and the day of which the law wants its data, if it says.
        decimal_sign: the decimal sign of the settings.

    Raises:
        NotOnFile: there is no such municipality, column or indicator.
        criteria.diagnostic.UnsoundData: a text cannot be read as the cell that it stands for.
    """
    town = dataset.municipality(identifier)
    vocabulary, indicators = words
    of_columns: dict[str, Setting] = {}
    of_indicators: dict[str, Setting] = {}
    for setting in settings:
        if setting.name in ASSUMED_COLUMNS:
            of_columns[setting.name] = setting
        elif setting.name in indicators:
            of_indicators[setting.name] = setting
        else:
            raise NotOnFile("assumed_name", setting.name, (*ASSUMED_COLUMNS, *indicators))
    as_of, data_day = days
    tables = Tables()
    tables.municipalities = [_row_of(town, of_columns)]
    if "part_of" in of_columns:  # the only column that names other municipalities
        others = (one for one in dataset.municipalities.values() if one.id != identifier)
        tables.municipalities += [Row(cells_of(one), _places({}, one.location)) for one in others]
    tables.measurements = [_measured_row(identifier, one, as_of, data_day) for one in of_indicators.values()]
    # The reader checks the row as a whole, and what other columns say stays as it is.
    read = DatasetReader(tables, vocabulary, indicators, decimal_sign).dataset()
    assumed = read.municipalities[identifier]
    new = {column: getattr(assumed, column) for column in _changed_columns(of_columns, town, assumed)}
    before = dataset.measured(identifier, as_of, data_day)
    kept = (one for one in dataset.measurements if one.municipality != identifier or one.indicator not in of_indicators)
    values = tuple(replace(one, is_assumed=True) for one in read.measurements)
    return replace(
        dataset,
        municipalities={**dataset.municipalities, identifier: replace(town, **new)},
        measurements=(*kept, *values),
        notes=(*dataset.notes, *read.notes),
        assumptions=tuple(_assumptions(of_columns, values, town, before, indicators)),
    )


def _changed_columns(settings: Mapping[str, Setting], town: Municipality, assumed: Municipality) -> Iterator[str]:
    """Yield the columns that are set, and those that old tags among the attributes stand for."""
    yield from settings
    if "attributes" in settings:
        for column in ("formation", "budget_level", "has_commune_units"):
            if column not in settings and getattr(assumed, column) != getattr(town, column):
                yield column


def _assumptions(
    columns: Mapping[str, Setting],
    values: Iterable[Measurement],
    town: Municipality,
    before: Mapping[str, Measurement],
    indicators: Indicators,
) -> Iterator[Assumption]:
    on_file = cells_of(town)
    for setting in columns.values():
        yield Assumption(setting.name, setting.text.strip(), on_file[setting.name])
    for value in values:
        indicator = indicators[value.indicator]
        there = before[indicator.id].quantity if indicator.id in before else None
        text = "" if there is None or there.is_unknown else indicator.quantity_text(there)
        yield Assumption(indicator.id, indicator.quantity_text(value.quantity), text, value.quantity, there)


def cells_of(town: Municipality) -> Mapping[str, str]:
    """Return the cells of the row that states a municipality, by column; reading them gives the same municipality."""

    def answer(known: bool | None) -> str:
        return "" if known is None else "yes" if known else "no"

    return {
        "id": town.id,
        "name": town.name,
        "kind": town.kind,
        "current_type": town.current_type or "",
        "type_as_of": town.type_as_of.isoformat() if town.type_as_of else "",
        "type_document": town.type_document or "",
        "province": town.province or "",
        "region": town.region or "",
        "attributes": town.attributes.text,
        "formation": town.formation or "",
        "budget_level": answer(town.budget_level),
        "has_commune_units": answer(town.has_commune_units),
        "inner_area": answer(town.inner_area),
        "outer_area": answer(town.outer_area),
        "part_of": town.part_of or "",
    }


def _row_of(town: Municipality, settings: Mapping[str, Setting]) -> Row:
    """Return the row of a municipality with what is set; what it is part of is left out if that stays as it is."""
    cells = {**cells_of(town), "part_of": "", **{name: setting.text for name, setting in settings.items()}}
    return Row(cells, _places({name: setting.location for name, setting in settings.items()}, town.location))


def _measured_row(municipality: str, setting: Setting, as_of: datetime.date, data_day: datetime.date | None) -> Row:
    # A claim is about a type of the law in force on its day.
    day = as_of if data_day is None or claim_from_text(setting.text) else data_day
    cells = {
        "municipality": municipality,
        "indicator": setting.name,
        "value": setting.text.strip() or UNKNOWN_WORD,
        "as_of": day.isoformat(),
    }
    return Row({name: cells.get(name, "") for name in COLUMNS[MEASUREMENTS]}, _places({}, setting.location))


def _places(known: Mapping[str, Location], other: Location) -> Callable[[str], Location]:
    return lambda column: known.get(column, other)
