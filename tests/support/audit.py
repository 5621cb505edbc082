"""Ask a service of known vulnerabilities about everything that is pinned: ``make audit``."""

import re
import subprocess
import sys
from pathlib import Path

from tests.support.paths import ROOT

REQUIREMENTS = ROOT / "requirements"
OWN = "audit"
"""The lock of the auditor itself, which runs in an environment of its own."""

ENDED_CLEAN = re.compile(r"^No known vulnerabilities found", re.MULTILINE)
FOUND = re.compile(r"^Found \d+ known (?:vulnerability|vulnerabilities)\b", re.MULTILINE)
NO_ANSWER = (
    "The audit of {lock} did not take place, so nothing is known of it: pip-audit, or what it runs with, could not be\n"
    "installed, or the service of known vulnerabilities does not answer for every package. It needs the network."
)


def audit(lock: Path) -> subprocess.CompletedProcess[str]:
    """Run pip-audit on one lock, in an environment that uv makes for it."""
    pinned = ("--no-project", "--isolated", "--with-requirements", REQUIREMENTS / f"{OWN}.txt")
    # Strict: where the service knows nothing of a package, pip-audit would call it free of known vulnerabilities.
    asked = ("--strict", "--requirement", lock, "--require-hashes", "--disable-pip", "--progress-spinner", "off")
    uv = Path(sys.executable).with_name("uv")
    return subprocess.run(
        [uv, "run", "--quiet", *pinned, "pip-audit", *asked], capture_output=True, text=True, check=False, timeout=600
    )


def verdict(lock: str, ended: subprocess.CompletedProcess[str]) -> tuple[int, str]:
    """Return the exit code and the words for one lock: 0 none is known, 1 some are, 2 nobody answered."""
    said = ended.stdout + ended.stderr
    if ended.returncode == 0 and ENDED_CLEAN.search(said):
        return 0, f"{lock}: no known vulnerability."
    if FOUND.search(said):
        return 1, f"{lock}:\n{said.strip()}"
    return 2, f"{said.strip()[-1000:]}\n{NO_ANSWER.format(lock=lock)}"


def main() -> None:
    """Audit every lock; the first that nobody answers about ends the audit."""
    worst = 0
    for lock in sorted(REQUIREMENTS.glob("*.txt")):
        code, words = verdict(lock.name, audit(lock))
        print(words, flush=True)  # noqa: T201 - the report of a tool
        worst = max(worst, code)
        if code == 2:
            break
    sys.exit(worst)


if __name__ == "__main__":
    main()
