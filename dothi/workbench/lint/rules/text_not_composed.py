"""L006: Vietnamese text that is not composed (NFC): it looks the same, but searches and ids do not match it."""

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
            continue  # reported as an unreadable file
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
