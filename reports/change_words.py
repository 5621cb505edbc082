"""Numbers of rule files, and what changes in them, in words: 3.1 Mật độ dân số, loại III, mức tối thiểu: 1.400."""

from collections.abc import Iterable, Iterator

from criteria.claims import Claim, Number
from criteria.quantity import integer_from_text
from criteria.rewriting.change import Change
from criteria.rewriting.subject import Subject
from criteria.signature import is_number
from criteria.standard import UNVERIFIED
from reports.texts import Texts


def subject_words(subject: Subject, texts: Texts) -> str:
    """What a number belongs to."""
    name = texts.name(subject.name)
    return name if subject.kind in {"rule", "law"} else f"{subject.code} {name}"


def number_words(number: Number, claim: Claim, texts: Texts) -> str:
    """Which number of its entry it is: type III, minimum level."""
    route = number.route[len(claim.entry) :]
    last = str(route[-1])
    if "levels" in route:
        return texts.text("number", f"level_{last}", type=str(route[-2]))
    match route:
        case ("steps" | "brackets", _):
            return texts.text("number", f"steps_{last}")
        case ("points", "minimum" | "maximum"):
            return texts.text("number", f"points_{last}")
        case ("groups" | "open_block", *_):
            return texts.text("number", f"part_{last}")
        case ("required", "value"):
            return texts.text("number", "unit_points")
        case ("points", key, "value"):
            return texts.text("number", f"law_{key}")
        case ("types", place, key, _):
            return texts.text("number", f"type_{key}", place=str(int(str(place)) + 1))
        case _:
            return texts.text("number", last)


def number_text(text: str | None, number: Number, subject: Subject, texts: Texts) -> str:
    """A number as people write it, with its unit where it has one; a grade by its name."""
    if text is None:
        return texts.text("number", "unknown")
    indicator = subject.indicator
    is_measured = "levels" in number.route or number.route[-1] in {"level", "from", "at", "each", "above"}
    if indicator is not None and indicator.is_graded and is_measured:
        return next((texts.name(grade.name) for grade in indicator.grades if grade.id == text), text)
    if not is_number(text):
        return text
    decimals = len(text.partition(".")[2])
    shown = texts.number(integer_from_text(text, decimals), decimals)
    if indicator is not None and is_measured and indicator.unit is not None:
        return texts.with_unit(shown, indicator)
    return f"{shown}%" if number.route[-1] == "to_percent" else shown


def change_lines(changes: Iterable[Change], texts: Texts) -> Iterator[str]:
    """A line for each number that changes, and one for each that only becomes better or less well known.

    A last line asks to look again at numbers that change and are said to be as well known as those before.
    """
    unquestioned = 0
    for change in changes:
        subject, claim = change.placed.subject, change.claim
        before, after = (texts.text("basis", word) if word else "–" for word in (claim.basis, change.basis))
        facts = {"subject": subject_words(subject, texts), "before": before, "after": after}
        if not claim.numbers:
            yield texts.text("signing", "words", **facts)
        for number in claim.numbers:
            facts["number"] = number_words(number, claim, texts)
            facts["value"] = number_text(change.texts[number.name], number, subject, texts)
            is_changed = number.name in change.changed_numbers
            is_kept = change.basis == claim.basis
            unquestioned += is_changed and is_kept and change.basis != UNVERIFIED
            kind = ("changed_kept" if is_kept else "changed") if is_changed else "kept"
            if is_changed or not is_kept:
                old = number_text(number.text, number, subject, texts)
                yield texts.text("signing", kind, old=old, **facts)
    if unquestioned:
        yield texts.text("signing", "check_basis", count=str(unquestioned))
