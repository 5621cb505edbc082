"""The municipalities on file for a terminal, with what is known about each."""

from rich.console import Console

from criteria.municipality import NEVER_CLASSIFIED, Dataset, Municipality
from criteria.vocabulary import Vocabulary
from dothi.reports.terminal_layout import plain_table
from dothi.reports.texts import Texts
from dothi.reports.words.data_sources import source_lines


def print_municipalities(dataset: Dataset, vocabulary: Vocabulary, texts: Texts, console: Console) -> None:
    """Print a row per municipality."""
    for line in source_lines(dataset.source, texts) if dataset.source else ():
        console.print(line, soft_wrap=True)
    table = plain_table(texts.label("municipalities"))
    for label in ("id", "name", "kind", "current_type", "areas", "attributes", "part_of", "measurements", "newest"):
        table.add_column(texts.label(label), overflow="fold", no_wrap=label in {"id", "part_of"})
    for municipality in dataset.municipalities.values():
        measurements = dataset.all_measured(municipality.id)
        known = {m.indicator for m in measurements if not m.quantity.is_unknown}
        table.add_row(
            municipality.id,
            municipality.name,
            texts.name(vocabulary.kinds[municipality.kind].name),
            "–" if municipality.current_type == NEVER_CLASSIFIED else municipality.current_type or "",
            _areas(municipality, texts),
            _attributes(municipality, vocabulary, texts),
            municipality.part_of or "",
            str(len(known)) if known else texts.label("not_measured"),
            texts.day(max(m.as_of for m in measurements)) if measurements else "",
        )
    console.print(table)


def _attributes(municipality: Municipality, vocabulary: Vocabulary, texts: Texts) -> str:
    """Return the attributes that apply, those that are denied after a minus sign, and whether the rest is known."""
    stated = municipality.attributes
    shown = [texts.name(vocabulary.attributes[tag]) for tag in sorted(stated.words)]
    if not stated.is_complete:
        shown += [f"− {texts.name(vocabulary.attributes[tag])}" for tag in sorted(stated.denied)]
    if not shown:
        return texts.label("no_attributes" if stated.is_complete else "unknown")
    return texts.label("attributes_only" if stated.is_complete else "attributes_open", attributes=tuple(shown))


def _areas(municipality: Municipality, texts: Texts) -> str:
    if municipality.inner_area is None and municipality.outer_area is None:
        return ""
    areas = [
        texts.label(label)
        for label, has_it in (("inner_area", municipality.inner_area), ("outer_area", municipality.outer_area))
        if has_it
    ]
    return ", ".join(areas) or texts.label("no_areas")
