"""The tasks of a plan, built from ``tasks.yaml``."""

from collections.abc import Iterator

from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicators
from criteria.rule_files import schema
from criteria.rule_files.entries import bilingual_from, report_repeated_ids, report_unknown
from criteria.rule_files.yaml_file import YamlFile
from criteria.task import Scope, Task


def tasks_from(model: schema.TasksDocument, indicators: Indicators, file: YamlFile) -> Iterator[Task]:
    """Return the tasks of a file; an unknown indicator becomes a diagnostic."""
    report_repeated_ids(file, ("tasks",), (entry.id for entry in model.tasks))
    for place, entry in enumerate(model.tasks):
        answers_for = entry.answers_for or schema.AnswersFor()
        for position, identifier in enumerate(answers_for.indicators):
            if identifier not in indicators:
                where = ("tasks", place, "answers_for", "indicators", position)
                report_unknown(file, where, DiagnosticKind.UNKNOWN_INDICATOR, identifier, list(indicators))
        yield Task(
            id=entry.id,
            document=bilingual_from(model.document),
            citation=model.citation,
            text=bilingual_from(entry.text),
            lead=tuple(bilingual_from(office) for office in entry.lead),
            cooperating=tuple(bilingual_from(office) for office in entry.cooperating),
            answers=entry.answers_for is not None,
            municipalities=frozenset(answers_for.municipalities),
            indicators=frozenset(answers_for.indicators),
            families=frozenset(answers_for.families),
            scope=_scope(model),
        )


def _scope(model: schema.TasksDocument) -> Scope:
    period, within = model.in_force, model.within
    return Scope(
        first=period.from_ if period else None,
        last=period.until if period else None,
        part_of=within.part_of if within else None,
        province=within.province if within else None,
    )
