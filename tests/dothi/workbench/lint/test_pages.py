"""Every lint has a module, a page, its messages, and examples that are linted."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from dothi.reports.texts import LANGUAGES, texts_in
from dothi.workbench.lint import rules as package
from dothi.workbench.lint.finding import Lint
from dothi.workbench.lint.run import lints
from tests.support.broken_files import new_findings
from tests.support.page_examples import PAGES, page_examples, paged_rules

pytestmark = pytest.mark.slow

INDEX = (PAGES / "README.md").read_text("utf-8")

every_lint = pytest.mark.parametrize("lint", lints(), ids=lambda lint: lint.code)


def modules_with_lints() -> dict[str, Lint]:
    """Return the lints by the names of their modules."""
    names = [module.name for module in pkgutil.iter_modules(package.__path__)]
    modules = {name: importlib.import_module(f"dothi.workbench.lint.rules.{name}") for name in names}
    return {name: module.LINT for name, module in modules.items() if hasattr(module, "LINT")}


def page_of(lint: Lint) -> str:
    """Return the page of a lint."""
    return (PAGES / f"{lint.code}.md").read_text("utf-8")


@every_lint
def test_a_code_says_its_subject_and_its_name(lint: Lint) -> None:
    """A code is an L, three digits and words, and its number is unique."""
    assert re.fullmatch(r"L[0-9]{3}(-[a-z]+)+", lint.code)
    assert 1 == sum(other.code[:4] == lint.code[:4] for other in lints())


def test_a_module_is_a_lint() -> None:
    """Each lint has a module of its own, and each such module is registered."""
    assert sorted(lint.code for lint in modules_with_lints().values()) == [lint.code for lint in lints()]


@pytest.mark.parametrize(("name", "lint"), modules_with_lints().items())
def test_a_module_says_its_number_first(name: str, lint: Lint) -> None:
    """The docstring of a lint's module begins with its number, so that it can be searched for."""
    docstring = importlib.import_module(f"dothi.workbench.lint.rules.{name}").__doc__
    assert docstring is not None
    assert docstring.startswith(f"{lint.code[:4]}: ")


def test_every_page_is_of_a_lint() -> None:
    """There is exactly one page for each lint."""
    assert {lint.code for lint in lints()} == {path.stem for path in PAGES.glob("L*.md")}


@every_lint
def test_a_page_is_complete(lint: Lint) -> None:
    """A page states what is found, why, and how to fix it, in both languages, with a wrong and a right example."""
    page = page_of(lint)
    assert page.startswith(f"# {lint.code}: {texts_in('vi').text('lint_title', lint.code)}\n")
    assert f"*{texts_in('en').text('lint_title', lint.code)}* · `{lint.severity}`" in page
    headings = ["Tìm gì, vì sao", "Sửa thế nào", "Ví dụ · Examples", "In English"]
    assert headings == re.findall(r"^## (.+)$", page, flags=re.MULTILINE)
    wrong, right = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    assert wrong.strip()
    assert right.strip()
    assert wrong != right


@every_lint
def test_a_page_says_whether_there_is_a_fix(lint: Lint) -> None:
    """A page mentions --fix exactly if the lint has a fix."""
    has_fix = lint.fix_of is not None or lint.code == "L006-text-not-composed"
    assert has_fix is ("--fix" in page_of(lint))


@every_lint
def test_the_index_leads_to_every_page(lint: Lint) -> None:
    """The index has a row for the lint with its severity and its title in both languages."""
    titles = [texts_in(language).text("lint_title", lint.code) for language in LANGUAGES]
    assert f"| [{lint.code}]({lint.code}.md) | {lint.severity} | {titles[0]} | {titles[1]} |" in INDEX


@every_lint
def test_the_wrong_example_has_the_mistake_of_its_page_and_no_other(lint: Lint, tmp_path: Path) -> None:
    """Linted where it belongs, the wrong example leads to findings of the page's lint alone."""
    wrong, _ = page_examples(page_of(lint))
    assert {lint.code} == {finding.code for finding in new_findings(wrong.installed(tmp_path), paged_rules)}


@every_lint
def test_the_right_example_is_sound(lint: Lint, tmp_path: Path) -> None:
    """Linted where it belongs, the right example leads to no finding at all."""
    _, right = page_examples(page_of(lint))
    assert [] == new_findings(right.installed(tmp_path), paged_rules)
