"""``dothi list``: the municipalities on file, or the attributes that may be stated of them."""

from enum import StrEnum
from typing import Annotated

import typer

from dothi.commands.options import DataOption, DecimalOption, dataset_from
from dothi.commands.rules_at_hand import library_at_hand
from dothi.commands.terminal import DecimalSign, Language, LanguageOption, print_rendered
from dothi.commands.today import today
from dothi.reports.texts import texts_in


class Listed(StrEnum):
    """What is listed."""

    MUNICIPALITIES = "municipalities"
    ATTRIBUTES = "attributes"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list")(list_what_is_known)


def list_what_is_known(
    what: Annotated[
        Listed,
        typer.Argument(help="Các đô thị, hoặc các tính chất. The municipalities on file, or the attributes."),
    ] = Listed.MUNICIPALITIES,
    data: DataOption = None,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
) -> None:
    """Các đô thị trong hồ sơ và những gì đã biết. List the municipalities on file and what is known of each."""
    texts = texts_in(lang)
    library = library_at_hand(texts)
    from dothi.reports.day_line import print_day

    if what is Listed.ATTRIBUTES:
        from dothi.reports.attribute_table import print_attributes

        rulebooks = [library.rulebook(law) for law in library.register.laws]
        print_rendered(lambda console: print_attributes(library.vocabulary, rulebooks, texts, console))
        print_rendered(lambda console: print_day(today(), texts, console))
        return
    from dothi.reports.municipality_table import print_municipalities

    dataset = dataset_from(library, data, decimal, texts)
    print_rendered(lambda console: print_municipalities(dataset, library.vocabulary, texts, console))
    print_rendered(lambda console: print_day(today(), texts, console))
