"""Renews the outputs in `expected/`: ``python -m tests.reports.renew``, then read what ``git diff`` shows.

A renderer that was changed on purpose changes these files; review them as you would review code.
"""

import sys

from dothi.reports.texts import LANGUAGES
from tests.reports.outputs import EXPECTED, OUTPUTS


def main() -> None:
    """Write every output anew, and remove what is kept no more."""
    EXPECTED.mkdir(exist_ok=True)
    written = {output.file(language): output.text(language) for output in OUTPUTS for language in LANGUAGES}
    for file in set(EXPECTED.iterdir()) - written.keys():
        file.unlink()
    for file, text in written.items():
        file.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{len(written)} outputs written to {EXPECTED}\n")


if __name__ == "__main__":
    main()
