"""Tasks of a plan, and for which failing standards they answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from criteria import schema
from criteria.catalogue import complain_of_repeated_ids, complain_of_unknown, name_from
from criteria.document import YamlFile
from criteria.indicator import Indicators
from criteria.name import Name


@dataclass(frozen=True, slots=True)
class Task:
    """A task, the offices that lead it and cooperate, and what it answers for.

    Attributes:
        document, citation: the plan, and where in it the task stands.
        answers: whether it answers for failing standards at all.
        municipalities, indicators: for which; empty: for any.
    """

    id: str
    document: Name
    citation: str
    text: Name
    lead: tuple[Name, ...]
    cooperating: tuple[Name, ...]
    answers: bool
    municipalities: frozenset[str]
    indicators: frozenset[str]

    def answers_for(self, municipality: str, indicator: str) -> bool:
        """Whether the task answers for a failing standard on this indicator of this municipality."""
        return (
            self.answers
            and (not self.municipalities or municipality in self.municipalities)
            and (not self.indicators or indicator in self.indicators)
        )


def tasks_from(model: schema.TasksDocument, indicators: Indicators, file: YamlFile) -> Iterator[Task]:
    """The tasks of a file; an unknown indicator is a complaint."""
    complain_of_repeated_ids(file, ("tasks",), (entry.id for entry in model.tasks))
    for place, entry in enumerate(model.tasks):
        answers_for = entry.answers_for or schema.AnswersFor()
        for position, identifier in enumerate(answers_for.indicators):
            if identifier not in indicators:
                where = ("tasks", place, "answers_for", "indicators", position)
                complain_of_unknown(file, where, "unknown_indicator", identifier, list(indicators))
        yield Task(
            id=entry.id,
            document=name_from(model.document),
            citation=model.citation,
            text=name_from(entry.text),
            lead=tuple(name_from(office) for office in entry.lead),
            cooperating=tuple(name_from(office) for office in entry.cooperating),
            answers=entry.answers_for is not None,
            municipalities=frozenset(answers_for.municipalities),
            indicators=frozenset(answers_for.indicators),
        )
