"""The attributes that data may state: their names, what they mean, and the articles of each law that ask for them."""

from collections.abc import Iterator, Sequence

from rich.console import Console

from criteria.condition import leaves
from criteria.rulebook import Rulebook
from criteria.vocabulary import Vocabulary
from dothi.reports.terminal_layout import plain_table
from dothi.reports.texts import Texts

_FIELD = "municipality.attributes"


def print_attributes(vocabulary: Vocabulary, rulebooks: Sequence[Rulebook], texts: Texts, console: Console) -> None:
    """Print a row per attribute."""
    table = plain_table(texts.label("attributes_on_file"))
    for label in ("id", "name", "meaning", "touches"):
        table.add_column(texts.label(label), overflow="fold", no_wrap=label == "id")
    for identifier, name in vocabulary.attributes.items():
        touched = "\n".join(_touched(identifier, rulebooks, texts)) or "–"
        table.add_row(identifier, texts.name(name), texts.attribute_meaning(identifier), touched)
    console.print(table)


def _touched(attribute: str, rulebooks: Sequence[Rulebook], texts: Texts) -> Iterator[str]:
    """Yield each law that asks for an attribute, with the articles in which it does."""
    for rulebook in rulebooks:
        whole = "; ".join(citations_asking(rulebook, attribute))
        if whole:
            articles = dict.fromkeys(whole.split("; "))  # a rule that rests on several names each
            yield f"{rulebook.law.id}: {'; '.join(texts.citation(article) for article in articles)}"


def citations_asking(rulebook: Rulebook, attribute: str) -> Iterator[str]:
    """Yield the articles of a law that ask for an attribute: of its rules, its transitions, and its standards."""
    for rule in rulebook.rules:
        if any(leaf.field == _FIELD and attribute in leaf.words for leaf in leaves(rule.when)):
            yield rule.citation
    for transition in rulebook.law.transitions:
        when = transition.when
        if when and any(leaf.field == _FIELD and attribute in leaf.words for leaf in leaves(when)):
            yield transition.citation
    for standard in rulebook.standards:
        indicator = rulebook.indicators.get(standard.indicator)
        if indicator is not None and any(grade.attribute == attribute for grade in indicator.grades):
            yield standard.citation
