"""The Pythons of this machine with which the wheel is tried; ``python -m tests.support.interpreters`` names them."""

import shutil
import subprocess
import sys
from pathlib import Path

SUPPORTED = ("3.11", "3.12", "3.13")
_PROBE = """
import os, sys, sysconfig, ensurepip, venv
has_headers = os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))
sys.stdout.write("%d.%d" % sys.version_info[:2] if has_headers else "no headers")
"""


class NoInterpreter(LookupError):
    """There is no such Python here, or none that can compile the rules engine."""


def interpreter(version: str) -> Path:
    """Return a Python of this version that has its headers and can make environments.

    Raises:
        NoInterpreter: there is none on the path, nor among those of pyenv.
    """
    found = [_probed(path) for path in _candidates(version)]
    for path, answer in zip(_candidates(version), found, strict=True):
        if answer == version:
            return path
    why = "it has no headers" if "no headers" in found else "it is not on this machine"
    raise NoInterpreter(f"The wheel is not tried with Python {version}: {why}.")


def _candidates(version: str) -> list[Path]:
    named = shutil.which(f"python{version}")
    found = [Path(named)] if named else []
    if shutil.which("pyenv"):
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=False).stdout.strip()
        found += sorted(Path(root, "versions").glob(f"{version}.*/bin/python{version}"), reverse=True)
    return found


def _probed(path: Path) -> str:
    """Return what a Python says of itself; a shim that leads to no Python says nothing."""
    return subprocess.run([path, "-c", _PROBE], capture_output=True, text=True, check=False).stdout


def main() -> None:
    """Say of each supported Python whether the wheel will be tried with it."""
    for version in SUPPORTED:
        try:
            interpreter(version)
            sys.stdout.write(f"The wheel is tried with Python {version}.\n")
        except NoInterpreter as error:
            sys.stdout.write(f"{error}\n")


if __name__ == "__main__":
    main()
