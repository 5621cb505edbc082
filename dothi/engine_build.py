"""How the rules engine is built by hand: what to say where it does not load."""

import shlex
import sys

ENGINE = "durable_rules==2.0.28"

MACRO = "-DPyEval_CallObject=PyObject_CallObject"
"""The engine calls a name that Python no longer has from 3.13 on; the macro gives it the new one, and does no harm."""


def build_engine_command() -> str:
    """Return the command that builds the engine for this Python, whatever pip kept of an earlier build."""
    pip = f"{shlex.quote(sys.executable or 'python3')} -m pip install --no-cache-dir"
    return f'CC="gcc {MACRO}" {pip} --no-binary durable_rules --force-reinstall {ENGINE}'
