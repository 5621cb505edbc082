"""The hover texts of keys, forms and words, in Vietnamese and English, read from ``hover.toml``."""

import tomllib
from collections.abc import Sequence
from importlib import resources
from typing import Any

SHARED = "any"
ITSELF = "_"
WORDS = "words"
SAME_WORDS_AS = {
    "unverified_is": "basis",
    "outer_area": "inner_area",
    "budget_level": "inner_area",
    "has_commune_units": "inner_area",
}
"""Keys whose words have the hover texts of another key's words."""


class HoverTexts:
    """The hover texts, each a Vietnamese sentence followed by the English one."""

    def __init__(self) -> None:
        file = resources.files("dothi.workbench.editor") / "hover.toml"
        self.texts: dict[str, dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))

    def of_form(self, form: str) -> str:
        """Return the hover text of a form."""
        return _both(self.texts[form][ITSELF])

    def of_kind(self, form: str) -> str:
        """Return the hover text of a form in one line, for lists of words."""
        return " / ".join(self.texts[form][ITSELF])

    def of_key(self, form: str, key: str) -> str:
        """Return the hover text of a key in a form. A key that means the same everywhere has one shared text."""
        own = self.texts.get(form, {})
        return _both(own[key] if key in own else self.texts[SHARED][key])

    def of_words(self, key: str, words: Sequence[str | None]) -> list[str]:
        """Return the hover text of each word of a key; an empty list if the words are self-explanatory."""
        texts = self.texts[WORDS].get(SAME_WORDS_AS.get(key, key))
        return ["" if word is None else " / ".join(texts[word]) for word in words] if texts else []


def _both(texts: Sequence[str]) -> str:
    return "\n\n".join(texts)
