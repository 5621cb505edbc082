from pathlib import Path

import pytest

from tests.support.example_folders import (
    REFUSED_DATA,
    data_example,
    diagnostics_of_data,
    is_one_line,
    kind_of,
    sentences,
    suggestions,
    told,
)

EXAMPLES = sorted(REFUSED_DATA.iterdir())
every_example = pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)


@every_example
def test_exactly_the_expected_diagnostics_are_told(folder: Path) -> None:
    """Each mistake in the data is reported with its kind, row and column, and nothing else is reported."""
    example = data_example(folder)
    assert list(example.expected) == told(diagnostics_of_data(example.path, example.decimal_sign), folder)


@every_example
def test_every_diagnostic_is_a_line_that_begins_with_its_place(folder: Path) -> None:
    """A diagnostic about data is one line, path:line:column first, in both languages."""
    example = data_example(folder)
    for diagnostic in diagnostics_of_data(example.path, example.decimal_sign):
        for line in sentences(diagnostic):
            assert line.startswith(f"{diagnostic.location}: ")
            assert is_one_line(line)


@pytest.mark.parametrize(
    "folder", [path for path in EXAMPLES if data_example(path).nearest], ids=lambda path: path.name
)
def test_the_nearest_name_is_suggested(folder: Path) -> None:
    """A misspelt name is answered with the nearest valid one, at the end of the sentence, in both languages."""
    example = data_example(folder)
    assert example.nearest
    assert any(
        all(line.endswith(end) for line, end in zip(sentences(diagnostic), suggestions(example.nearest), strict=True))
        for diagnostic in diagnostics_of_data(example.path, example.decimal_sign)
    )


@pytest.mark.parametrize("folder", [p for p in EXAMPLES if kind_of(p) != "several"], ids=lambda path: path.name)
def test_an_example_is_named_after_what_it_shows(folder: Path) -> None:
    """The name of an example's folder is the kind of a diagnostic that is expected of it."""
    assert kind_of(folder) in {kind for *_, kind in data_example(folder).expected}
