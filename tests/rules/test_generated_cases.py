"""The generated boundary cases are what ``make cases`` writes."""

import pytest

from criteria.law import Law
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import CASES_FOLDER, Library
from tests.support.boundary_cases import HEAD, PREFIX, boundary_files

LIBRARY = Library(rules_folder())

SAMPLE = ("nq-111-2025", "nq-112-2025", "tra-vinh-2025", "ward-nq-1210-2016")
"""Laws of every form. Generating their cases takes about three seconds, those of all laws ten."""


@pytest.mark.parametrize("identifier", SAMPLE)
def test_the_committed_cases_are_the_generated_ones(identifier: str) -> None:
    """A law has exactly the generated files that the generator writes, byte for byte."""
    folder = LIBRARY.folder / identifier / CASES_FOLDER
    committed = {path.name: path.read_text("utf-8") for path in folder.glob(f"{PREFIX}*.yaml")}
    assert committed == boundary_files(LIBRARY, LIBRARY.register.law(identifier))


@pytest.mark.parametrize("law", LIBRARY.register.laws, ids=lambda law: law.id)
def test_a_generated_file_says_how_it_is_renewed(law: Law) -> None:
    """The head of each generated file names the command that writes it."""
    for path in (LIBRARY.folder / law.id / CASES_FOLDER).glob(f"{PREFIX}*.yaml"):
        assert path.read_text("utf-8").startswith(HEAD)
