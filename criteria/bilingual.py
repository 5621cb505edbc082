"""Texts in both languages of the project."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BilingualText:
    """A text in Vietnamese and in English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text in the language ``vi`` or ``en``."""
        return self.en if language == "en" else self.vi
