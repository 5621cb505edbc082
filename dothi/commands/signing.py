"""``dothi rules sign``: record who compared numbers with the official text, when, and with which document."""

import datetime
import unicodedata
from typing import Annotated

import typer

from criteria.diagnostic import UNPRINTABLE
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.commands.rules_at_hand import changing_rules
from dothi.commands.terminal import Language, LanguageOption, day_from, refuse
from dothi.commands.today import today
from dothi.ends import EXIT_USAGE
from dothi.reports.texts import Texts, texts_in

LONGEST_TEXT = 500

DocumentOption = Annotated[
    str,
    typer.Option(
        "--document", help="Văn bản đã so, ví dụ số Công báo. The document they were compared with, such as a gazette."
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date", help="Ngày so; mặc định hôm nay. The day of the comparison; today by default.", show_default=False
    ),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Chỉ xem, không ghi. Show the changes but write nothing.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Ghi mà không hỏi. Write without asking.")]


def register(rules: typer.Typer) -> None:
    """Add the command to the group ``dothi rules``."""
    rules.command("sign")(sign)


def sign(
    law: Annotated[str, typer.Argument(help="Mã luật. The law to sign (id).", show_default=False)],
    parts: Annotated[
        list[str],
        typer.Argument(
            metavar="STANDARD…",
            help="Tiêu chuẩn, quy tắc, tiêu chí (cả các tiêu chuẩn), hoặc mã luật: phần đầu của luật. "
            "Standards, rules, criteria (with their standards), or the id of the law for its head.",
            show_default=False,
        ),
    ],
    by: Annotated[str, typer.Option("--by", help="Đơn vị đã so. The office that compared them.")],
    document: DocumentOption,
    date: DateOption = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", help="Chỉ mức của loại này. Sign only the levels of this type.", show_default=False),
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Ghi rằng các con số đã được so với văn bản chính thức. Record that numbers were compared with the text."""
    from criteria.sign_off import SignOff
    from dothi.commands.confirmed_changes import write_confirmed
    from dothi.workbench.editing.draft import Draft
    from dothi.workbench.editing.entries import provenances_of_part
    from dothi.workbench.editing.number_changes import is_signable, signing, stage

    texts = texts_in(lang)
    signer = SignOff((signer_name(by, texts),), signing_day(date, texts), document_name(document, texts), {})
    with changing_rules(texts) as pause:
        draft = Draft(Library(rules_folder()), law)
        wanted = {draft.rulebook.law.type(known).id for known in types or ()}
        placed = {id(found.provenance): found for part in parts for found in provenances_of_part(draft, part)}
        changes = [
            signing(found)
            for found in placed.values()
            if is_signable(found.provenance) and (not wanted or found.provenance.type in wanted)
        ]
        if not changes:
            refuse(texts.text("signing", "nothing_to_sign", parts=", ".join(parts)), EXIT_USAGE)
        stage(changes, signer)
        draft.validated()
        write_confirmed(draft, changes, texts, dry_run, yes, pause)


def signer_name(by: str, texts: Texts) -> str:
    """Return the name of the office that compared, as rule files record it."""
    return _text(by, "--by", texts)


def document_name(document: str, texts: Texts) -> str:
    """Return the name of the document, as rule files record it."""
    return _text(document, "--document", texts)


def signing_day(text: str | None, texts: Texts) -> datetime.date:
    """Return the day of the comparison; a day in the future is refused."""
    day = day_from(text, texts)
    if day > today():
        refuse(texts.text("signing", "day_to_come", day=day), EXIT_USAGE)
    return day


def _text(given: str, option: str, texts: Texts) -> str:
    text = unicodedata.normalize("NFC", " ".join(given.split()))
    is_visible = not any(unicodedata.category(letter) == "Cf" for letter in text)
    if not text or len(text) > LONGEST_TEXT or UNPRINTABLE.search(text) or not is_visible:
        refuse(texts.text("signing", "no_text", option=option, longest=str(LONGEST_TEXT)), EXIT_USAGE)
    return text
