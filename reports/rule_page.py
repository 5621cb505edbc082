"""A law, a criterion or a standard as a readable page: levels, points, citation, basis, the rules that touch it."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from criteria.complaint import NotOnFile
from criteria.condition import AllOf, AnyOf, Condition, Holds
from criteria.indicator import Indicator
from criteria.rulebook import LowerPassMark, Rule, Rulebook, SetRequired, UnitTest
from criteria.standard import Criterion, Known, Points, Standard, Steps
from reports.law_table import basis_text, in_force_text
from reports.texts import Texts


def print_rules(rulebook: Rulebook, part: str | None, texts: Texts, console: Console) -> None:
    """Print the page of a law, or of one criterion or standard of it (by id or code).

    Raises:
        NotOnFile: the law has no such part; with the nearest.
    """
    page = RulePage(rulebook, texts, console)
    if part is None:
        page.law()
        return
    criteria = [criterion for criterion in rulebook.criteria if criterion.id == part]
    standards = [standard for standard in rulebook.standards if part in {standard.id, standard.code}]
    if not criteria and not standards:
        names = [name for standard in rulebook.standards for name in (standard.code, standard.id)]
        raise NotOnFile("standard", part, [*(c.id for c in rulebook.criteria), *names], law=rulebook.law.id)
    for criterion in criteria:
        page.criterion(criterion)
    for standard in standards:
        page.standard(standard)


class RulePage:
    """Writes the pages of one rulebook."""

    def __init__(self, rulebook: Rulebook, texts: Texts, console: Console) -> None:
        self.rulebook = rulebook
        self.texts = texts
        self.console = console

    def law(self) -> None:
        """The whole law: its head, its criteria, its rules beside the tables."""
        law, texts = self.rulebook.law, self.texts
        self._title(texts.name(law.title))
        self._line("in_force", in_force_text(law, texts))
        if law.amends:
            self._line("amends", law.amends)
        types = [
            texts.name(known.name) + (f" ({texts.label('designated')})" if known.is_designated else "")
            for known in law.types
        ]
        self._line("types", ", ".join(types))
        marks = [texts.points(law.pass_mark.value)]
        if any(known.pass_mark for known in law.types):
            marks = [
                f"{t.id} {texts.points((t.pass_mark or law.pass_mark).value)}" for t in law.types if not t.required
            ]
        total = f"{', '.join(marks)} / {texts.points(law.points_maximum.value)}"
        self._line("pass_mark", f"{total} ({law.points_citation})")
        if any(standard.steps for standard in self.rulebook.standards):
            self._line("steps", texts.label("whole_steps" if law.whole_steps else "steps_in_proportion"))
        for reading in law.readings:
            basis = texts.text("basis", reading.basis)
            self._line("reading_name", f"{texts.name(reading.name)} ({reading.citation}; {basis})")
            self.console.print(Text(f"    {texts.name(reading.evidence)}"))
        self._line("verified", basis_text(self.rulebook, texts))
        if (asked := law.data_as_of) is not None:
            facts = {"day": str(asked.day), "month": str(asked.month), "years": str(asked.years_before)}
            self._line("data_as_of", f"{texts.label('data_as_of_day', **facts)} ({asked.citation})")
        for criterion in self.rulebook.criteria:
            self.criterion(criterion)
        if self.rulebook.rules:
            self._title(texts.label("rules"))
            for rule in self.rulebook.rules:
                self._rule(rule)
        if self.rulebook.unit_tests:
            self._title(texts.label("unit_tests"))
            for test in self.rulebook.unit_tests:
                self._unit_test(test)

    def _unit_test(self, test: UnitTest) -> None:
        texts = self.texts
        indicators = ", ".join(f"{known} {indicator}" for known, indicator in test.points.items())
        sentence = texts.label(
            "unit_test_asked",
            text=test.text,
            required=texts.points(test.required.value),
            indicators=indicators,
            citation=test.citation,
            basis=texts.text("basis", test.required.basis),
        )
        self.console.print(Text(f"  • {sentence}"))

    def criterion(self, criterion: Criterion) -> None:
        """A criterion and the table of its standards."""
        texts = self.texts
        self._title(f"{texts.label('criterion')} {criterion.id}. {texts.name(criterion.name)}")
        self._line("points", f"{self._points(criterion.points)} ({criterion.citation})")
        if criterion.kinds is not None:
            kinds = self.rulebook.vocabulary.kinds
            self._line("asked_of_kinds", ", ".join(texts.name(kinds[kind].name) for kind in criterion.kinds))
        # A column a type, or one for all where none differs.
        is_one = all(len({s.levels[t] for t in criterion.types}) == 1 for s in criterion.standards)
        types = criterion.types[:1] if is_one else criterion.types
        table = Table(box=None, pad_edge=False, header_style="underline")
        for label in ("code", "standard", "points"):
            table.add_column(texts.label(label), overflow="fold")
        for known in types:
            table.add_column(texts.label("level_of_all") if is_one else known, overflow="fold")
        for standard in criterion.standards:
            levels = [self._level(standard, known) for known in types]
            table.add_row(standard.code, texts.name(standard.name), self._points(standard.points), *levels)
        self.console.print(table)

    def standard(self, standard: Standard) -> None:
        """A standard: everything the rule files say of it."""
        texts, indicator = self.texts, self._indicator(standard)
        self._title(f"{standard.code} {texts.name(standard.name)}")
        self._line("indicator", f"{texts.name(indicator.name)} ({indicator.id})")
        self._line("citation", f"{texts.name(self.rulebook.document_of(standard))}, {standard.citation}")
        if standard.from_law:
            self._line("levels", texts.label("from_law", law=standard.from_law))
        self._line("points", self._points(standard.points))
        if standard.mandatory:
            reading = self.rulebook.law.reading(standard.mandatory.in_reading)
            citation = standard.mandatory.citation or reading.citation
            self.console.print(Text(texts.label("mandatory", reading=reading.name, citation=citation)))
        if standard.steps is not None:
            self._line("steps", self._steps(standard, standard.steps))
        if standard.alternative is not None:
            self.console.print(Text(texts.label("alternative", label=standard.alternative)))
        table = Table(box=None, pad_edge=False, header_style="underline")
        for label in ("types", "required", "maximum_level", "basis"):
            table.add_column(texts.label(label), overflow="fold")
        for known, level in standard.levels.items():
            ends = (level.minimum, level.maximum)
            basis = " – ".join(texts.text("basis", end.basis) if end else "?" for end in ends)
            table.add_row(known, *(self._end(indicator, end) for end in ends), basis)
        self.console.print(table)
        if standard.sources:
            self._line("sources", ", ".join(standard.sources))
        if standard.note:
            self._line("note", standard.note)
        touching = [rule for rule in self.rulebook.rules if standard.id in touched_by(rule)]
        if touching:
            self.console.print(Text(texts.label("touching_rules"), style="bold"))
            for rule in touching:
                self._rule(rule)

    def _indicator(self, standard: Standard) -> Indicator:
        return self.rulebook.indicators[standard.indicator]

    def _title(self, title: str) -> None:
        self.console.print()
        self.console.print(Text(title, style="bold"))

    def _line(self, label: str, content: str) -> None:
        self.console.print(Text(f"{self.texts.label(label)}: {content}"))

    def _points(self, points: Points) -> str:
        return self.texts.points_range(points.minimum.value, points.maximum.value)

    def _end(self, indicator: Indicator, known: Known | None) -> str:
        return "?" if known is None else self.texts.value(indicator, known.value)

    def _level(self, standard: Standard, known: str) -> str:
        level, indicator = standard.levels[known], self._indicator(standard)
        ends = [
            ("?" if end is None else self.texts.value(indicator, end.value, with_unit=False))
            + ("*" if end is not None and end.is_unverified else "")
            for end in (level.minimum, level.maximum)
        ]
        return ends[0] if ends[0] == ends[1] else " – ".join(ends)

    def _steps(self, standard: Standard, steps: Steps) -> str:
        """The steps of a standard as the article states them."""
        texts, indicator = self.texts, self._indicator(standard)
        level = next(iter(standard.levels.values()))
        assert level.minimum is not None
        assert level.maximum is not None
        least, most = standard.points.minimum.value, standard.points.maximum.value
        start = "" if steps.start is None else texts.value(indicator, steps.start)
        facts = {
            "base": texts.points(least),
            "cap": texts.points(most),
            "at": texts.value(indicator, level.minimum.value),
            "reached": texts.value(indicator, level.maximum.value),
            "start": start,
        }
        if steps.only_whole:
            return texts.label("brackets_text", **facts)
        span = abs(level.maximum.value - level.minimum.value)
        facts["each"] = texts.value(indicator, steps.each)
        facts["adds"] = texts.points((most - least) * steps.each // span)
        text = texts.label("steps_text" if indicator.higher_is_better else "steps_down_text", **facts)
        return text + (texts.label("steps_start", start=start) if start else "")

    def _rule(self, rule: Rule) -> None:
        when = self.texts.label("holds_when", when=self._condition(rule.when))
        basis = self.texts.text("basis", rule.basis)
        self.console.print(Text(f"  • {self.texts.name(rule.name)}: {when} ({rule.citation}; {basis})"))

    def _condition(self, condition: Condition) -> str:
        match condition:
            case Holds(field, words, negated):
                sign = "≠" if negated else "="
                return f"{field} {sign} {' | '.join(sorted(words))}"
            case AllOf(parts):
                return " & ".join(self._condition(part) for part in parts)
            case AnyOf(parts):
                return " | ".join(f"({self._condition(part)})" for part in parts)


def touched_by(rule: Rule) -> frozenset[str]:
    """The standards that a rule's actions touch."""

    def names() -> Iterator[str]:
        for action in rule.then:
            match action:
                case SetRequired() | LowerPassMark():
                    continue
                case _ if hasattr(action, "standards"):
                    yield from action.standards
                case _:
                    yield action.standard

    return frozenset(names())
