"""What the command writes is what `expected/` keeps; ``python -m tests.support.renew_outputs`` renews it."""

import pytest

from dothi.reports.texts import LANGUAGES
from tests.support.outputs import OUTPUTS, Output
from tests.support.paths import EXPECTED_OUTPUTS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_the_output_is_the_one_kept(output: Output, language: str) -> None:
    """The whole output is, letter for letter, the one that was reviewed and kept."""
    assert output.file(language).read_text(encoding="utf-8") == output.text(language)


def test_nothing_else_is_kept() -> None:
    """Every kept file is the output of a case."""
    kept = {file.name for file in EXPECTED_OUTPUTS.iterdir()}
    assert {output.file(language).name for output in OUTPUTS for language in LANGUAGES} == kept


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_no_line_ends_in_a_blank(output: Output, language: str) -> None:
    """What goes to a file has no blanks at the ends of lines and no escape sequences."""
    text = output.file(language).read_text(encoding="utf-8")
    assert [] == [line for line in text.splitlines() if line != line.rstrip() or "\x1b" in line]
