"""``dothi list``: the municipalities on file."""

import typer

from dothi.commands.options import DataOption, DecimalOption, dataset_from
from dothi.commands.rules_at_hand import library_at_hand
from dothi.commands.terminal import DecimalSign, Language, LanguageOption, print_rendered
from dothi.reports.texts import texts_in


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list")(list_municipalities)


def list_municipalities(
    data: DataOption = None, decimal: DecimalOption = DecimalSign.POINT, lang: LanguageOption = Language.VI
) -> None:
    """Các đô thị trong hồ sơ và những gì đã biết. List the municipalities on file and what is known of each."""
    from dothi.reports.municipality_table import print_municipalities

    texts = texts_in(lang)
    library = library_at_hand(texts)
    dataset = dataset_from(library, data, decimal, texts)
    print_rendered(lambda console: print_municipalities(dataset, library.vocabulary, texts, console))
