"""The cells of a row of the municipalities in words: what a column is called, and what it says."""

import datetime

from criteria.stated import Stated, stated_by
from criteria.vocabulary import Vocabulary
from dothi.reports.texts import Texts
from dothi.reports.words.unknown_facts import word_name

_OWN_NAMES = {"attributes", "type_as_of", "type_document", "province", "part_of"}
"""The columns that have names of their own, since no rule asks about them or about all of what they say."""
_YES_OR_NO = {"budget_level", "has_commune_units", "inner_area", "outer_area"}


def column_name(column: str, texts: Texts) -> str:
    """Return what a column is called."""
    if column in _OWN_NAMES:
        return texts.text("what_if", f"column_{column}")
    name = texts.text("field", f"municipality.{column}").removeprefix("the ")
    return name[:1].upper() + name[1:]


def cell_text(column: str, cell: str, vocabulary: Vocabulary, texts: Texts) -> str:
    """Return what a cell says; what the vocabulary does not have stays as it is."""
    if column == "attributes":
        return attributes_text(stated_by(cell), vocabulary, texts)
    if column in _YES_OR_NO and cell in {"yes", "no"}:
        return texts.text("what_if", cell)
    try:
        if column == "type_as_of":
            return texts.day(datetime.date.fromisoformat(cell))
        return word_name(f"municipality.{column}", cell, vocabulary, texts)
    except (KeyError, ValueError):
        return cell


def attributes_text(stated: Stated, vocabulary: Vocabulary, texts: Texts) -> str:
    """Return the attributes that apply, those that are denied after a minus sign, and whether the rest is known."""

    def name(tag: str) -> str:
        return texts.name(vocabulary.attributes[tag]) if tag in vocabulary.attributes else tag

    shown = [name(tag) for tag in sorted(stated.words)]
    if not stated.is_complete:
        shown += [f"− {name(tag)}" for tag in sorted(stated.denied)]
    if not shown:
        return texts.label("no_attributes" if stated.is_complete else "unknown")
    return texts.label("attributes_only" if stated.is_complete else "attributes_open", attributes=tuple(shown))
