"""``dothi rules show`` and ``dothi rules schema``: rule files as pages to read, and their schema for editors."""

import sys
from typing import Annotated

import typer

from dothi.commands.rules_at_hand import library_at_hand, reading_rules
from dothi.commands.terminal import Language, LanguageOption, print_rendered
from dothi.commands.today import today
from dothi.reports.texts import texts_in


def register(rules: typer.Typer) -> None:
    """Add the commands to those about rule files."""
    rules.command("show")(show_rules)
    rules.command("schema")(print_schema)


def show_rules(
    law: Annotated[str, typer.Argument(help="Mã luật. The law to show (id).", show_default=False)],
    part: Annotated[
        str | None,
        typer.Argument(
            metavar="STANDARD",
            help="Tiêu chí hoặc tiêu chuẩn. A criterion or standard (id or code).",
            show_default=False,
        ),
    ] = None,
    unverified: Annotated[
        bool,
        typer.Option(
            "--unverified",
            help="Chỉ những gì chưa biết hoặc có dưới hai nguồn. "
            "Show only what is unknown or rests on less than two sources.",
        ),
    ] = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Một luật, tiêu chí hoặc tiêu chuẩn để đọc. Show a law, a criterion or a standard as a page to read."""
    from dothi.reports.day_line import print_law_of_day
    from dothi.reports.rule_page import print_rules

    texts = texts_in(lang)
    library = library_at_hand(texts)
    rulebook = library.rulebook(library.register.law(law))
    if unverified:
        from dothi.reports.work_list import print_work_list
        from dothi.workbench.editing.draft import Draft

        with reading_rules(texts):
            draft = Draft(library, law)
        print_rendered(lambda console: print_work_list(draft, part, texts, console))
    else:
        print_rendered(lambda console: print_rules(rulebook, part, texts, console))
    print_rendered(lambda console: print_law_of_day(rulebook.law, today(), texts, console))


def print_schema() -> None:
    """Lược đồ JSON của các tệp quy định. Print the JSON Schema of the rule files, for editors."""
    from dothi.workbench.editor.json_schema import json_schema

    sys.stdout.write(json_schema())
