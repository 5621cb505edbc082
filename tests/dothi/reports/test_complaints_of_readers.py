"""Every complaint that a reader of data can make has all the details that its sentences need, in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import criteria
from criteria.diagnostic import Diagnostic, Location
from criteria.diagnostic_kinds import DiagnosticKind
from dothi.reports.texts import Texts

_PACKAGE = Path(criteria.__file__).parent
_READERS = [
    *sorted((_PACKAGE / "data_files").glob("*.py")),
    *(_PACKAGE / f"{name}.py" for name in ("bounded_files", "indicator", "number_text", "quantity")),
]
_DETAILS_OF = {"_report_unknown": {"found", "expected", "nearest"}, "_tell": set()}
"""The details that a function adds to those it is given."""

_OF_COLUMNS = {"Problem", "has_problem"}
_NO_DETAILS = {"line", "place"}


def _calls(path: Path) -> Iterator[tuple[ast.AST, ast.Call, DiagnosticKind]]:
    """Yield the calls that are given a kind, each with the function that it stands in."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inner_first = sorted(functions, key=lambda function: -function.lineno)
    seen: set[ast.Call] = set()
    for function in [*inner_first, tree]:
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and node not in seen:
                seen.add(node)
                for given in node.args:
                    if isinstance(given, ast.Attribute) and ast.unparse(given.value) == "DiagnosticKind":
                        yield function, node, DiagnosticKind[given.attr]


def _keys(expression: ast.expr, function: ast.AST) -> set[str]:
    """Return the keys of a mapping: written there, or where its name is given a value."""
    if isinstance(expression, ast.Dict):
        return {key.value for key in expression.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
    if isinstance(expression, ast.BinOp):
        return _keys(expression.left, function) | _keys(expression.right, function)
    if isinstance(expression, ast.Name):
        values = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            and node.lineno <= expression.lineno
            and [ast.unparse(target) for target in node.targets] == [expression.id]
        ]
        last = max(values, key=lambda value: value.lineno, default=None)
        return set() if last is None else _keys(last, function)
    return set()


def _complaints() -> Iterator[tuple[str, DiagnosticKind, frozenset[str]]]:
    for path in _READERS:
        if path.name == "columns.py":
            continue  # what is wrong there is told by `dothi.reports.rejected_rows`
        for function, call, kind in _calls(path):
            name = ast.unparse(call.func).rpartition(".")[2]
            if name in _OF_COLUMNS:
                continue
            keys = set(_DETAILS_OF.get(name, ()))
            for given in call.args:
                keys |= _keys(given, function)
            for keyword in call.keywords:
                keys |= {keyword.arg} - _NO_DETAILS if keyword.arg else _keys(keyword.value, function)
            yield f"{path.name}:{call.lineno}", kind, frozenset(keys)


COMPLAINTS = list(_complaints())
IDS = [f"{place}-{kind}" for place, kind, _ in COMPLAINTS]


def test_complaints_are_found() -> None:
    """The complaints of every reader are found, so that the test below cannot pass for want of them."""
    assert {"bounded_files.py", "csv_folder.py", "json_file.py", "quantity.py", "rows.py", "value_cells.py"} <= {
        place.partition(":")[0] for place, _, _ in COMPLAINTS
    }
    assert len(COMPLAINTS) > 50


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("place", "kind", "keys"), COMPLAINTS, ids=IDS)
def test_every_complaint_is_a_sentence(place: str, kind: DiagnosticKind, keys: frozenset[str], language: str) -> None:
    """Whatever a reader reports renders as a sentence with the details that it gives there."""
    diagnostic = Diagnostic(Location("data.csv"), kind, dict.fromkeys(sorted(keys), "this"))
    assert Texts(language).diagnostic(diagnostic).startswith("data.csv:1:1: "), place
