"""The options that the commands which judge share, and what they choose: the data, the law, the day."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from criteria.data_files import read_dataset
from criteria.diagnostic import NotOnFile
from criteria.law import Law
from criteria.municipality import Dataset
from criteria.rule_files.folders import examples_folder
from criteria.rule_files.library import Library
from dothi.commands.terminal import EXIT_USAGE, DecimalSign, refuse
from dothi.reports.texts import Texts

DEFAULT_FAMILY = "urban-type"
DEFAULT_EXAMPLE = "tra-vinh"

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


def data_path(data: Path | None) -> Path:
    """Where the data are; the example of the province by default."""
    return data or examples_folder() / DEFAULT_EXAMPLE


def dataset_from(library: Library, data: Path | None, decimal: DecimalSign) -> Dataset:
    """The municipalities on file.

    Raises:
        NotOnFile: there is nothing at the path.
        UnsoundData: something in the data is unsound.
    """
    return read_dataset(data_path(data), library.vocabulary, library.indicators, decimal)


def chosen_law(library: Library, identifier: str | None, family: str | None, day: datetime.date, texts: Texts) -> Law:
    """The law named, or the one of the family in force on the day.

    Raises:
        NotOnFile: there is none.
        UnsoundRules: the heads of the laws are unsound.
    """
    if identifier is None:
        return library.register.in_force(family or DEFAULT_FAMILY, day)
    law = library.register.law(identifier)
    if family is not None and law.family != family:
        families = {"family": texts.family(law.family), "wanted": texts.family(family)}
        sentence = texts.text("refused", "law_is_of_another_family", name=law.id, **families)
        refuse(sentence, EXIT_USAGE)
    return law


def not_on_file_sentence(error: NotOnFile, texts: Texts) -> str:
    """What was asked for and is not on file, and how to ask for what is."""
    sentence = texts.not_on_file(error)
    if error.kind == "law_on_day":
        sentence += texts.text("refused", "hint_as_of")
    return sentence
