"""A law, a criterion or a standard as a readable page: levels, points, citation, basis, and rules that affect it."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from criteria.diagnostic import NotOnFile
from criteria.indicator import Indicator
from criteria.rule import Rule
from criteria.rulebook import MemberUnitsRequirement, Rulebook
from criteria.sign_off import SignOff
from criteria.standard import Criterion, Known, Points, Standard, Steps
from dothi.reports.law_table import basis_text, in_force_text
from dothi.reports.terminal_layout import plain_table
from dothi.reports.texts import Texts
from dothi.reports.words.rules import RuleSentences, level_text, signature_text, touched_by
from dothi.reports.words.sureness import source_facts


def print_rules(rulebook: Rulebook, part: str | None, texts: Texts, console: Console) -> None:
    """Print the page of a law, or of one of its criteria or standards by id or code.

    Raises:
        NotOnFile: the law has no such part; the error lists the parts it has, the nearest first.
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
        self.sentences = RuleSentences(rulebook, texts)
        self._has_begun = False

    def law(self) -> None:
        """Print the whole law: its head, its criteria, and its rules beyond the tables."""
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
        self._line("pass_mark", f"{self._pass_marks()} ({texts.citation(law.points_citation)})")
        if any(standard.steps for standard in self.rulebook.standards):
            self._line("steps", texts.label("whole_steps" if law.whole_steps else "steps_in_proportion"))
        for reading in law.readings:
            basis = texts.text("basis", reading.basis)
            self._line("reading_name", f"{texts.name(reading.name)} ({texts.citation(reading.citation)}; {basis})")
            self.console.print(Text(f"    {texts.name(reading.evidence)}"))
            if reading.one_of:
                alternatives = " | ".join(", ".join(rules) for rules in reading.one_of)
                self.console.print(Text(f"    {texts.label('one_of')}: {alternatives}"))
        self._signed(law.signed)
        self._line("verified", basis_text(self.rulebook, texts))
        if (asked := law.data_as_of) is not None:
            facts = {"day": str(asked.day), "month": str(asked.month), "years": str(asked.years_before)}
            self._line("data_as_of", f"{texts.label('data_as_of_day', **facts)} ({texts.citation(asked.citation)})")
        for criterion in self.rulebook.criteria:
            self.criterion(criterion)
        if self.rulebook.rules:
            self._title(texts.label("rules"))
            for rule in self.rulebook.rules:
                self._rule(rule)
        if self.rulebook.member_units:
            self._title(texts.label("member_units"))
            for test in self.rulebook.member_units:
                self._member_unit(test)

    def _pass_marks(self) -> str:
        """Return the pass mark and the total points; if a type has its own mark, that of each assessed type."""
        law, texts = self.rulebook.law, self.texts
        marks = [texts.points(law.pass_mark.value)]
        if any(known.pass_mark for known in law.types):
            scored = (known for known in law.types if not known.required and not known.is_designated)
            marks = [f"{known.id} {texts.points((known.pass_mark or law.pass_mark).value)}" for known in scored]
        return f"{', '.join(marks)} / {texts.points(law.points_maximum.value)}"

    def _member_unit(self, test: MemberUnitsRequirement) -> None:
        texts = self.texts
        indicators = ", ".join(f"{known} {indicator}" for known, indicator in test.points.items())
        sentence = texts.label(
            "member_unit_asked",
            text=test.text,
            required=texts.points(test.required.value),
            indicators=indicators,
            citation=test.citation,
            basis=texts.text("basis", test.required.basis),
        )
        self.console.print(Text(f"  • {sentence}"))

    def criterion(self, criterion: Criterion) -> None:
        """Print a criterion and the table of its standards."""
        texts = self.texts
        self._title(f"{texts.label('criterion')} {criterion.id}. {texts.name(criterion.name)}")
        if criterion.is_counted:
            asked = texts.label("count_of", count=self._least(criterion.points), all=self._most(criterion.points))
            self._line("standards_needed", f"{asked} ({texts.citation(criterion.citation)})")
        else:
            self._line("points", f"{self._points(criterion.points)} ({texts.citation(criterion.citation)})")
        self._signed(criterion.signed)
        if criterion.kinds is not None:
            kinds = self.rulebook.vocabulary.kinds
            self._line("asked_of_kinds", ", ".join(texts.name(kinds[kind].name) for kind in criterion.kinds))
        self.console.print(self._table_of(criterion))

    def _table_of(self, criterion: Criterion) -> Table:
        """Return a row per standard and a column per type, or one column if the levels of all types are the same."""
        texts = self.texts
        is_one = all(len({s.levels.get(t) for t in criterion.types}) == 1 for s in criterion.standards)
        types = criterion.types[:1] if is_one else criterion.types
        has_steps = any(standard.steps for standard in criterion.standards)
        table = self._table("code", "standard", *([] if criterion.is_counted else ["points"]))
        for known in types:
            table.add_column(texts.label("level_of_all") if is_one else known, overflow="fold")
        if has_steps:
            table.add_column(texts.label("steps"), overflow="fold")
        for standard in criterion.standards:
            indicator = self._indicator(standard)
            unit = f" ({texts.name(indicator.unit)})" if indicator.unit else ""
            table.add_row(
                standard.code,
                texts.name(standard.name) + unit,
                *([] if criterion.is_counted else [self._points(standard.points)]),
                *(_level_of(standard, known, indicator, texts) for known in types),
                *([self._steps_in_short(standard)] if has_steps else []),
            )
        return table

    def standard(self, standard: Standard) -> None:
        """Print everything that the rule files say about a standard."""
        texts, indicator = self.texts, self._indicator(standard)
        self._title(f"{standard.code} {texts.name(standard.name)}")
        self._line("indicator", f"{texts.name(indicator.name)} ({indicator.id})")
        self._line("citation", self._cited(standard))
        if standard.from_law:
            self._line("levels", texts.label("from_law", law=standard.from_law))
        if not self._is_counted(standard):
            self._line("points", self._points(standard.points))
        if standard.mandatory:
            reading = self.rulebook.law.reading(standard.mandatory.in_reading)
            citation = standard.mandatory.citation or reading.citation
            self.console.print(Text(texts.label("mandatory", reading=reading.name, citation=citation)))
        if standard.steps is not None:
            self._line("steps", self._steps(standard, standard.steps))
        if standard.alternative is not None:
            self.console.print(Text(texts.label("alternative", label=standard.alternative)))
        self.console.print(self._levels_of(standard))
        if standard.sources:
            self._line("sources", ", ".join(standard.sources))
            known = (self.rulebook.sources[source] for source in standard.sources if source in self.rulebook.sources)
            for source in known:
                self.console.print(Text(f"  • {texts.label('source_with_quote', **source_facts(source))}"))
        self._signed(standard.signed)
        if standard.note:
            self._line("note", standard.note)
        touching = [rule for rule in self.rulebook.rules if standard.id in touched_by(rule, self.rulebook)]
        if touching:
            self.console.print(Text(texts.label("touching_rules"), style="bold"))
            for rule in touching:
                self._rule(rule, standard)

    def _levels_of(self, standard: Standard) -> Table:
        """Return a row per type; a counted standard has one level."""
        texts, indicator = self.texts, self._indicator(standard)
        is_counted = self._is_counted(standard)
        levels = ["level_of_all"] if is_counted else ["required", "maximum_level"]
        table = self._table("types", *levels, "basis")
        for known, level in standard.levels.items():
            ends = [level.minimum] if is_counted else [level.minimum, level.maximum]
            basis = " – ".join(texts.text("basis", end.basis) if end else "?" for end in ends)
            table.add_row(known, *(self._end(indicator, end) for end in ends), basis)
        return table

    def _is_counted(self, standard: Standard) -> bool:
        return any(criterion.is_counted and standard in criterion.standards for criterion in self.rulebook.criteria)

    def _cited(self, standard: Standard) -> str:
        """Return the citation with its document, unless it already names the document by its number."""
        document = self.texts.name(self.rulebook.document_of(standard))
        citation = self.texts.citation(standard.citation)
        numbers = [word for word in document.split() if "/" in word]
        if any(number in standard.citation for number in numbers):
            return citation
        return f"{document}, {citation}"

    def _table(self, *labels: str) -> Table:
        table = plain_table(underlines_header=True)
        for label in labels:
            table.add_column(self.texts.label(label), overflow="fold")
        return table

    def _indicator(self, standard: Standard) -> Indicator:
        return self.rulebook.indicators[standard.indicator]

    def _title(self, title: str) -> None:
        if self._has_begun:
            self.console.print()
        self._has_begun = True
        self.console.print(Text(title, style="bold"))

    def _line(self, label: str, content: str) -> None:
        self.console.print(Text(f"{self.texts.label(label)}: {content}"))

    def _signed(self, sign_offs: Sequence[SignOff]) -> None:
        for sign_off in sign_offs:
            self.console.print(Text(f"{self.texts.text('signing', 'signed')}: {signature_text(sign_off, self.texts)}"))

    def _points(self, points: Points) -> str:
        return self.texts.points_range(points.minimum.value, points.maximum.value)

    def _least(self, points: Points) -> str:
        return self.texts.points(points.minimum.value)

    def _most(self, points: Points) -> str:
        return self.texts.points(points.maximum.value)

    def _end(self, indicator: Indicator, known: Known | None) -> str:
        return "?" if known is None else self.texts.value(indicator, known.value)

    def _steps_in_short(self, standard: Standard) -> str:
        """Return what a step adds and how wide it is; brackets have no steps."""
        if standard.steps is None or standard.steps.only_whole:
            return "–"
        each = self.texts.value(self._indicator(standard), standard.steps.each)
        return self.texts.label("steps_in_short", adds=self._added(standard, standard.steps), each=each)

    def _added(self, standard: Standard, steps: Steps) -> str:
        """Return the points that a step adds."""
        level, points = next(iter(standard.levels.values())), standard.points
        assert level.minimum is not None
        assert level.maximum is not None
        span = abs(level.maximum.value - level.minimum.value)
        return self.texts.points((points.maximum.value - points.minimum.value) * steps.each // span)

    def _steps(self, standard: Standard, steps: Steps) -> str:
        """Return the steps of a standard as the article states them."""
        texts, indicator = self.texts, self._indicator(standard)
        level = next(iter(standard.levels.values()))
        assert level.minimum is not None
        assert level.maximum is not None
        start = "" if steps.start is None else texts.value(indicator, steps.start)
        facts = {
            "base": self._least(standard.points),
            "cap": self._most(standard.points),
            "at": texts.value(indicator, level.minimum.value),
            "reached": texts.value(indicator, level.maximum.value),
            "start": start,
        }
        if steps.only_whole:
            return texts.label("brackets_text", **facts)
        facts["each"] = texts.value(indicator, steps.each)
        facts["adds"] = self._added(standard, steps)
        text = texts.label("steps_text" if indicator.higher_is_better else "steps_down_text", **facts)
        return text + (texts.label("steps_start", start=start) if start else "")

    def _rule(self, rule: Rule, standard: Standard | None = None) -> None:
        """Print a rule and a line for each of its effects; on the page of a standard, only those on that standard."""
        self.console.print(Text(f"  • {self.sentences.rule(rule)}"))
        for sign_off in rule.signed:
            signed = self.texts.text("signing", "signed")
            self.console.print(Text(f"    {signed}: {signature_text(sign_off, self.texts)}"))
        for effect in self.sentences.effects(rule, standard):
            self.console.print(Text(f"    → {effect}"))


def _level_of(standard: Standard, type_: str, indicator: Indicator, texts: Texts) -> str:
    """Return the level of a standard for a type, or a dash if the type does not ask for it."""
    level = standard.levels.get(type_)
    return "–" if level is None else level_text(level, indicator, texts)
