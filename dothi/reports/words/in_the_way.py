"""What stands in the way of a plan, and what keeps its bounds apart, in words."""

from collections.abc import Iterator

from classifier.assessment.citations import places_together
from dothi.planner.open_rules import OpenFact
from dothi.planner.path import TOO_MANY_VALUES, CheapestPath
from dothi.reports.assessment_notes import rule_text
from dothi.reports.texts import Texts
from dothi.reports.words.unknown_facts import word_name

_YES_OR_NO = {f"municipality.{name}" for name in ("inner_area", "outer_area", "has_commune_units", "budget_level")}
"""The fields that are answered by yes or no."""


def in_the_way(path: CheapestPath, texts: Texts) -> str:
    """Return what stands in the way: criteria and requirements by their names, standards by their codes."""
    return "; ".join(_named(path, texts))


def _named(path: CheapestPath, texts: Texts) -> Iterator[str]:
    rulebook = path.rulebook
    criteria = {criterion.id: criterion for criterion in rulebook.criteria}
    requirements = {requirement.id: requirement for requirement in rulebook.member_units}
    codes = []
    for blocked in path.blocked_by:
        if blocked in criteria:
            yield texts.text("plan", "lacking_criterion", id=blocked, name=criteria[blocked].name)
        elif blocked in requirements:
            asked = requirements[blocked]
            yield texts.text("plan", "lacking_units", text=asked.text, citation=asked.citation)
        elif blocked == "total":
            is_counted = rulebook.frame(path.target.id).is_counted
            yield texts.text("plan", "lacking_count" if is_counted else "lacking_total")
        elif blocked == "unknown_facts":
            yield texts.text("plan", "lacking_facts")
        elif blocked == TOO_MANY_VALUES:
            yield texts.text("plan", "lacking_proof")
        else:
            codes.append(blocked)
    if codes:
        yield texts.text("plan", "lacking_standards", codes=tuple(codes), count=str(len(codes)))


def unknown_lines(path: CheapestPath, texts: Texts) -> Iterator[str]:
    """Yield a sentence of the rules and facts that are not known, if there are any."""
    facts = [rule_text(rule, texts) for rule in path.open_rules.rules]
    facts += [_fact(fact, path, texts) for fact in path.open_rules.facts]
    if facts:
        yield texts.text("plan", "unknown_may_change", facts="; ".join(facts))


def _fact(fact: OpenFact, path: CheapestPath, texts: Texts) -> str:
    citation = places_together(fact.citations)
    if fact.word is not None:
        name = word_name(fact.field, fact.word, path.rulebook.vocabulary, texts)
        return texts.text("plan", "unknown_attribute", fact=name, citation=citation)
    key = "unknown_area" if fact.field in _YES_OR_NO else "unknown_field"
    name = texts.text("field", fact.field)
    return texts.text("plan", key, fact=name, citation=citation)
