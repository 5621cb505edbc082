"""What is hidden in a text is made visible, so that JSON reads it back where it may."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.printable import HIDDEN_CHARACTERS, printable, visible


@pytest.mark.parametrize("character", HIDDEN_CHARACTERS)
def test_every_hidden_character_is_shown(character: str) -> None:
    """An escape takes the place of each character that a terminal obeys."""
    assert printable(character).isprintable()


@given(st.text())
def test_the_rest_stays(text: str) -> None:
    """A text without such characters is itself, and showing twice is showing once."""
    plain = "".join(letter for letter in text if letter not in HIDDEN_CHARACTERS and not "\ud800" <= letter < "\ue000")
    assert (plain, printable(text)) == (printable(plain), printable(printable(text)))


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_json_reads_it_back(text: str) -> None:
    """JSON text in which hidden characters were made visible says the same."""
    assert text == json.loads(visible(json.dumps(text, ensure_ascii=False)))


def test_colours_are_left_to_terminals() -> None:
    """Only the sequences of colours pass, and only where they are asked for."""
    assert ("\x1b[1mA\\x1b[2J", "\\x1b[1mA\\x1b[2J") == (
        visible("\x1b[1mA\x1b[2J", has_colours=True),
        visible("\x1b[1mA\x1b[2J"),
    )
