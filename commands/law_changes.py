"""``dothi rules diff`` and ``dothi rules impact``: what another law means, and what it does to every town."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from commands.options import DataOption, DayOption, DecimalOption, data_path
from commands.rule_tests import TextFormat
from commands.terminal import EXIT_USAGE, DecimalSign, Language, LanguageOption, day_from, print_rendered, refuse
from criteria.loading import LAW_FILE, Library
from criteria.places import rules_folder
from criteria.rulebook import Rulebook
from reports.texts import Texts, texts_in

ALL = "all"


def register(rules: typer.Typer) -> None:
    """Add the commands to those about rule files."""
    rules.command("diff")(diff_rules)
    rules.command("impact")(show_impact)


def diff_rules(
    first: Annotated[
        str,
        typer.Argument(
            metavar="LAW|FILE",
            help="Luật trước; hoặc một tệp, so với bản đã lưu trong git. The earlier law; or a file, held against git.",
            show_default=False,
        ),
    ],
    second: Annotated[
        str | None, typer.Argument(metavar="[LAW]", help="Luật sau. The later law.", show_default=False)
    ] = None,
    form: Annotated[
        TextFormat, typer.Option("--format", help="Dạng kết quả. The form of the result.")
    ] = TextFormat.TEXT,
    lang: LanguageOption = Language.VI,
) -> None:
    """Hai luật khác nhau ở đâu, theo nội dung. Where two laws differ, by meaning."""
    from criteria.comparison import differences
    from reports.law_differences import differences_json, print_differences

    texts = texts_in(lang)
    with _two_laws(first, second, texts) as (names, before, after):
        found = differences(before, after)
    if form is TextFormat.JSON:
        sys.stdout.write(differences_json(names, found, texts) + "\n")
    else:
        print_rendered(lambda console: print_differences(found, texts, console))


@contextlib.contextmanager
def _two_laws(first: str, second: str | None, texts: Texts) -> Iterator[tuple[tuple[str, str], Rulebook, Rulebook]]:
    """Two laws on file; or one as it was committed, and as its files are now."""
    from criteria.committed import NotCommitted, committed_rules, law_folder_of

    library = Library(rules_folder())
    if second is not None:
        before, after = (library.rulebook(library.register.law(name)) for name in (first, second))
        yield (first, second), before, after
        return
    path = Path(first)
    if not path.exists():
        refuse(texts.text("differences", "file_or_two_laws", name=first), EXIT_USAGE)
    try:
        folder = law_folder_of(path)
        with committed_rules(path) as rules:
            before, after = (_of_folder(found, folder.name) for found in (rules, folder.parent))
            yield (f"HEAD:{first}", first), before, after
    except NotCommitted as error:
        refuse(texts.text("differences", error.kind, name=str(error.path)), EXIT_USAGE)


def _of_folder(rules: Path, law: str) -> Rulebook:
    library = Library(rules)
    return library.rulebook(library.register.law(law))


def _root_of(rules: Path) -> Path:
    """The rules folder, also where the folder of a law in it is named."""
    return rules.resolve().parent if (rules / LAW_FILE).is_file() else rules


def show_impact(
    first: Annotated[str, typer.Argument(metavar="LAW", help="Luật trước. The earlier law.", show_default=False)],
    second: Annotated[
        str | None,
        typer.Argument(metavar="[LAW]", help="Luật sau. The later law.", show_default=False),
    ] = None,
    rules_after: Annotated[
        Path | None,
        typer.Option(
            "--rules-after",
            help="Thư mục quy định đã sửa, cùng một luật. A rules folder with the same law, edited.",
            show_default=False,
        ),
    ] = None,
    data: DataOption = None,
    to: Annotated[str, typer.Option("--to", help="Loại đô thị, hoặc all. The type, or all.")] = ALL,
    as_of: DayOption = None,
    decimal: DecimalOption = DecimalSign.POINT,
    form: Annotated[
        TextFormat, typer.Option("--format", help="Dạng kết quả. The form of the result.")
    ] = TextFormat.TEXT,
    lang: LanguageOption = Language.VI,
) -> None:
    """Luật khác đi thì đô thị nào đổi kết quả. Which towns come out otherwise by another law."""
    from classifier.columnar.law import columns_on_day
    from classifier.impact import disputes, types_in_both
    from reports.batch.data import Data
    from reports.batch.question import Question
    from reports.impact.report import impact_json, impact_text
    from reports.impact.towns import impact_on_towns

    texts = texts_in(lang)
    if (second is None) is (rules_after is None):
        refuse(texts.text("impact", "second_law_expected"), EXIT_USAGE)
    library = Library(rules_folder())
    before = library.rulebook(library.register.law(first))
    later = library if rules_after is None else Library(_root_of(rules_after))
    after = later.rulebook(later.register.law(second or first))
    day = day_from(as_of, texts)
    types = types_in_both(before, after)
    if not types:
        refuse(texts.text("impact", "no_type_in_both", before=before.law.id, after=after.law.id), EXIT_USAGE)
    wanted = types if to == ALL else (to,)
    asked = [
        (
            Question(columns_on_day(law, own.rulebook_in_force, day), to, day),
            # What only the other folder knows may stand in the data all the same.
            Data(data_path(data), own.vocabulary | other.vocabulary, {**other.indicators, **own.indicators}, decimal),
        )
        for law, own, other in ((before, library, later), (after, later, library))
    ]
    impact = impact_on_towns(asked, texts)
    disputed = disputes(before, after, wanted)
    laws = (before, after)
    sys.stdout.write(
        impact_json(laws, disputed, impact) + "\n"
        if form is TextFormat.JSON
        else impact_text(laws, disputed, impact, texts)
    )
