"""The explanation as a tree: the verdict, what it was concluded from, and so on down to the measured facts.

The tree is built from the firings that durable_rules recorded, not from the assessment, so it shows what really fired.
"""

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from classifier.assessment.result import Assessment
from classifier.engines.durable import AssertedFact, Firing
from classifier.plan.judgement import Status, verdict_of
from dothi.reports.assessment_notes import member_units_text
from dothi.reports.texts import Texts
from dothi.reports.words.standard_cells import measured_text


class Explanation:
    """Builds the tree of one assessment."""

    def __init__(self, assessment: Assessment, texts: Texts) -> None:
        self.assessment = assessment
        self.texts = texts
        is_counted = assessment.rulebook.frame(assessment.target.id).is_counted
        self._suffix = "_counted" if is_counted else ""
        self._standards = {standard.plan.id: standard for standard in assessment.standards}
        self._firings: Mapping[str, Firing] = {_key(firing.conclusion): firing for firing in assessment.firings}

    def tree(self) -> Tree:
        """Return the tree of the reading that the assessment follows."""
        readings = [reading.id for reading in self.assessment.plan.readings]
        place = readings.index(self.assessment.reading.id)
        verdict = self._firings[_key({"kind": "verdict", "reading": place})]
        whole = self._firings.get(_key({"kind": "whole", "of": place}))
        top = root = Tree(self._verdict(verdict))
        if whole is not None:
            sentence = self.texts.text("explanation", "whole", verdict=self._word(whole.conclusion))
            top = Tree(f"{marked(sentence, self.assessment, self.texts)} {self._fired(whole)}")
            root = top.add(self._verdict(verdict))
            self._units(top)
        for firing in self.assessment.firings:
            if firing.conclusion["kind"] == "rule" and not self._is_also_sure(firing):
                root.add(self._rule(firing))
        for premise in verdict.premises:
            self._grow(root, premise)
        return top

    def _units(self, branch: Tree) -> None:
        """Add what is asked of the units of the area."""
        for number, result in enumerate(self.assessment.member_units):
            firing = self._firings[_key({"kind": "requirement", "of": number})]
            branch.add(f"{member_units_text(result, self.texts)} {self._fired(firing)}")

    def _grow(self, branch: Tree, fact: AssertedFact) -> None:
        """Add what a fact was concluded from. Sums are passed through, because they conclude nothing new."""
        firing = self._firings.get(_key(fact))
        if firing is None:
            return
        kind = fact["kind"]
        if kind == "judged":
            branch = branch.add(self._criterion(firing))
        elif kind == "standard":
            self._standard(branch, firing)
            return
        for premise in firing.premises:
            self._grow(branch, premise)

    def _fired(self, firing: Firing) -> str:
        return f"[{self.texts.text('explanation', 'fired', rule=firing.rule)}]"

    def _word(self, fact: AssertedFact) -> str:
        return self.texts.text("verdict_word", verdict_of(bool(fact["surely"]), bool(fact["possibly"])))

    def _verdict(self, firing: Firing) -> str:
        fact = firing.conclusion
        sentence = self.texts.text(
            "explanation",
            f"verdict{self._suffix}",
            reading=self.assessment.reading.name,
            verdict=self._word(fact),
            points=self.texts.points_range(fact["lower"], fact["upper"]),
            pass_mark=self.texts.points(self.assessment.plan.pass_mark),
        )
        return f"{marked(sentence, self.assessment, self.texts)} {self._fired(firing)}"

    def _criterion(self, firing: Firing) -> str:
        fact = firing.conclusion
        criterion = self.assessment.rulebook.criteria[fact["criterion"]]
        sentence = self.texts.text(
            "explanation",
            f"criterion{self._suffix}",
            criterion=criterion.id,
            name=criterion.name,
            verdict=self._word(fact),
            points=self.texts.points_range(fact["lower"], fact["upper"]),
            minimum=self.texts.points(criterion.points.minimum.value),
        )
        return f"{sentence} {self._fired(firing)}"

    def _standard(self, branch: Tree, firing: Firing) -> None:
        fact = firing.conclusion
        assessed = self._standards[self.assessment.plan.standards[fact["standard"]].id]
        same = fact["lower_status"] == fact["upper_status"]
        status = self.texts.text("status", fact["lower_status"] if same else Status.UNDETERMINED)
        sentence = self.texts.text(
            "explanation",
            f"standard{self._suffix}",
            code=assessed.standard.code,
            name=assessed.standard.name,
            status=status,
            points=self.texts.points_range(fact["lower"], fact["upper"]),
        )
        leaf = branch.add(f"{sentence} {self._fired(firing)}")

        def level(value: int | None) -> str:
            return "?" if value is None else self.texts.value(assessed.indicator, assessed.plan.plain(value))

        leaf.add(
            self.texts.text(
                "explanation",
                f"measured{self._suffix}",
                measured=measured_text(assessed, self.texts),
                minimum=level(assessed.plan.sure_floor),
                maximum=level(assessed.plan.maximum),
                citation=assessed.standard.citation,
            )
        )

    def _is_also_sure(self, firing: Firing) -> bool:
        """True if the firing says that a rule possibly applies and another says that it surely does."""
        if firing.conclusion["certainty"] == "surely":
            return False
        sure = {"kind": "rule", "rule": firing.conclusion["rule"], "certainty": "surely"}
        return _key(sure) in self._firings

    def _rule(self, firing: Firing) -> str:
        rule = next(r for r in self.assessment.rulebook.rules if r.id == firing.conclusion["rule"])
        key = "rule" if firing.conclusion["certainty"] == "surely" else "rule_maybe"
        sentence = self.texts.text("explanation", key, rule=rule.name, citation=rule.citation)
        return f"{sentence} {self._fired(firing)}"


def marked(sentence: str, assessment: Assessment, texts: Texts) -> str:
    """Return a sentence, marked if it rests on assumptions."""
    return sentence if assessment.is_finding else texts.text("explanation", "assumed", sentence=sentence)


def print_explanation(assessment: Assessment, texts: Texts, console: Console) -> None:
    """Print the tree with its heading."""
    console.print(Text("\n" + marked(texts.label("explanation"), assessment, texts), style="bold"))
    console.print(Explanation(assessment, texts).tree())


_IDENTIFYING = ("kind", "standard", "criterion", "part", "reading", "sum", "rule", "certainty", "of")


def _key(fact: AssertedFact) -> str:
    """Return the key of what a fact is about, without its numbers."""
    return "|".join(f"{name}={fact[name]}" for name in _IDENTIFYING if name in fact)
