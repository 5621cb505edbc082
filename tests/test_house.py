"""The house keeps the rules that CONTRIBUTING states: each test holds one of them."""

import ast
import functools
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT, TESTS

PACKAGES = ("criteria", "classifier", "dothi", "benchmarks")
MOST_LINES = 350
MEANT_TWINS = {
    "cases.py",  # criteria: the model, its builder and its schema
    "law.py",  # criteria: the model and its schema
    "derived_types.py",  # classifier: one town and whole columns
    "member_units.py",  # dothi: mutants and differences, one module per part of a law
    "rules.py",  # dothi: mutants, differences and words, one module per part of a law
    "run.py",  # dothi: the entry of lint and of the case tests
}
FLOATS_MEANT = {
    "criteria/diagnostic.py",  # how alike two names must be to be suggested
    "criteria/data_files/columns.py",  # columns of doubles become integers here
    "criteria/data_files/xlsx_file.py",  # cells of workbooks are doubles
}


INSTALLED = {"dothi/rules", "dothi/examples"}
"""Folders that only an installation has."""


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """Return the parsed source of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def sources(*packages: str) -> list[Path]:
    """Return the modules of packages, and of the whole house if none is named."""
    found = [path for package in packages or PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return found if packages else [ROOT / "cli.py", *found]


def name_of(path: Path) -> str:
    """Return the path of a file relative to the checkout."""
    return path.relative_to(ROOT).as_posix()


def test_modules_are_short() -> None:
    """No module outside the tests has more than 350 lines."""
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {} == {name: length for name, length in lengths.items() if length > MOST_LINES}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_name_is_used_twice(package: str) -> None:
    """Two modules of one package tree share a name only where both treat the same thing from another side."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in sources(package):
        places[path.name].append(name_of(path))
    del places["__init__.py"]
    assert {} == {name: found for name, found in places.items() if len(found) > 1 and name not in MEANT_TWINS}


def test_every_twin_is_meant() -> None:
    """No name is excused that is not used twice in one package tree."""
    names = [Counter(path.name for path in sources(package)) for package in PACKAGES]
    assert set() == {name for name in MEANT_TWINS if not any(count[name] > 1 for count in names)}


def test_no_class_name_for_two_things() -> None:
    """Each public class has a name of its own in the whole house."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in sources():
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(name_of(path))
    assert {} == {name: found for name, found in places.items() if len(found) > 1}


def uses_floats(path: Path) -> bool:
    """Return True if a module has a float literal or names the type float."""
    return any(
        (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        for node in ast.walk(tree_of(path))
    )


def test_no_float_takes_part_in_a_verdict() -> None:
    """In criteria and classifier only what reads cells, and what suggests names, knows floats."""
    assert set() == {name_of(path) for path in sources("criteria", "classifier") if uses_floats(path)} - FLOATS_MEANT


def test_a_modules_tests_are_found_by_its_path() -> None:
    """The tests of a package are in the folder of the same path below tests/."""
    folders = {path.parent.relative_to(TESTS) for package in PACKAGES for path in (TESTS / package).rglob("test_*.py")}
    assert set() == {folder for folder in folders if not (ROOT / folder / "__init__.py").is_file()}


NAMED_OTHERWISE = {
    "classifier/engines/test_engines_agree.py": "compares the two evaluators",
    "classifier/engines/test_reference_properties.py": "properties of judging, on random rulebooks",
    "classifier/engines/test_values_as_written.py": "strict bounds, open ends and claims, in all three engines",
    "classifier/test_choices.py": "one of several reductions for everything, in all three engines",
    "classifier/test_unknown_facts.py": "unknown facts judged every way, in all three engines",
    "criteria/data_files/test_floats.py": "columns of floats, in the readers of both forms",
    "criteria/data_files/test_refused_data.py": "a corpus of files, whichever reader refuses them",
    "criteria/data_files/test_sound_data.py": "a corpus of files, whichever reader reads them",
    "criteria/data_files/test_wide_forms.py": "columns of every type, in a batch and in the long form",
    "criteria/rule_files/test_fuzz.py": "properties of loading, on damaged files",
    "criteria/rule_files/test_limits.py": "the cost of loading as a whole",
    "criteria/rule_files/test_refused_rules.py": "a corpus of files, whichever check refuses them",
    "criteria/rule_files/test_sound_rules.py": "a corpus of files, whichever builder reads them",
    "dothi/batch/test_five_forms.py": "the same towns in every form, in a batch, a check and a list",
    "dothi/batch/test_large_numbers.py": "numbers near the bounds of the engines, in all three",
    "dothi/batch/test_same_refusals.py": "files that every command refuses with one sentence and code",
    "dothi/planner/test_campaigns.py": "shares of the campaigns against wrong plans",
    "dothi/planner/test_float_model.py": "what a model in floats would get wrong",
    "dothi/commands/test_plan_prices.py": "plans by files of prices, from the file to the JSON",
    "dothi/reports/test_complaints_of_readers.py": "every complaint of the readers of data, in both languages",
    "dothi/reports/test_counted_law.py": "one kind of law, in every report",
    "dothi/reports/test_expected.py": "whole outputs, compared with those on file",
    "dothi/reports/test_member_units.py": "one part of an assessment, in every report",
    "dothi/workbench/case_tests/test_shipped_laws.py": "the shipped laws, not a module",
    "dothi/workbench/editor/test_language_server.py": "a program of others, with our schema",
    "dothi/workbench/lint/test_broken_files.py": "a corpus of files, whichever lint reports them",
    "dothi/workbench/lint/test_pages.py": "the pages of docs/lints",
    "dothi/workbench/lint/test_shipped_laws.py": "the shipped laws, not a module",
}
"""Test files that are not named after one module, each with its subject."""


def test_a_test_file_is_named_after_its_module() -> None:
    """The tests of a module are in a file of its name; other test files have several subjects, or none in the house."""
    files = [path.relative_to(TESTS) for package in PACKAGES for path in (TESTS / package).rglob("test_*.py")]
    subjects = {path.as_posix(): ROOT / path.parent / path.stem.removeprefix("test_") for path in files}
    strays = {
        name for name, subject in subjects.items() if not (subject.with_suffix(".py").is_file() or subject.is_dir())
    }
    assert set(NAMED_OTHERWISE) == strays


TEST_FILES = sorted(TESTS.rglob("test_*.py"))


def functions_of(path: Path) -> Iterator[ast.FunctionDef]:
    """Yield the tests of a file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def test_every_test_has_a_docstring() -> None:
    """Each test says in a sentence what must hold."""
    silent = [f"{name_of(path)}:{test.lineno}" for path in TEST_FILES for test in functions_of(path) if not said(test)]
    assert [] == silent


def said(test: ast.FunctionDef) -> bool:
    """Return True if a test has a docstring that ends like a sentence."""
    return (ast.get_docstring(test) or "").rstrip('"”)').endswith((".", "?"))


def test_the_expected_value_stands_first() -> None:
    """A test compares a constant with what was found, in this order."""
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in TEST_FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assert) and is_found_first(node.test)
    ]
    assert [] == wrong


def is_found_first(test: ast.expr) -> bool:
    """Return True if a comparison has what was found on the left and a constant on the right."""
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.ops[0], ast.Eq)
        and isinstance(test.comparators[0], ast.Constant)
        and not isinstance(test.left, ast.Constant)
    )


def test_warnings_are_failures() -> None:
    """A warning fails a test, and an expected failure that passes does too."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    options = settings["pytest"]["ini_options"]
    assert ["error"] == options["filterwarnings"]
    assert options["xfail_strict"]
    assert 95 == settings["coverage"]["report"]["fail_under"]


def test_every_markdown_page_is_run() -> None:
    """The examples in docstrings and in the pages of docs/ are among the tests."""
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert {"--doctest-modules", "--doctest-glob=*.md"} <= set(options["addopts"])
    assert {"criteria", "classifier", "dothi", "cli.py", "README.md", "docs"} <= set(options["testpaths"])


PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "changes").glob("*.md")),
    *(page for page in sorted((ROOT / "docs").rglob("*.md"))),
]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link of a page to a file of the checkout leads to a file or a folder."""
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [] == [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_paths_in_pages_exist(page: Path) -> None:
    """A page names no module, test or document of the house that is not there."""
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:criteria|classifier|dothi|tests|docs|benchmarks|rules|examples|changes)/[\w./-]*)`", text)
    assert [] == [name for name in named if name not in INSTALLED and not (ROOT / name).exists()]


def test_every_package_is_on_the_map() -> None:
    """docs/architecture.md has a line for each package of the house."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = {path.parent for path in sources() if path.name == "__init__.py"}
    assert [] == sorted(name_of(package) for package in packages if f"`{name_of(package)}/`" not in text)


GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ARTICLES_CITED = sorted(
    (law, article)
    for cell in re.findall(r"\| ([^|]+) \|$", GLOSSARY, flags=re.MULTILINE)
    for part in cell.split(";")
    for law in re.findall(r"^\s*(\d+/\d{4}),", part)
    for article in re.findall(r"Điều (\d+)", part)
)


def test_the_glossary_cites_articles() -> None:
    """Articles are found in the glossary, so that the test below is about something."""
    assert len(ARTICLES_CITED) >= 20


@pytest.mark.parametrize(("law", "article"), ARTICLES_CITED)
def test_articles_in_the_glossary_are_on_file(law: str, article: str) -> None:
    """The glossary cites only articles that the rule files of the law name."""
    files = (ROOT / "rules" / f"nq-{law.replace('/', '-')}").rglob("*.yaml")
    assert any(re.search(rf"Điều {article}\b", path.read_text(encoding="utf-8")) for path in files)


def test_every_document_is_in_the_index() -> None:
    """docs/README.md leads to every page of docs/; the pages of lints have an index of their own."""
    docs = ROOT / "docs"
    text = (docs / "README.md").read_text(encoding="utf-8")
    pages = {page.relative_to(docs).as_posix() for page in docs.rglob("*.md") if page.parent.name != "lints"}
    assert set() == {page for page in pages if f"({page})" not in text} - {"README.md"}


def test_links_in_a_circle_are_followed_by_nobody() -> None:
    """`Path.resolve` fails where links lead in a circle: paths are followed by `criteria.bounded_files.real_path`."""
    found = {name_of(path) for path in sources() for line in path.read_text("utf-8").splitlines() if resolves(line)}
    assert set() == {name for name in found if not name.startswith("benchmarks/")}


def resolves(line: str) -> bool:
    """Return True if a line of code follows the links of a path that a user may have named."""
    return ".resolve()" in line and "__file__" not in line
