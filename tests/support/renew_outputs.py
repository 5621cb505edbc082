"""Renew the outputs in `expected/` by ``python -m tests.support.renew_outputs``, then read what ``git diff`` shows.

A deliberate change to a renderer changes these files; review them as you would review code.
"""

import sys

from dothi.reports.texts import LANGUAGES
from tests.support.outputs import OUTPUTS
from tests.support.paths import EXPECTED_OUTPUTS


def main() -> None:
    """Write every output again, and remove files that no output needs."""
    EXPECTED_OUTPUTS.mkdir(exist_ok=True)
    written = {output.file(language): output.text(language) for output in OUTPUTS for language in LANGUAGES}
    for file in set(EXPECTED_OUTPUTS.iterdir()) - written.keys():
        file.unlink()
    for file, text in written.items():
        file.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{len(written)} outputs written to {EXPECTED_OUTPUTS}\n")


if __name__ == "__main__":
    main()
