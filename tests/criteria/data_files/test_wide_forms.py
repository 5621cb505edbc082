"""The wide form means what the long form means, whatever the types of its columns."""

from pathlib import Path

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.data_files import read_dataset
from criteria.data_files.belonging import tell_of_wholes
from criteria.data_files.text_columns import BLANKS, text_of
from criteria.data_files.wide_batches import ReadBatch, read_batch
from criteria.data_files.wide_files import WideFile
from criteria.data_files.wide_form import WideReader
from criteria.diagnostic import UnsoundData
from criteria.rule_files.library import Library


def read(library: Library, path: Path, *indicators: str) -> ReadBatch:
    """Read a table as a batch does."""
    with WideFile(path) as file:
        reader = WideReader(file.schema, file.location, library.vocabulary, library.indicators)
        wholes = tell_of_wholes(file, reader)
        form = reader.form(indicators, tells_wholes=wholes is not None)
        return read_batch(next(iter(file.batches(set(file.schema)))), form, file.repeated(reader.identifier))


def problems(found: ReadBatch) -> list[tuple[str, str]]:
    """Return the ids of the rows that cannot be read, with the kinds of problems."""
    return found.refused.select("municipality", "problem").rows()


@pytest.mark.parametrize(
    ("ids", "kind"),
    [
        (["1", "2", None], pl.String),
        ([" 1", "2\u00a0", "\u3000"], pl.String),
        (["1", "2", None], pl.Categorical),
        (["1", "2", None], pl.Enum(["1", "2"])),
        ([1, 2, None], pl.Int64),
        ([1.0, 2.0, None], pl.Float64),
        ([1.0, 2.0, float("nan")], pl.Float64),
        ([1.0, 2.0, float("nan")], pl.Float32),
    ],
)
def test_part_of_joins_whatever_its_type(
    ids: list[object], kind: type[pl.DataType] | pl.DataType, shipped_library: Library, tmp_path: Path
) -> None:
    """Texts with blanks, categories, whole numbers and numbers with empty cells name the same municipalities.

    A table for commands that need every row reads them as the batch does.
    """
    path = tmp_path / "data.parquet"
    columns = {"id": pl.Series([2, 3, 1]), "kind": ["city", "town", "town"]}
    pl.DataFrame({**columns, "part_of": pl.Series(ids, dtype=kind)}).write_parquet(path)
    found = read(shipped_library, path)
    assert [] == problems(found)
    assert [("2", "1"), ("3", "2"), ("1", None)] == found.frame.select("municipality", "part_of").rows()
    dataset = read_dataset(path, shipped_library.words_of_data, shipped_library.indicators)
    assert ["1", "2", None] == [known.part_of for known in dataset.municipalities.values()]


@pytest.mark.parametrize(
    ("kind", "is_read"), [(pl.Date, True), (pl.Datetime, True), (pl.Duration, False), (pl.Time, False)]
)
def test_days_have_types_of_days(
    kind: type[pl.DataType], is_read: bool, shipped_library: Library, tmp_path: Path
) -> None:
    """A column of days holds days: a length of time or a time of day is refused as a type, before anything is read."""
    path = tmp_path / "data.parquet"
    pl.DataFrame({"id": ["a"], "type_as_of": pl.Series([1], dtype=kind)}).write_parquet(path)
    if is_read:
        assert [] == problems(read(shipped_library, path))
        return
    for reading in (
        lambda: read(shipped_library, path),
        lambda: read_dataset(path, shipped_library.words_of_data, shipped_library.indicators),
    ):
        with pytest.raises(UnsoundData) as refused:
            reading()
        assert ["column_has_wrong_type"] == [one.kind for one in refused.value.diagnostics]


def test_a_column_without_anything_says_nothing(shipped_library: Library, tmp_path: Path) -> None:
    """A column of nulls, whose type is null, states nothing of belonging."""
    path = tmp_path / "data.parquet"
    pl.DataFrame({"id": ["a"], "part_of": [None]}).write_parquet(path)
    assert [("a", None)] == read(shipped_library, path).frame.select("municipality", "part_of").rows()


def test_wholes_that_are_not_there_and_circles_are_told(shipped_library: Library, tmp_path: Path) -> None:
    """A row of an unknown whole, and each row of a circle, is refused; what leads into a circle is not."""
    path = tmp_path / "data.csv"
    path.write_text("id,part_of\na,b\nb,a\nc,a\nd,nowhere\ne,e\n,\n", encoding="utf-8")
    found = read(shipped_library, path)
    circle, unknown = "units_are_parts_of_each_other", "unknown_municipality"
    assert [("a", circle), ("b", circle), ("d", unknown), ("e", circle)] == problems(found)
    assert ["c"] == found.frame["municipality"].to_list()


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (None, (2, 2)),
        ("unknown", (2, 2)),
        ("mountain", (1, 1)),
        ("n/a", (None, None)),
        ("passes class-I", (None, None)),
    ],
)
def test_attributes_tell_a_grade_only_where_nothing_is_stated(
    stated: str | None, expected: tuple[int | None, int | None], shipped_library: Library, tmp_path: Path
) -> None:
    """A highland ward has the grade of the highlands, unless it has another, none, or a claim stands instead."""
    path = tmp_path / "data.parquet"
    frame = pl.DataFrame({"id": ["a"], "kind": ["ward"], "attributes": ["highland"], "terrain": [stated]})
    frame.cast({"terrain": pl.String}).write_parquet(path)
    found = read(shipped_library, path, "terrain")
    where = found.values["terrain"]
    assert [expected] == found.frame.select(lower=where.lower, upper=where.upper).rows()


@pytest.mark.parametrize("column", ["name", "province", "part_of", "population"])
def test_control_characters_are_refused(column: str, shipped_library: Library, tmp_path: Path) -> None:
    """A control character refuses the row, in whichever column of texts it stands."""
    path = tmp_path / "data.parquet"
    pl.DataFrame([{"id": "a", column: "1\x1b"}]).write_parquet(path)
    assert ("a", "control_character") in problems(read(shipped_library, path))


@pytest.mark.parametrize(("length", "is_told"), [(100_000, False), (100_001, True)])
def test_a_text_too_long_is_refused(length: int, is_told: bool, shipped_library: Library, tmp_path: Path) -> None:
    """A text longer than a text ever is refuses the row, as in the long form."""
    path = tmp_path / "data.parquet"
    pl.DataFrame([{"id": "a", "province": "v" * length}]).write_parquet(path)
    assert is_told == (("a", "text_is_too_long") in problems(read(shipped_library, path)))


def test_ids_of_every_type_are_repeated(shipped_library: Library, tmp_path: Path) -> None:
    """Two rows of one id are told, be the ids numbers, categories or texts with blanks."""
    path = tmp_path / "data.parquet"
    for ids in (pl.Series([7, 7]), pl.Series(["7", "7"], dtype=pl.Categorical), pl.Series(["7", " 7"])):
        pl.DataFrame({"id": ids}).write_parquet(path)
        assert [("7", "id_stands_twice")] * 2 == problems(read(shipped_library, path))


@pytest.mark.parametrize(
    ("day", "is_read"),
    [("2020-02-29", True), ("2000-02-29", True), ("1900-02-29", False), ("2021-02-29", False), ("2021-11-11x", False)],
)
def test_days_are_days_of_the_calendar(day: str, is_read: bool, shipped_library: Library, tmp_path: Path) -> None:
    """A day that no calendar has, or a text after it, is no date."""
    path = tmp_path / "data.parquet"
    pl.DataFrame({"id": ["a"], "type_as_of": [day]}).write_parquet(path)
    assert ([] if is_read else [("a", "not_a_date")]) == problems(read(shipped_library, path))


@given(st.text(st.sampled_from(BLANKS + "aB"), max_size=6))
def test_blanks_are_those_of_the_long_form(text: str) -> None:
    """Texts lose the same blanks as in the long form."""
    frame = nw.from_native(pl.DataFrame({"it": [text]})).select(text_of("it", nw.String()).alias("it"))
    assert (text.strip() or None) == frame.to_native()["it"][0]
