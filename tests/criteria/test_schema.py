from criteria.schema import json_schema
from tests.criteria.examples import TESTS


def test_the_committed_schema_is_that_of_the_models() -> None:
    """The JSON Schema that editors use is the one the rule files are read by."""
    assert json_schema() == (TESTS.parent / "docs" / "schema" / "rulebook-1.json").read_text("utf-8")
