"""``dothi rules lint``: find errors, likely mistakes and open work in rule files."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from criteria.bounded_files import is_readable_name, real_path, refusing
from criteria.diagnostic import UnsoundRules, nearest_first
from criteria.folder_locks import locked
from criteria.rule_files.folder_layout import LAW_FILE
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.commands.options import form_option
from dothi.commands.rules_at_hand import changing_rules
from dothi.commands.terminal import EXIT_RULES, Language, LanguageOption, refuse, show
from dothi.ends import EXIT_USAGE
from dothi.reports.forms import FINDINGS_FORMS
from dothi.reports.texts import Texts, texts_in
from dothi.workbench.lint.finding import Finding, Severity
from dothi.workbench.lint.survey import nearest_rules_folder


def register(rules: typer.Typer) -> None:
    """Add the command to those about rule files."""
    rules.command("lint")(lint_rules)


def lint_rules(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[LAW|PATH]",
            help="Mã luật, thư mục quy định, thư mục của một luật, hoặc một tệp (cả tệp đơn giá). "
            "A law (id), a rules folder, the folder of a law, or one file, of prices too.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[str, form_option(FINDINGS_FORMS)] = FINDINGS_FORMS.default,
    fix: Annotated[bool, typer.Option("--fix", help="Sửa những gì sửa được an toàn. Apply the safe fixes.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Cảnh báo cũng là lỗi. Exit 4 for warnings too.")] = False,
    cases: Annotated[
        bool, typer.Option("--cases/--no-cases", help="Chạy thử các ví dụ. Also run the worked cases.")
    ] = True,
    lang: LanguageOption = Language.VI,
) -> None:
    """Tìm lỗi trong tệp quy định trước khi dùng. Find mistakes in rule files before anyone is judged by them."""
    texts = texts_in(lang)
    asked = rules_folder() if path is None else _asked(path, texts)
    root = nearest_rules_folder(real_path(asked))
    if fix:
        with changing_rules(texts, root):
            _fix(_findings(asked, root, cases=False), texts)
    found = _findings(asked, root, cases)
    show(FINDINGS_FORMS[form].render(found, texts))
    counts = Counter(finding.severity for finding in found)
    named = {f"{severity}s": str(counts[severity]) for severity in Severity}
    sys.stderr.write(texts.text("lint", "summary", **named) + "\n")
    if counts[Severity.ERROR] or (strict and counts[Severity.WARNING]):
        raise typer.Exit(EXIT_RULES)


def _asked(path: Path, texts: Texts) -> Path:
    """Return the path to lint, given as a path or as the id of a law."""
    with refusing(UnsoundRules, rules_folder()):
        known = sorted(folder.parent.name for folder in rules_folder().glob(f"*/{LAW_FILE}"))
    if str(path) in known:
        return rules_folder() / path
    if not is_readable_name(path, UnsoundRules):
        sentence = texts.text("lint", "path_is_missing", path=str(path))
        refuse(sentence + texts.text("refused", "known", known=", ".join(nearest_first(str(path), known))), EXIT_USAGE)
    return path


def _findings(path: Path, root: Path, cases: bool) -> list[Finding]:
    from dothi.workbench.lint.price_files import is_price_file, price_findings
    from dothi.workbench.lint.rules.case_does_not_match import CaseJudge
    from dothi.workbench.lint.run import findings
    from dothi.workbench.lint.survey import Survey

    if is_price_file(path):
        return price_findings(path, Library(rules_folder()))
    with locked(root, shared=True):
        survey = Survey(path)
    if not cases:
        return findings(survey)
    with CaseJudge(survey.library) as judge:
        return findings(survey, judge.differences)


def _fix(found: Sequence[Finding], texts: Texts) -> None:
    """Apply the safe fixes to the files and report them."""
    from dothi.workbench.lint.apply_fixes import fix_files

    counts = fix_files(finding.fix for finding in found if finding.fix is not None)
    for path, count in counts.items():
        sys.stderr.write(texts.text("lint", "fixed", path=path, count=str(count)) + "\n")
