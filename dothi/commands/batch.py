"""``dothi batch``: judge every municipality at once with the columnar engine."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from criteria.rule_files.library import Library
from criteria.type_of_day import NEXT
from dothi.batch.delivery import Delivery, EngineName
from dothi.batch.writers import suffixes
from dothi.commands.next_type import refuse_without_order
from dothi.commands.options import (
    DayOption,
    DecimalOption,
    FamilyOption,
    LawOption,
    ReadingOption,
    SureOption,
    VerifiedOnlyOption,
    chosen_law,
    data_path,
    data_source,
    path_of_data,
    sureness,
)
from dothi.commands.output_options import ForceOption, refuse_output
from dothi.commands.rules_at_hand import library_at_hand
from dothi.commands.terminal import (
    EXIT_DATA,
    DecimalSign,
    Language,
    LanguageOption,
    day_from,
    print_rendered,
    refuse,
)
from dothi.ends import EXIT_USAGE
from dothi.reports.texts import Texts, texts_in


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("batch")(batch)


def batch(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="Loại; next: loại trên loại hiện tại; all: mọi loại. "
            "The type to judge for; next: the one above the current type; all: every type.",
        ),
    ],
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            help="Thư mục CSV hoặc Parquet, tệp .csv, .parquet, .json, .xlsx. "
            "The data: a folder of CSV or Parquet files, or one file.",
            show_default=False,
            metavar="PATH",
            parser=path_of_data,
        ),
    ] = None,
    law: LawOption = None,
    as_of: DayOption = None,
    family: FamilyOption = None,
    reading: ReadingOption = None,
    sure: SureOption = None,
    verified_only: VerifiedOnlyOption = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", help=f"Tệp kết quả: {', '.join(suffixes())}. The file to write.", show_default=False),
    ] = None,
    force: ForceOption = False,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="Máy tính toán. The engine: this process or Spark.")
    ] = EngineName.POLARS,
    master: Annotated[
        str | None, typer.Option("--master", help="Spark master. The Spark master.", show_default=False)
    ] = None,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="Không hiện tiến độ. No progress bar.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Mã thoát 5 khi có đơn vị không đọc được. Exit 5 if any row is rejected.")
    ] = False,
    explain_failures: Annotated[
        bool,
        typer.Option(
            "--explain-failures", help="Ghi các tiêu chuẩn không đạt. Also list the standards that each one fails."
        ),
    ] = False,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
) -> None:
    """Mọi đô thị cùng lúc. Judge every municipality at once."""
    from classifier.engines.columnar.law_columns import columns_on_day
    from dothi.batch.cannot_deliver import CannotDeliver
    from dothi.batch.inputs import BatchInput
    from dothi.batch.output import companion_places
    from dothi.batch.question import ALL, BatchQuestion
    from dothi.commands.batch_run import run_batch
    from dothi.reports.batch_summary import print_summary

    texts = texts_in(lang)
    if output is not None:
        is_spark = engine is EngineName.SPARK
        refuse_output(output, texts, force, (data_path(data),), companion_places(output), may_be_folder=is_spark)
    library = library_at_hand(texts)
    source = data_source(data)
    day = day_from(as_of, texts)
    chosen = chosen_law(library, law, family, day, texts, None if to in {NEXT, ALL} else to)
    if to == NEXT:
        refuse_without_order(library, chosen, law is not None, day, texts)
    if law is None and to == ALL:
        _refuse_several_laws(library, chosen.family, day, texts)
    rulebook, basis = library.rulebook(chosen), sureness(sure, verified_only)
    law_in_columns = columns_on_day(rulebook, library.rulebook_in_force, day, reading, basis)
    question = BatchQuestion(law_in_columns, to, day)
    delivery = Delivery(output, engine, master, explain_failures, replaces=force)
    try:
        towns = BatchInput(data_path(data), library.words_of_data, library.indicators, decimal)
        summary = run_batch(question, towns, delivery, texts, not no_progress)
    except CannotDeliver as error:
        refuse(texts.text("refused", error.kind, **error.details), EXIT_USAGE)
    print_rendered(lambda console: print_summary(question, summary, texts, console, source))
    if summary.rejected and (strict or not summary.evaluated):
        raise typer.Exit(EXIT_DATA)


def _refuse_several_laws(library: Library, family: str, day: datetime.date, texts: Texts) -> None:
    """Refuse to judge every type if several laws of the family are in force on the day, each for types of its own."""
    laws = library.register.laws_on(family, day)
    if len(laws) > 1:
        named = "; ".join(f"{law.id} ({', '.join(law.types_on(day))})" for law in laws)
        details = {"day": texts.day(day), "family": texts.family(family), "laws": named}
        refuse(texts.text("refused", "several_laws_on_day", **details), EXIT_USAGE)
