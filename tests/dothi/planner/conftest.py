"""The solver HiGHS in tests of the planner: `make setup` installs it."""

import os

import pytest

from dothi.planner.highs import is_installed

REQUIRED_VARIABLE = "DOTHI_REQUIRE_PLANNER"


@pytest.fixture
def highs() -> None:
    """Pass over a test where HiGHS is not installed, unless the environment requires it."""
    if not is_installed() and REQUIRED_VARIABLE not in os.environ:
        pytest.skip("needs the extra planner: make planner")
