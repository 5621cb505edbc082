"""The names of the columns in which the results of a judged column of municipalities lie."""


def criterion_columns(criterion: str) -> tuple[str, str]:
    """Return the names of the columns with a criterion's points, at worst and at best."""
    return f"c{criterion}_lower", f"c{criterion}_upper"


def reading_column(reading: str) -> str:
    """Return the name of the column with the verdict under another reading."""
    return f"verdict_{reading}"


def failing_column(standard: str) -> str:
    """Return the name of the column that is true where a standard surely fails."""
    return f"fails:{standard}"


def standard_columns(standard: str) -> tuple[str, str]:
    """Return the names of the columns with a standard's points, at worst and at best."""
    return f"s{standard}_lower", f"s{standard}_upper"
