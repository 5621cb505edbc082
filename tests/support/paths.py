"""Where tests find things: the checkout, the shipped rules and example, and the toy laws."""

from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent

REAL_RULES = ROOT / "rules"
TRA_VINH = ROOT / "examples" / "tra-vinh"

TOY_RULES = TESTS / "toy_laws" / "toy" / "rules"
TOY_DATA = TESTS / "toy_laws" / "toy" / "data"
COUNTING_RULES = TESTS / "toy_laws" / "counting" / "rules"
COUNTING_DATA = TESTS / "toy_laws" / "counting" / "data"
FURTHER_LAWS = TESTS / "toy_laws" / "further"
"""Laws beside the toy law: one that counts standards, one that amends it; one of steps, one that takes that over."""

BROKEN_FILES = TESTS / "dothi" / "workbench" / "lint" / "broken"
EXPECTED_OUTPUTS = TESTS / "dothi" / "reports" / "expected"
REAL_CASES = TESTS / "real_cases"
"""Published cases, and situations that once showed a wrong answer."""
TOWNS = TESTS / "dothi" / "reports" / "towns"
