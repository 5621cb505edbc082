"""``dothi laws``: the laws on file."""

import typer

from dothi.commands.rules_at_hand import library_at_hand
from dothi.commands.terminal import Language, LanguageOption, print_rendered
from dothi.commands.today import today
from dothi.reports.texts import texts_in


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("laws")(show_laws)


def show_laws(lang: LanguageOption = Language.VI) -> None:
    """Các luật trong hồ sơ. List the laws on file."""
    from dothi.reports.day_line import print_laws_of_day
    from dothi.reports.law_table import print_laws

    texts = texts_in(lang)
    library = library_at_hand(texts)
    rulebooks = [library.rulebook(law) for law in library.register.laws]
    print_rendered(lambda console: print_laws(rulebooks, texts, console))
    print_rendered(lambda console: print_laws_of_day(library.register.laws, today(), texts, console))
