import socket
import time
from pathlib import Path

import pytest

from criteria.diagnostic import UnsoundData
from tests.support.example_folders import diagnostics_of_data, is_one_line, read_toy_dataset, sentences, told

TOWN = '{"id": "alpha", "name": "Alpha", "kind": "town"}'


def written(folder: Path, name: str, content: bytes | str) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_missing_data_are_refused(tmp_path: Path) -> None:
    """A data path that is not there is refused by its path."""
    assert [("nowhere", 1, 1, "data_are_missing")] == told(diagnostics_of_data(tmp_path / "nowhere"), tmp_path)


@pytest.mark.parametrize("name", ["towns.txt", "towns", "towns.json.zip"])
def test_another_form_is_refused(tmp_path: Path, name: str) -> None:
    """A file of a form that cannot be read is refused, never guessed at."""
    path = written(tmp_path, name, "id,name,kind\nalpha,Alpha,town\n")
    assert [(name, 1, 1, "unknown_data_form")] == told(diagnostics_of_data(path), tmp_path)


def test_the_ending_of_json_may_be_in_capitals(tmp_path: Path) -> None:
    """A JSON file is known by its ending, in small letters or capitals."""
    path = written(tmp_path, "TOWNS.JSON", f'{{"municipalities": [{TOWN}]}}')
    assert ["alpha"] == list(read_toy_dataset(path).municipalities)


def test_a_folder_without_the_table_is_refused(tmp_path: Path) -> None:
    """An empty folder is no data."""
    assert [("municipalities.csv", 1, 1, "file_cannot_be_read")] == told(diagnostics_of_data(tmp_path), tmp_path)


def test_a_table_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    """A table that cannot be read is refused, not taken for missing."""
    written(tmp_path, "municipalities.csv", "id,name,kind\nalpha,Alpha,town\n")
    (tmp_path / "measurements.csv").mkdir()
    assert [("measurements.csv", 1, 1, "file_is_special")] == told(diagnostics_of_data(tmp_path), tmp_path)


def test_json_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there and is no plain file, such as a socket, is refused as such."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as unreadable:
        unreadable.bind("towns.json")
        (diagnostic,) = diagnostics_of_data(tmp_path / "towns.json")
    assert "file_is_special" == diagnostic.kind


def test_a_folder_named_like_json_is_a_folder(tmp_path: Path) -> None:
    """A folder is read as CSV whatever its name ends with."""
    folder = tmp_path / "towns.json"
    folder.mkdir()
    written(folder, "municipalities.csv", "id,name,kind\nalpha,Alpha,town\n")
    assert ["alpha"] == list(read_toy_dataset(folder).municipalities)


@pytest.mark.parametrize("content", [b"\xff", '{"municipalities": []}'.encode("utf-16")], ids=["byte", "utf-16"])
def test_json_that_is_not_utf8_is_refused(tmp_path: Path, content: bytes) -> None:
    """A JSON file in another encoding is refused."""
    path = written(tmp_path, "towns.json", content)
    assert [("towns.json", 1, 1, "file_is_not_utf8")] == told(diagnostics_of_data(path), tmp_path)


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ('{"a":', "}")], ids=["lists", "objects"])
@pytest.mark.parametrize(
    "around", ["<deep>", f'{{"municipalities": [{TOWN}, <deep>]}}'], ids=["everywhere", "in a row"]
)
def test_json_nested_too_deep_is_refused(tmp_path: Path, before: str, after: str, around: str) -> None:
    """JSON nested ninety thousand deep is refused like other mistakes."""
    deep = before * 90_000 + "1" + after * 90_000
    path = written(tmp_path, "towns.json", around.replace("<deep>", deep))
    assert [("towns.json", 1, 1, "nesting_is_too_deep")] == told(diagnostics_of_data(path), tmp_path)


@pytest.mark.parametrize("depth", range(100, 1000, 100))
def test_json_nested_deep_is_refused(tmp_path: Path, depth: int) -> None:
    """A cell that holds lists in lists is refused, however deep they go."""
    row = TOWN.replace('"town"', "[" * depth + "]" * depth)
    path = written(tmp_path, "towns.json", f'{{"municipalities": [{row}]}}')
    assert 1 == len(diagnostics_of_data(path))


def test_a_number_of_thousands_of_digits_is_refused(tmp_path: Path) -> None:
    """A number too long for any measurement is refused like other mistakes."""
    row = f'{{"municipality": "alpha", "indicator": "people", "value": {"9" * 10_000}, "as_of": "2024-12-31"}}'
    path = written(tmp_path, "towns.json", f'{{"municipalities": [{TOWN}], "measurements": [{row}]}}')
    column = path.read_text("utf-8").index(row) + 1
    assert [("towns.json", 1, column, "not_a_number")] == told(diagnostics_of_data(path), tmp_path)


@pytest.mark.parametrize("column", ["id", "name", "province"])
def test_half_a_character_is_refused(tmp_path: Path, column: str) -> None:
    """JSON can name half of a character; no such text can be printed, so it is refused."""
    row = {"id": "alpha", "name": "Alpha", "kind": "town", column: "\\ud800"}
    cells = ", ".join(f'"{name}": "{value}"' for name, value in row.items())
    path = written(tmp_path, "towns.json", f'{{"municipalities": [{{{cells}}}]}}')
    told_of = diagnostics_of_data(path)
    assert "control_character" in {diagnostic.kind for diagnostic in told_of}
    assert all(is_one_line(line) for diagnostic in told_of for line in sentences(diagnostic))


def test_a_diagnostic_shows_a_long_text_only_in_part(tmp_path: Path) -> None:
    """A diagnostic about a huge cell is no huge line."""
    written(tmp_path, "municipalities.csv", f"id,name,kind\n{'a' * 100_000},Alpha,town\n")
    with pytest.raises(UnsoundData) as refused:
        read_toy_dataset(tmp_path)
    assert len(str(refused.value)) < 1_000


def test_a_cell_beyond_the_limit_of_csv_is_refused(tmp_path: Path) -> None:
    """A cell larger than the CSV reader takes is refused at its row."""
    written(tmp_path, "municipalities.csv", f"id,name,kind\nalpha,{'A' * 131_073},town\n")
    assert [("municipalities.csv", 2, 1, "csv_is_malformed")] == told(diagnostics_of_data(tmp_path), tmp_path)


def test_many_mistakes_take_no_more_than_their_number(tmp_path: Path) -> None:
    """Where every row of a large table names an unknown town, the refusal does not take the square of the rows."""

    def seconds(towns: int) -> float:
        names = [f"commune-{number:05}" for number in range(towns)]
        rows = "".join(f"{name},C,town\n" for name in names)
        written(tmp_path, "municipalities.csv", f"id,name,kind\n{rows}")
        rows = "".join(f"x{name},water,85,2024-12-31\n" for name in names)
        written(tmp_path, "measurements.csv", f"municipality,indicator,value,as_of\n{rows}")
        before = time.process_time()
        assert towns == len(diagnostics_of_data(tmp_path))
        return time.process_time() - before

    assert seconds(400) < 10 * seconds(100)


def test_a_municipality_is_no_part_of_itself(tmp_path: Path) -> None:
    """A municipality cannot belong to itself, nor two to one another."""
    written(tmp_path, "municipalities.csv", "id,name,kind,part_of\nalpha,Alpha,town,alpha\n")
    assert [("municipalities.csv", 2, 4)] == [place[:3] for place in told(diagnostics_of_data(tmp_path), tmp_path)]
