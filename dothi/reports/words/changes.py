"""Numbers of rule files and their changes in words: 3.1 Mật độ dân số, loại III, mức tối thiểu: 1.400."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from criteria.bilingual import BilingualText
from criteria.diagnostic import KeyPath
from criteria.number_text import integer_from_text, is_number
from criteria.rule_files.provenance import Number
from criteria.standard import UNVERIFIED
from dothi.reports.texts import Texts
from dothi.workbench.editing.entries import EntrySubject, LocatedProvenance
from dothi.workbench.editing.number_changes import Change

_IN_STEPS = "reduce_minimum_in_steps"
"""The action whose numbers step with an indicator of its own."""


def subject_words(subject: EntrySubject, texts: Texts) -> str:
    """Return what a number belongs to: a standard, a criterion, a rule or the law."""
    name = texts.name(subject.name)
    return name if subject.kind in {"rule", "law"} else f"{subject.code} {name}"


def number_words(number: Number, placed: LocatedProvenance, texts: Texts) -> str:
    """Return which number of its entry it is, such as "type III, minimum level"; in a rule, with its standards."""
    route = number.route[len(placed.provenance.entry) :]
    action = placed.action_of(number)
    if action is None:
        return _words(route, placed, texts)
    words = _action_words(route[2:], action, placed, texts)
    touched = _touched_words(action, placed, texts)
    return texts.text("number", "of_action", touched=touched, number=words) if touched else words


def _words(route: KeyPath, placed: LocatedProvenance, texts: Texts) -> str:
    """Return the words for a number of a standard, a criterion or the head of a law."""
    last = str(route[-1])
    match route:
        case ("levels", known, _):
            return texts.text("number", f"level_{last}", type=placed.rulebook.law.type(str(known)).name)
        case ("steps" | "brackets", _):
            return texts.text("number", f"steps_{last}")
        case ("points", "minimum" | "maximum"):
            return texts.text("number", f"points_{last}")
        case ("groups", _, *_):
            group = placed.file.value((*placed.provenance.entry, *route[:2]))
            return texts.text("number", f"group_{last}", group=_bilingual(group["name"], texts))
        case ("open_block", *_):
            return texts.text("number", f"part_{last}")
        case ("required", "value"):
            return texts.text("number", "unit_points")
        case ("points", key, "value"):
            return texts.text("number", f"law_{key}")
        case ("types", place, key, _):
            known = placed.file.value((*placed.provenance.entry, "types", place))["id"]
            return texts.text("number", f"type_{key}", type=placed.rulebook.law.type(known).name)
        case _:
            return texts.text("number", last)


def _action_words(route: KeyPath, action: Mapping[str, Any], placed: LocatedProvenance, texts: Texts) -> str:
    """Return the words for a number of an action of a rule, without the standards it affects."""
    match route:
        case ("levels", *_):
            return _words(route, placed, texts)
        case (last,) if action["kind"] == _IN_STEPS:
            return texts.text("number", f"reduction_{last}")
        case ("to_percent",):
            part = "both" if action.get("of") == "start-and-steps" else action["kind"]
            return texts.text("number", f"percent_{part}")
        case ("count",):
            return texts.text("number", "type_required", type=placed.rulebook.law.type(action["type"]).name)
        case _:
            return texts.text("number", str(route[-1]))


def _touched_words(action: Mapping[str, Any], placed: LocatedProvenance, texts: Texts) -> str:
    """Return the standards that an action affects as its file names them; nothing if it affects the whole law."""
    standards = {standard.id: standard for standard in placed.rulebook.standards}
    groups = {group.id: group for criterion in placed.rulebook.criteria for group in criterion.groups}
    named = [action["standard"]] if "standard" in action else list(action.get("standards") or ())
    words = [f"{standards[known].code} {texts.name(standards[known].name)}" for known in named]
    words += [texts.text("number", "of_group", group=groups[known].name) for known in action.get("groups") or ()]
    if criteria := action.get("criteria"):
        words.append(texts.text("number", "of_criteria", criteria=", ".join(criteria)))
    return "; ".join(words)


def _bilingual(name: Mapping[str, str], texts: Texts) -> str:
    return texts.name(BilingualText(name["vi"], name["en"]))


def number_text(text: str | None, number: Number, placed: LocatedProvenance, texts: Texts) -> str:
    """Return a number as people write it, with its unit if it has one; a grade by its name."""
    if text is None:
        return texts.text("number", "unknown")
    action = placed.action_of(number) or {}
    in_steps = action.get("kind") == _IN_STEPS
    indicator = placed.rulebook.indicators[action["indicator"]] if in_steps else placed.indicator_of(number)
    last = number.route[-1]
    has_unit = last in {"from", "each"} if in_steps else number.is_measured or last == "each"
    if indicator is not None and indicator.is_graded and has_unit:
        return next((texts.name(grade.name) for grade in indicator.grades if grade.id == text), text)
    if not is_number(text):
        return text
    decimals = len(text.partition(".")[2])
    shown = texts.number(integer_from_text(text, decimals), decimals)
    if indicator is not None and has_unit and indicator.unit is not None:
        return texts.with_unit(shown, indicator)
    is_percent = last == "to_percent" or (in_steps and last in {"at", "less", "least"})
    return f"{shown}%" if is_percent else shown


def change_lines(changes: Iterable[Change], texts: Texts) -> Iterator[str]:
    """Yield a line for each number that changes or whose basis changes.

    A last line asks to check the numbers that change but keep their basis.
    """
    unquestioned = 0
    for change in changes:
        placed, provenance = change.placed, change.provenance
        before, after = (texts.text("basis", word) if word else "–" for word in (provenance.basis, change.basis))
        facts = {"subject": subject_words(placed.subject, texts), "before": before, "after": after}
        if not provenance.numbers:
            yield texts.text("signing", "words", **facts)
        for number in provenance.numbers:
            facts["number"] = number_words(number, placed, texts)
            facts["value"] = number_text(change.texts[number.name], number, placed, texts)
            is_changed = number.name in change.changed_numbers
            is_kept = change.basis == provenance.basis
            unquestioned += is_changed and is_kept and change.basis != UNVERIFIED
            kind = ("changed_kept" if is_kept else "changed") if is_changed else "kept"
            if is_changed or not is_kept:
                old = number_text(number.text, number, placed, texts)
                yield texts.text("signing", kind, old=old, **facts)
    if unquestioned:
        yield texts.text("signing", "check_basis", count=str(unquestioned))
