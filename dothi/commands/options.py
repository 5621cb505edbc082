"""Options that several commands share, and what they choose: the data, the law, the form of the output."""

import datetime
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from criteria.bounded_files import is_readable_name
from criteria.data_files import read_dataset
from criteria.data_files.content_hash import content_hash
from criteria.data_source import DataSource
from criteria.diagnostic import Diagnostic, Location, NotOnFile, UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import Law
from criteria.municipality import UNDATED, Dataset, Subject
from criteria.rule_files.folders import examples_folder
from criteria.rule_files.library import Library
from criteria.standard import UNVERIFIED
from criteria.sureness import SURENESS, VERIFIED_ONLY
from dothi.commands.terminal import DecimalSign, refuse
from dothi.ends import EXIT_USAGE
from dothi.registry import Registry
from dothi.reports.texts import Texts
from dothi.reports.told_of_data import note_lines

DEFAULT_FAMILY = "urban-type"
DEFAULT_EXAMPLE = "tra-vinh"
EXAMPLE = Path("examples", DEFAULT_EXAMPLE)
"""The example as it is named, wherever the program is installed."""

DATA_VARIABLE = "DOTHI_DATA"
"""The environment variable that names the data where ``--data`` does not."""


def path_of_data(text: str) -> Path:
    """Return the path that was written after ``--data``; an empty text is none, and not the current folder."""
    if not text.strip():
        raise typer.BadParameter("Cần một đường dẫn. A path is needed.")
    return Path(text)


DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Thư mục CSV hoặc Parquet, tệp .xlsx, .json, .csv hoặc .parquet. "
        "The data: a folder of CSV or Parquet files, or one file.",
        show_default=False,
        metavar="PATH",
        parser=path_of_data,
    ),
]
LawOption = Annotated[str | None, typer.Option("--law", help="Mã luật. The law to apply (id).", show_default=False)]
DayOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help="Ngày đánh giá; mặc định hôm nay. The day of the assessment; today by default.",
        show_default=False,
    ),
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
    str | None, typer.Option("--reading", help="Cách hiểu luật. The reading of the law (id).", show_default=False)
]


def _known_basis(basis: str) -> str:
    if basis not in SURENESS:
        raise ValueError(f"{basis!r} is not one of {', '.join(map(repr, SURENESS))}.")
    return basis


SureOption = Annotated[
    str | None,
    typer.Option(
        "--sure",
        help="Chỉ dùng con số chắc ít nhất bằng căn cứ này. Use only numbers at least as sure as this basis.",
        metavar=f"<{'|'.join(SURENESS)}>",
        parser=_known_basis,
        show_default=False,
    ),
]
VerifiedOnlyOption = Annotated[
    bool,
    typer.Option(
        "--verified-only",
        help=f"Như --sure {VERIFIED_ONLY}. The same as --sure {VERIFIED_ONLY}.",
    ),
]
DecimalOption = Annotated[
    DecimalSign, typer.Option("--decimal", help="Dấu thập phân trong dữ liệu. The decimal sign in the data.")
]


def sureness(sure: str | None, verified_only: bool) -> str | None:
    """Return the least sure basis to judge by; None where everything is used."""
    basis = sure or (VERIFIED_ONLY if verified_only else None)
    return None if basis == UNVERIFIED else basis


def form_option(forms: Registry[Any]) -> Any:
    """Return the option ``--format``, whose choices are the registered forms."""
    names = forms.names

    def known(name: str) -> str:
        if name not in names:
            raise ValueError(f"{name!r} is not one of {', '.join(map(repr, names))}.")
        return name

    return typer.Option(
        "--format", help="Dạng kết quả. The form of the output.", metavar=f"<{'|'.join(names)}>", parser=known
    )


def data_path(data: Path | None) -> Path:
    """Return the path of the data: the given one, that of the environment, or that of the example.

    The example named by its path in the repository is found wherever the program is installed.

    Raises:
        UnsoundData: the environment names data that are not there.
    """
    named = data or os.environ.get(DATA_VARIABLE)
    if not named:
        return examples_folder() / DEFAULT_EXAMPLE
    path = Path(named)
    if is_readable_name(path, UnsoundData):
        return path
    if path == EXAMPLE:
        return examples_folder() / DEFAULT_EXAMPLE
    if data is None:
        details = {"option": DATA_VARIABLE}
        raise UnsoundData([Diagnostic(Location(shown(path)), DiagnosticKind.DATA_ARE_MISSING, details)])
    return path


def data_source(data: Path | None) -> DataSource:
    """Return the path of the data and the hash of their content.

    Raises:
        UnsoundData: the data cannot be read.
    """
    path = data_path(data)
    is_named = bool(data or os.environ.get(DATA_VARIABLE))
    name = str(EXAMPLE) if path == examples_folder() / DEFAULT_EXAMPLE else shown(path)
    return DataSource(name, content_hash(path), is_default_example=not is_named)


def dataset_from(
    library: Library, data: Path | None, decimal: DecimalSign, texts: Texts, day: datetime.date = UNDATED
) -> Dataset:
    """Read the municipalities on file, and write to stderr how something in the files was understood.

    Args:
        day: the day of the values of a wide table, which states none.

    Raises:
        UnsoundData: the data are missing or unsound.
    """
    source = data_source(data)
    dataset = read_dataset(data_path(data), library.words_of_data, library.indicators, decimal, day)
    for line in note_lines(dataset.notes, texts):
        sys.stderr.write(line + "\n")
    return replace(dataset, source=replace(source, notes=dataset.notes))


def refuse_blank_kinds(subject: Subject) -> None:
    """Refuse a municipality of which, or of a unit of which, the kind is blank, as it may be in a wide table.

    Raises:
        UnsoundData: with the place of each.
    """
    every = (subject.municipality, *(unit.municipality for unit in subject.surroundings.units))
    if blank := [known.location for known in every if not known.kind]:
        raise UnsoundData(Diagnostic(place, DiagnosticKind.KIND_IS_BLANK) for place in blank)


def chosen_law(
    library: Library,
    identifier: str | None,
    family: str | None,
    day: datetime.date,
    texts: Texts,
    target: str | None = None,
) -> Law:
    """Return the law with the given id, or the law of the family that is in force on the day, for a type if given.

    Raises:
        NotOnFile: there is no such law.
        UnsoundRules: the head of a law is unsound.
    """
    if identifier is None:
        return library.register.in_force(DEFAULT_FAMILY if family is None else family, day, target)
    law = library.register.law(identifier)
    if family is not None and law.family != family:
        families = {"family": texts.family(law.family), "wanted": texts.family(family)}
        sentence = texts.text("refused", "law_is_of_another_family", name=law.id, **families)
        refuse(sentence, EXIT_USAGE)
    return law


def not_on_file_sentence(error: NotOnFile, texts: Texts) -> str:
    """Say what is not on file, and how to choose something that is."""
    sentence = texts.not_on_file(error)
    if error.kind in {"law_on_day", "type_on_day"}:
        sentence += texts.text("refused", "hint_as_of")
    elif error.kind == "kind_of_family":
        sentence += texts.text("refused", "hint_family")
    return sentence
