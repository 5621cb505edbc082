"""The command ``dothi``: each command parses, calls one function, and hands the result to a renderer.

Data go to stdout, everything else to stderr. Exit codes: 0 done · 2 wrong usage · 4 the rules are unsound · 5 the
data are unsound · 70 internal error; with ``--exit-code`` 1 not met, 3 undetermined.
"""

import gc
import signal

# Before anything that takes time is imported: Ctrl-C ends the command quietly, also while it is still starting.
signal.signal(signal.SIGINT, signal.SIG_DFL)
# A command is short and keeps what it makes: looking for garbage as often as usual would be a tenth of its time.
gc.set_threshold(200_000, 50, 50)

import contextlib
import datetime
import io
import itertools
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from classifier.assessing import Assessor, EnginesDisagree
from classifier.assessment import Assessment
from classifier.inference import InferenceFailed
from classifier.judges import Judges
from classifier.scoring import Verdict
from classifier.transitions import transition_for
from commands import exchange, law_changes, lint, rule_tests, signing
from commands.terminal import (
    EXIT_DATA,
    EXIT_INTERNAL,
    EXIT_INTERRUPTED,
    EXIT_RULES,
    EXIT_USAGE,
    DecimalSign,
    Language,
    LanguageOption,
)
from commands.terminal import day_from as _day
from commands.terminal import print_rendered as _print
from commands.terminal import refuse as _refuse
from criteria.complaint import NotOnFile, Unsound, UnsoundRules
from criteria.condition import field_words
from criteria.dataset import read_dataset
from criteria.loading import Library
from criteria.municipality import Dataset
from criteria.places import examples_folder, rules_folder
from criteria.rulebook import Law
from reports.texts import Texts, texts_in

EXIT_OF_VERDICT = {Verdict.MET: 0, Verdict.NOT_MET: 1, Verdict.UNDETERMINED: 3}
PROGRAM = "dothi"
DEFAULT_FAMILY = "urban-type"
DEFAULT_EXAMPLE = "tra-vinh"

app = typer.Typer(
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Đánh giá đô thị theo tiêu chí phân loại đô thị. Judges urban areas against the classification law.",
)


rules = typer.Typer(invoke_without_command=True, help="Các tệp quy định. The rule files.")
app.add_typer(rules, name="rules")
lint.register(rules)
rule_tests.register(rules)
law_changes.register(rules)
signing.register(rules)
exchange.register(rules)


class Format(StrEnum):
    """The forms of an assessment."""

    TABLE = "table"
    JSON = "json"


class TargetFormat(StrEnum):
    """The forms of the table of targets."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"


class EngineName(StrEnum):
    """What judges many municipalities: this machine in-process, or a Spark cluster."""

    POLARS = "polars"
    SPARK = "spark"


DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Thư mục CSV, tệp .xlsx hoặc .json. A folder of CSV files, an .xlsx or a .json file.",
        show_default=False,
    ),
]
LawOption = Annotated[str | None, typer.Option("--law", help="Mã luật. The id of a law.", show_default=False)]
DayOption = Annotated[
    str | None,
    typer.Option("--as-of", help="Ngày đánh giá; mặc định hôm nay. The day; today by default.", show_default=False),
]
FamilyOption = Annotated[
    str | None,
    typer.Option(
        "--family",
        help="Nhóm luật; mặc định urban-type. The family of laws: urban-type, administrative-unit, ward, programme.",
        show_default=False,
    ),
]
ReadingOption = Annotated[
    str | None, typer.Option("--reading", help="Cách hiểu luật. The reading of the law.", show_default=False)
]
DecimalOption = Annotated[
    DecimalSign, typer.Option("--decimal", help="Dấu thập phân trong dữ liệu. The decimal sign of the data.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", help="Ngày đánh giá; mặc định hôm nay. The day; today by default.", show_default=False),
]


@app.callback()
@rules.callback()
def _without_command(context: typer.Context) -> None:
    """Without a command there is nothing to do: show what commands there are, as wrong usage."""
    if context.invoked_subcommand is None:
        with contextlib.redirect_stdout(sys.stderr):
            sys.stdout.write(context.get_help() + "\n")
        raise typer.Exit(EXIT_USAGE)


@app.command()
def check(
    municipality: Annotated[str, typer.Argument(help="Mã đô thị. The id of the municipality.", show_default=False)],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="Loại cần đạt. What is asked: an urban type (SPECIAL, I … V), "
            "a unit to be formed (town, ward, commune …), a class of units (class-I …), "
            "a ward, a year of the programme (2025).",
        ),
    ],
    data: DataOption = None,
    law: Annotated[str | None, typer.Option("--law", help="Mã luật. The id of a law.", show_default=False)] = None,
    as_of: AsOfOption = None,
    family: FamilyOption = None,
    reading: ReadingOption = None,
    verified_only: Annotated[
        bool,
        typer.Option(
            "--verified-only", help="Coi mức chưa đối chiếu là chưa biết. Unverified levels count as unknown."
        ),
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="Dạng kết quả. The form of the result.")] = Format.TABLE,
    explain: Annotated[
        bool, typer.Option("--explain", help="In cây suy luận. Prints what was concluded from what.")
    ] = False,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Mã thoát 1: không đạt, 3: chưa xác định. Exit 1: not met, 3: undetermined."),
    ] = False,
) -> None:
    """Một đô thị đã đủ tiêu chí chưa? Is a municipality ready for a type?"""
    texts = texts_in(lang)
    library = Library(rules_folder())
    day = _day(as_of, texts)
    chosen = _law(library, law, family, day, texts)
    dataset = _dataset(library, data, decimal)
    town = dataset.municipality(municipality)
    with (
        Judges(library.rulebook_in_force) as judges,
        Assessor(library.rulebook(chosen), library.tasks, judges.find) as assessor,
    ):
        measured = dataset.measured(town.id, day)
        surroundings = dataset.surroundings(town.id, day)
        try:
            assessment = assessor.assess(town, measured, to, day, reading, verified_only, surroundings)
        except NotOnFile as refusal:
            # A type that the law of the day has not: what became of the one the municipality had explains it.
            became = transition_for(chosen, town.current_type, field_words(town, surroundings.whole)).transition
            sentences = [_not_on_file(refusal, texts)]
            if became is not None and refusal.kind == "type":
                sentences.append(texts.transition(became, chosen, town.current_type))
            _refuse(" ".join(sentences), EXIT_USAGE)
    _print_assessment(assessment, form, explain, texts)
    if exit_code:
        raise typer.Exit(EXIT_OF_VERDICT[assessment.verdict])


@app.command()
def batch(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="Loại; next: loại trên loại hiện tại; all: mọi loại. A type, the next above the current, or all.",
        ),
    ],
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            help="Thư mục CSV hoặc Parquet, tệp .csv, .parquet, .json, .xlsx. A folder or a file of data.",
            show_default=False,
        ),
    ] = None,
    law: LawOption = None,
    as_of: DayOption = None,
    family: FamilyOption = None,
    reading: ReadingOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", help="Tệp kết quả: .parquet, .csv, .json, .xlsx. The file of results.", show_default=False
        ),
    ] = None,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="Máy tính toán. What judges: this machine or Spark.")
    ] = EngineName.POLARS,
    master: Annotated[
        str | None, typer.Option("--master", help="Spark master. The Spark master.", show_default=False)
    ] = None,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="Không hiện tiến độ. No progress bar.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Mã thoát 5 khi có đơn vị bị loại. Exit 5 when any was rejected.")
    ] = False,
    explain_failures: Annotated[
        bool,
        typer.Option("--explain-failures", help="Ghi các tiêu chuẩn không đạt. Writes the failing standards of each."),
    ] = False,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
) -> None:
    """Mọi đô thị cùng lúc. All municipalities at once."""
    from classifier.columnar.law import LawColumns, laws_on_types
    from reports.batch.data import Data
    from reports.batch.question import Question
    from reports.batch.refused import CannotDeliver
    from reports.batch.run import Delivery, run_batch
    from reports.batch.summary import print_summary

    texts = texts_in(lang)
    library = Library(rules_folder())
    day = _day(as_of, texts)
    chosen = _law(library, law, family, day, texts)
    rulebook = library.rulebook(chosen)
    on_types = {
        identifier: LawColumns(law_on_types) if law_on_types else None
        for identifier, law_on_types in laws_on_types(rulebook, library.rulebook_in_force, day).items()
    }
    question = Question(LawColumns(rulebook, reading, on_types=on_types), to, day)
    delivery = Delivery(output, engine, master, explain_failures, not no_progress)
    path = data or examples_folder() / DEFAULT_EXAMPLE
    try:
        summary = run_batch(question, Data(path, library.vocabulary, library.indicators, decimal), delivery, texts)
    except CannotDeliver as error:
        _refuse(texts.text("refused", error.kind, **error.details), EXIT_USAGE)
    _print(lambda console: print_summary(question, summary, texts, console))
    if summary.rejected and (strict or not summary.evaluated):
        raise typer.Exit(EXIT_DATA)


@app.command("list")
def list_municipalities(
    data: DataOption = None, decimal: DecimalOption = DecimalSign.POINT, lang: LanguageOption = Language.VI
) -> None:
    """Các đô thị trong hồ sơ và những gì đã biết. The municipalities on file, with what is known of each."""
    from reports.municipality_table import print_municipalities

    library = Library(rules_folder())
    dataset = _dataset(library, data, decimal)
    _print(lambda console: print_municipalities(dataset, library.vocabulary, texts_in(lang), console))


@app.command("targets")
def show_targets(
    data: DataOption = None,
    as_of: AsOfOption = None,
    form: Annotated[
        TargetFormat, typer.Option("--format", help="Dạng kết quả. The form of the result.")
    ] = TargetFormat.TABLE,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
) -> None:
    """Các mục tiêu của chương trình đang ở đâu. Where the targets of the programme stand."""
    from classifier.target_review import review_targets
    from reports.target_table import print_targets, targets_json, targets_markdown

    texts = texts_in(lang)
    library = Library(rules_folder())
    day = _day(as_of, texts)
    dataset = _dataset(library, data, decimal)
    with Judges(library.rulebook_in_force) as judges:
        answers = review_targets(library.targets, library.register, judges.find, dataset, day)
    match form:
        case TargetFormat.JSON:
            sys.stdout.write(targets_json(answers, day, texts) + "\n")
        case TargetFormat.MARKDOWN:
            sys.stdout.write(targets_markdown(answers, day, texts))
        case TargetFormat.TABLE:
            _print(lambda console: print_targets(answers, day, texts, console))


@app.command()
def laws(lang: LanguageOption = Language.VI) -> None:
    """Các luật trong hồ sơ. The laws on file."""
    from reports.law_table import print_laws

    library = Library(rules_folder())
    rulebooks = [library.rulebook(law) for law in library.register.laws]
    _print(lambda console: print_laws(rulebooks, texts_in(lang), console))


@rules.command("show")
def show_rules(
    law: Annotated[str, typer.Argument(help="Mã luật. The id of the law.", show_default=False)],
    part: Annotated[
        str | None,
        typer.Argument(
            metavar="STANDARD",
            help="Tiêu chí hoặc tiêu chuẩn. A criterion or standard, by code or id.",
            show_default=False,
        ),
    ] = None,
    unverified: Annotated[
        bool,
        typer.Option("--unverified", help="Chỉ những gì chưa biết, chưa đối chiếu. Only what is open or unverified."),
    ] = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Một luật, tiêu chí hoặc tiêu chuẩn để đọc. A law, a criterion or a standard as a page to read."""
    from reports.rule_page import print_rules

    library = Library(rules_folder())
    rulebook = library.rulebook(library.register.law(law))
    if unverified:
        from criteria.rewriting.draft import Draft
        from reports.work_list import print_work_list

        _print(lambda console: print_work_list(Draft(library, law), part, texts_in(lang), console))
        return
    _print(lambda console: print_rules(rulebook, part, texts_in(lang), console))


@rules.command("schema")
def print_schema() -> None:
    """Lược đồ JSON của các tệp quy định. The JSON Schema of the rule files, for editors."""
    from criteria.editor.json_schema import json_schema

    sys.stdout.write(json_schema())


def _print_assessment(assessment: Assessment, form: Format, explain: bool, texts: Texts) -> None:
    if form is Format.JSON:
        from reports.assessment_json import assessment_json

        sys.stdout.write(assessment_json(assessment, texts) + "\n")
    else:
        from reports.assessment_table import print_assessment

        _print(lambda console: print_assessment(assessment, texts, console))
    if explain:
        from reports.explanation import print_explanation

        # Beside JSON on stdout the tree is no data: it goes to stderr.
        _print(lambda console: print_explanation(assessment, texts, console), to_stderr=form is Format.JSON)


def _dataset(library: Library, data: Path | None, decimal: DecimalSign) -> Dataset:
    path = data or examples_folder() / DEFAULT_EXAMPLE
    return read_dataset(path, library.vocabulary, library.indicators, decimal)


def _law(library: Library, identifier: str | None, family: str | None, day: datetime.date, texts: Texts) -> Law:
    if identifier is None:
        return library.register.in_force(family or DEFAULT_FAMILY, day)
    law = library.register.law(identifier)
    if family is not None and law.family != family:
        families = {"family": texts.family(law.family), "wanted": texts.family(family)}
        sentence = texts.text("refused", "law_is_of_another_family", name=law.id, **families)
        _refuse(sentence, EXIT_USAGE)
    return law


def _language_of_arguments() -> Texts:
    """The language asked for, read before typer has parsed anything, so that every refusal can speak it."""
    arguments = sys.argv[1:]
    asked = [value for name, value in itertools.pairwise(arguments) if name == "--lang"]
    asked += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    return texts_in("en" if asked[-1:] == ["en"] else "vi")


def _stop(texts: Texts) -> NoReturn:
    sys.stderr.write(texts.text("refused", "interrupted") + "\n")
    sys.exit(EXIT_INTERRUPTED)


def _not_on_file(error: NotOnFile, texts: Texts) -> str:
    sentence = texts.not_on_file(error)
    if error.kind == "law_on_day":
        sentence += texts.text("refused", "hint_as_of")
    return sentence


def _run() -> None:
    """Run the command; whatever is refused ends in a sentence and an exit code, never in a traceback."""
    texts = _language_of_arguments()
    signal.signal(signal.SIGINT, lambda *_: _stop(texts))
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that goes away ends the command quietly
    if sys.stdout is None or sys.stderr is None:
        os._exit(EXIT_INTERNAL)  # there is nowhere to write to, not even this
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Vietnamese is written as UTF-8, whatever the environment believes of the terminal.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name=PROGRAM)
    except NotOnFile as error:
        _end(_not_on_file(error, texts), EXIT_USAGE)
    except Unsound as error:
        lines = [texts.complaint(complaint) for complaint in error.complaints]
        _end("\n".join(lines), EXIT_RULES if isinstance(error, UnsoundRules) else EXIT_DATA)
    except EnginesDisagree as error:
        _end(texts.text("refused", "engines_disagree", subjects=", ".join(error.subjects)), EXIT_INTERNAL)
    except InferenceFailed as error:
        _end(texts.text("refused", "inference_failed", problem=str(error)), EXIT_INTERNAL)
    except OSError as error:
        sys.stderr.write(texts.text("refused", "output", problem=error.strerror or str(error)) + "\n")
        # Not sys.exit: what could not be written would be tried again, and complained of again, when Python ends.
        os._exit(EXIT_INTERNAL)


def main() -> None:
    """The command as it is installed: a slip of our own is a sentence and 70, never 1, which would mean *not met*."""
    try:
        _run()
    except Exception as error:  # noqa: BLE001 - the last resort
        texts = _language_of_arguments()
        _end(texts.text("refused", "slip", problem=f"{type(error).__name__}: {error}"), EXIT_INTERNAL)


def _end(sentence: str, code: int) -> NoReturn:
    sys.stderr.write(sentence + "\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
