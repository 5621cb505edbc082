"""Completion in a shell: the variables by which a shell asks for it, taken for that only where a shell set them all."""

import os

_ASKED, _WORDS, _PLACE = "_DOTHI_COMPLETE", "COMP_WORDS", "COMP_CWORD"
_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_MOST_DIGITS = 9


def is_asked_by_a_shell() -> bool:
    """True if a shell asks what may come next, or for its script; a variable that no shell would set is forgotten.

    The answer is of our own words only, and a shell reads tabs in it: it needs no guard.
    """
    what, _, shell = os.environ.get(_ASKED, "").partition("_")
    is_sound = shell in _SHELLS and (what == "source" or (what == "complete" and (shell != "bash" or _has_words())))
    if not is_sound:
        os.environ.pop(_ASKED, None)
    return is_sound


def _has_words() -> bool:
    place = os.environ.get(_PLACE, "")
    return _WORDS in os.environ and place.isascii() and place.isdigit() and len(place) <= _MOST_DIGITS
