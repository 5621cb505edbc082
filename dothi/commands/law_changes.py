"""``dothi rules diff`` and ``dothi rules impact``: how two laws differ, and what that does to every town."""

from pathlib import Path
from typing import Annotated

import typer

from criteria.bounded_files import is_readable_name
from criteria.diagnostic import UnsoundRules
from criteria.rule_files.folder_layout import rules_folder_of
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from dothi.commands.options import DataOption, DayOption, DecimalOption, data_path, form_option
from dothi.commands.rules_at_hand import library_at_hand, reading_rules
from dothi.commands.terminal import DecimalSign, Language, LanguageOption, day_from, refuse, show
from dothi.ends import EXIT_USAGE
from dothi.reports.forms import DIFFERENCES_FORMS, IMPACT_FORMS
from dothi.reports.texts import Texts, texts_in
from dothi.workbench.diff.difference import Difference

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
            help="Luật trước; hoặc một tệp, so với bản đã lưu trong git. "
            "The earlier law (id); or a file, to compare with the last git commit.",
            show_default=False,
        ),
    ],
    second: Annotated[
        str | None, typer.Argument(metavar="[LAW]", help="Luật sau. The later law (id).", show_default=False)
    ] = None,
    form: Annotated[str, form_option(DIFFERENCES_FORMS)] = DIFFERENCES_FORMS.default,
    lang: LanguageOption = Language.VI,
) -> None:
    """Hai luật khác nhau ở đâu, theo nội dung. Show how two laws differ in meaning."""
    from dothi.workbench.diff import differences

    texts = texts_in(lang)
    if second is None:
        names, found = (f"HEAD:{first}", first), _since_commit(Path(first), texts)
    else:
        library = library_at_hand(texts)
        before, after = (library.rulebook(library.register.law(name)) for name in (first, second))
        names, found = (first, second), differences(before, after)
    show(DIFFERENCES_FORMS[form].render(names, found, texts))


def _since_commit(path: Path, texts: Texts) -> tuple[Difference, ...]:
    """Return what changed since the last commit in a file or folder of a law, or in a file that all laws share."""
    from dothi.workbench.diff import differences, differences_of_shared_files
    from dothi.workbench.diff.git_head import (
        NotCommitted,
        committed_rules,
        is_shared,
        law_folder_of,
        rules_folder_holding,
    )

    try:
        now = rules_folder_holding(path)
        with reading_rules(texts, now), committed_rules(path) as rules:
            if is_shared(path):
                return differences_of_shared_files(Library(rules), Library(now))
            folder = law_folder_of(path)
            after = _of_folder(now, folder.name)
            try:
                before = _of_folder(rules, folder.name)
            except UnsoundRules:
                if path.is_dir():
                    raise
                # The diagnostics would name files of a temporary copy.
                refuse(
                    texts.text("differences", "other_files_changed", name=str(path), folder=str(folder)),
                    EXIT_USAGE,
                )
            return differences(before, after)
    except NotCommitted as error:
        is_missing = not is_readable_name(path, UnsoundRules) and error.kind in {"not_there", "not_of_a_law"}
        kind = "file_or_two_laws" if is_missing else error.kind
        refuse(texts.text("differences", kind, name=str(error.path)), EXIT_USAGE)


def _of_folder(rules: Path, law: str) -> Rulebook:
    library = Library(rules)
    return library.rulebook(library.register.law(law))


def show_impact(
    first: Annotated[str, typer.Argument(metavar="LAW", help="Luật trước. The earlier law (id).", show_default=False)],
    second: Annotated[
        str | None,
        typer.Argument(metavar="[LAW]", help="Luật sau. The later law (id).", show_default=False),
    ] = None,
    rules_after: Annotated[
        Path | None,
        typer.Option(
            "--rules-after",
            help="Thư mục quy định đã sửa, cùng một luật. A rules folder with an edited version of the law.",
            show_default=False,
        ),
    ] = None,
    data: DataOption = None,
    to: Annotated[str, typer.Option("--to", help="Loại đô thị, hoặc all. The type to judge for, or all.")] = ALL,
    as_of: DayOption = None,
    decimal: DecimalOption = DecimalSign.POINT,
    form: Annotated[str, form_option(IMPACT_FORMS)] = IMPACT_FORMS.default,
    lang: LanguageOption = Language.VI,
) -> None:
    """Luật khác đi thì đô thị nào đổi kết quả. Show which towns get another result under another law."""
    from classifier.engines.columnar.law_columns import columns_on_day
    from dothi.batch.inputs import BatchInput
    from dothi.batch.question import BatchQuestion
    from dothi.workbench.impact.towns import impact_on_towns
    from dothi.workbench.impact.values import disputes, types_in_both

    texts = texts_in(lang)
    if (second is None) is (rules_after is None):
        refuse(texts.text("impact", "second_law_expected"), EXIT_USAGE)
    if rules_after is not None and not (is_readable_name(rules_after, UnsoundRules) and rules_after.is_dir()):
        refuse(texts.text("impact", "folder_expected", path=str(rules_after)), EXIT_USAGE)
    library = library_at_hand(texts)
    before = library.rulebook(library.register.law(first))
    later = library if rules_after is None else library_at_hand(texts, rules_folder_of(rules_after))
    after = later.rulebook(later.register.law(second or first))
    day = day_from(as_of, texts)
    types = types_in_both(before, after)
    if not types:
        refuse(texts.text("impact", "no_type_in_both", before=before.law.id, after=after.law.id), EXIT_USAGE)
    wanted = types if to == ALL else (to,)
    asked = [
        (
            BatchQuestion(columns_on_day(law, own.rulebook_in_force, day), to, day),
            # The data may use words and indicators that only the other folder defines.
            BatchInput(
                data_path(data),
                own.words_of_data | other.words_of_data,
                {**other.indicators, **own.indicators},
                decimal,
            ),
        )
        for law, own, other in ((before, library, later), (after, later, library))
    ]
    impact = impact_on_towns(*asked)
    disputed = disputes(before, after, wanted)
    laws = (before, after)
    show(IMPACT_FORMS[form].render(laws, disputed, impact, texts))
