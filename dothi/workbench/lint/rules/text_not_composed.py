"""L006: Vietnamese letters that are not composed (NFC): they look alike, yet are other letters to a search or an id."""

import unicodedata
from collections.abc import Iterator

from criteria.diagnostic import Location
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.fixes import NormalisedText
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    for found in survey.files:
        try:
            text = found.raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue  # told as a file that cannot be read
        if unicodedata.is_normalized("NFC", text):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            composed = unicodedata.normalize("NFC", line)
            if composed != line:
                pairs = zip(line, composed, strict=False)
                column = next((at for at, (one, other) in enumerate(pairs) if one != other), len(composed) - 1)
                word = composed[: column + 1].rpartition(" ")[2] + composed[column + 1 :].partition(" ")[0]
                place = Location(found.file.path, number, column + 1)
                yield Violation(place, {"found": word.strip("\r,;:()[]{}\"'")}, NormalisedText(found.file.path))


LINT = Lint("L006-text-not-composed", Severity.WARNING, check=_check)
