"""The municipalities on file for a terminal, with what is known about each."""

from collections.abc import Iterator

from rich.console import Console

from criteria.municipality import NEVER_CLASSIFIED, UNDATED, Dataset, Municipality
from criteria.vocabulary import Vocabulary
from dothi.reports.terminal_layout import MOST_IN_A_TABLE, plain_table, print_long_table
from dothi.reports.texts import Texts
from dothi.reports.words.data_cells import attributes_text
from dothi.reports.words.data_sources import source_lines

_COLUMNS = ("id", "name", "kind", "current_type", "areas", "attributes", "part_of", "measurements", "newest")


def print_municipalities(dataset: Dataset, vocabulary: Vocabulary, texts: Texts, console: Console) -> None:
    """Print a row per municipality."""
    for line in source_lines(dataset.source, texts) if dataset.source else ():
        console.print(line, soft_wrap=True)
    rows = list(_rows(dataset, vocabulary, texts))
    title, labels = texts.label("municipalities"), {label: texts.label(label) for label in _COLUMNS}
    if len(rows) > MOST_IN_A_TABLE:
        print_long_table(console, title, list(labels.values()), rows)
        return
    table = plain_table(title)
    for label, shown in labels.items():
        table.add_column(shown, overflow="fold", no_wrap=label in {"id", "part_of"})
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _rows(dataset: Dataset, vocabulary: Vocabulary, texts: Texts) -> Iterator[tuple[str, ...]]:
    for municipality in dataset.municipalities.values():
        measurements = dataset.all_measured(municipality.id)
        newest = max((m.as_of for m in measurements), default=UNDATED)
        known = {m.indicator for m in measurements if not m.quantity.is_unknown}
        yield (
            municipality.id,
            municipality.name,
            texts.name(vocabulary.kinds[municipality.kind].name) if municipality.kind else "",
            "–" if municipality.current_type == NEVER_CLASSIFIED else municipality.current_type or "",
            _areas(municipality, texts),
            attributes_text(municipality.attributes, vocabulary, texts),
            municipality.part_of or "",
            str(len(known)) if known else texts.label("not_measured"),
            texts.day(newest) if newest > UNDATED else "",
        )


def _areas(municipality: Municipality, texts: Texts) -> str:
    if municipality.inner_area is None and municipality.outer_area is None:
        return ""
    areas = [
        texts.label(label)
        for label, has_it in (("inner_area", municipality.inner_area), ("outer_area", municipality.outer_area))
        if has_it
    ]
    return ", ".join(areas) or texts.label("no_areas")
