"""What is added to reasons."""

from classifier.assessment.result import Statement, ValueText


def without_rounding(criterion: str, value: ValueText) -> Statement:
    """Return the remark that a criterion turns at another value if points are not rounded."""
    return Statement("without_rounding", criterion, {"value": value})


def or_by_rule(code: str, citation: str) -> Statement:
    """Say that rules of which nobody knows whether they apply may let a standard pass, too."""
    return Statement("or_by_rule", code, {"citation": citation})
