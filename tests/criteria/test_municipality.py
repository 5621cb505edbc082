import datetime

import pytest

from criteria.diagnostic import NotOnFile
from criteria.municipality import Dataset, Measurement, Municipality
from criteria.quantity import UNKNOWN, Quantity

DAY = datetime.date(2021, 11, 11)
BEFORE = DAY - datetime.timedelta(days=1)
AFTER = DAY + datetime.timedelta(days=1)


def measurement(
    day: datetime.date, value: int = 1, indicator: str = "water", municipality: str = "alpha"
) -> Measurement:
    """A measurement of a day."""
    return Measurement(municipality, indicator, Quantity(value, value), day)


def dataset(*measurements: Measurement) -> Dataset:
    """Three towns and what was measured of them."""
    towns = [Municipality(name, name.title(), "town") for name in ("alpha", "beta", "gamma")]
    return Dataset({town.id: town for town in towns}, measurements)


@pytest.mark.parametrize("days", [(BEFORE, DAY), (DAY, BEFORE)], ids=["in order", "out of order"])
def test_the_newest_measurement_counts(days: tuple[datetime.date, ...]) -> None:
    """Of several dates of one indicator the newest counts, in whatever order they stand."""
    measured = dataset(*map(measurement, days)).measured("alpha", AFTER)
    assert DAY == measured["water"].as_of


def test_a_measurement_of_the_day_itself_counts() -> None:
    """What was measured on the day of the assessment counts."""
    assert DAY == dataset(measurement(BEFORE), measurement(DAY)).measured("alpha", DAY)["water"].as_of


def test_a_later_measurement_does_not_count() -> None:
    """What was measured after the day of the assessment does not count; the one before it does."""
    assert BEFORE == dataset(measurement(BEFORE), measurement(AFTER)).measured("alpha", DAY)["water"].as_of


def test_nothing_measured_by_the_day_is_nothing() -> None:
    """An indicator that was measured only later is not measured."""
    assert {} == dataset(measurement(AFTER)).measured("alpha", DAY)


def test_a_newer_unknown_hides_an_older_value() -> None:
    """The newest measurement counts even where it says that the value is unknown."""
    newest = Measurement("alpha", "water", UNKNOWN, DAY)
    assert newest == dataset(measurement(BEFORE), newest).measured("alpha", DAY)["water"]


def test_indicators_and_municipalities_are_kept_apart() -> None:
    """Each municipality has its own newest measurement of each indicator."""
    data = dataset(
        measurement(DAY, 1),
        measurement(BEFORE, 2, indicator="trees"),
        measurement(DAY, 3, municipality="beta"),
    )
    values = {
        town: {name: one.quantity.lower for name, one in data.measured(town, DAY).items()}
        for town in data.municipalities
    }
    assert {"alpha": {"water": 1, "trees": 2}, "beta": {"water": 3}, "gamma": {}} == values


def test_all_dates_of_a_municipality_are_on_file() -> None:
    """Every measurement of a municipality can be listed, later ones too."""
    days = [BEFORE, DAY, AFTER]
    assert days == [one.as_of for one in dataset(*map(measurement, days)).all_measured("alpha")]


def test_a_municipality_is_found_by_its_id() -> None:
    """A municipality on file is found by its id."""
    assert "Beta" == dataset().municipality("beta").name


def test_a_municipality_that_is_not_there_is_refused() -> None:
    """An id that is not on file is refused with those that are."""
    with pytest.raises(NotOnFile) as refused:
        dataset().municipality("betta")
    assert ("municipality", "betta") == (refused.value.kind, refused.value.name)
    assert {"alpha", "beta", "gamma"} == set(refused.value.known)


def test_the_value_of_the_day_asked_for_counts() -> None:
    """Where the law names a day, the value of that day counts, not a newer one; without one, the newest does."""
    data = dataset(measurement(BEFORE), measurement(DAY))

    assert BEFORE == data.measured("alpha", AFTER, data_day=BEFORE)["water"].as_of
    assert DAY == data.measured("alpha", AFTER, data_day=AFTER)["water"].as_of
    assert BEFORE == data.subject("alpha", AFTER, BEFORE).measured["water"].as_of
    assert 2 == len(data.subject("alpha", AFTER, BEFORE).on_file)


def test_an_unknown_value_of_the_day_asked_for_does_not_count() -> None:
    """That nothing is known for the day is no value of the day, so the newest counts."""
    unknown = Measurement("alpha", "water", UNKNOWN, BEFORE)
    assert DAY == dataset(unknown, measurement(DAY)).measured("alpha", DAY, data_day=BEFORE)["water"].as_of
