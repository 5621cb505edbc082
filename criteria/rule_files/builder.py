"""Builds a rulebook from the validated files of a law: texts become integers, and ids what they refer to.

Whatever cannot be built becomes a diagnostic of its file. Building goes on, so one run reports every mistake.
"""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import OPEN_BLOCK
from criteria.rule import Rule, rule_of_step
from criteria.rule_files import schema
from criteria.rule_files.actions import Scopes, action_from
from criteria.rule_files.amendments import taken_over
from criteria.rule_files.choices import check_rules_of_choices
from criteria.rule_files.consistency import check_rules, check_totals
from criteria.rule_files.criterion_builder import criterion_from
from criteria.rule_files.entries import bilingual_from, condition_from, sign_offs_from
from criteria.rule_files.law_context import CriterionForm, LawContext
from criteria.rule_files.member_units import member_units_from
from criteria.rule_files.repeated_ids import RepeatedIds, check_repeats_of_amended
from criteria.rule_files.sign_off_checks import check_sign_offs
from criteria.rule_files.sizes import has_too_many_points
from criteria.rule_files.standard_builder import StandardBuilder
from criteria.rule_files.stepping_rules import stepping_rules
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import MemberUnitsRequirement, Rulebook
from criteria.standard import Criterion, Level


class RulebookBuilder:
    """Gathers the files of a law and builds its rulebook."""

    def __init__(self, context: LawContext, head_file: YamlFile) -> None:
        self._context = context
        self._head_file = head_file
        self._criteria: list[tuple[CriterionForm, YamlFile]] = []
        self._rules: list[tuple[schema.RulesDocument, YamlFile]] = []
        self._member_units: list[MemberUnitsRequirement] = []

    def add(self, model: BaseModel, file: YamlFile) -> None:
        """Add one file of the law."""
        check_sign_offs(file)
        match model:
            case schema.LawDocument() if file is self._head_file:
                self._context.cite_head(model, file)
            case schema.CriterionDocument() | schema.CountingDocument():
                self._criteria.append((model, file))
            case schema.RulesDocument():
                self._rules.append((model, file))
            case schema.MemberUnitsDocument():
                self._add_member_units(model, file)
            case schema.SourcesDocument():
                self._context.declare(model.sources, file)
            case _:
                expected = "criterion, rules, member_units, sources"
                file.report((), DiagnosticKind.UNEXPECTED_DOCUMENT_KIND, expected=expected)

    def finish(self, sha256: str) -> Rulebook:
        """Return the rulebook. If any file has diagnostics by then, it must not be used."""
        context = self._context
        if not self._criteria:
            self._head_file.report((), DiagnosticKind.LAW_HAS_NO_CRITERIA)
        own = self.look_at_parts()
        criteria, earlier_rules = taken_over(context.law, context.amended, own)
        check_repeats_of_amended(
            [criterion for criterion in criteria if criterion not in own], self._criteria, context.law.amends or ""
        )
        scopes = Scopes(criteria)
        stated = tuple(
            rule
            for model, file in self._rules
            for place, entry in enumerate(model.rules)
            for rule in self._stated_rules(entry, scopes, file, ("rules", place))
        )
        names = {entry.id for model, _ in self._rules for entry in model.rules}
        rules = (*(rule for rule in earlier_rules if rule_of_step(rule.id) not in names), *stated)
        check_rules_of_choices(context.law, {*names, *(rule_of_step(rule.id) for rule in rules)}, self._head_file)
        context.check_citations()
        if not has_too_many_points(context.law):
            check_totals(context.law, criteria, self._head_file)
        return Rulebook(
            context.law,
            criteria,
            rules,
            {**context.indicators, OPEN_BLOCK.id: OPEN_BLOCK},
            context.vocabulary,
            sha256,
            (context.amended.law, *context.amended.amended) if context.amended else (),
            tuple(self._member_units),
            {**(context.amended.sources if context.amended else {}), **context.sources},
        )

    def look_at_parts(self) -> tuple[Criterion, ...]:
        """Return the criteria that the law states, each built by itself."""
        repeats = RepeatedIds(self._context)
        for criterion, file in self._criteria:
            repeats.check_criterion(criterion, file)
        for rules, file in self._rules:
            repeats.check_rules(rules, file)
        return tuple(criterion_from(model, self._context, file) for model, file in self._criteria)

    def _add_member_units(self, model: schema.MemberUnitsDocument, file: YamlFile) -> None:
        context = self._context
        self._member_units += member_units_from(model, context.law, context.indicators, context.vocabulary, file)
        for place, requirement in enumerate(model.member_units):
            context.cite(requirement.required.sources, file, ("member_units", place, "required", "sources"))

    def _stated_rules(self, entry: schema.RuleEntry, scopes: Scopes, file: YamlFile, route: KeyPath) -> Iterator[Rule]:
        """Yield the rule of an entry, if it does anything at once, then a rule for each step of what steps."""
        rule = self._rule(entry, scopes, file, route)
        if rule.then:
            yield rule
        for place, action in enumerate(entry.then):
            if isinstance(action, schema.ReduceInStepsEntry):
                where: KeyPath = (*route, "then", place)
                yield from stepping_rules(rule, action, scopes, self._context.indicators, file, where)

    def _rule(self, entry: schema.RuleEntry, scopes: Scopes, file: YamlFile, route: KeyPath) -> Rule:
        self._context.cite(entry.sources, file, (*route, "sources"))
        diagnostics_before = len(file.diagnostics)
        rule = Rule(
            id=entry.id,
            name=bilingual_from(entry.name),
            when=condition_from(entry.when, self._context.vocabulary, file, route),
            then=tuple(
                action_from(action, self._context.law, scopes, self._levels_of, file, (*route, "then", place))
                for place, action in enumerate(entry.then)
                if not isinstance(action, schema.ReduceInStepsEntry)
            ),
            citation=entry.citation,
            basis=entry.basis,
            signed=sign_offs_from(entry.signed),
        )
        if len(file.diagnostics) == diagnostics_before and not any(other.diagnostics for _, other in self._criteria):
            # A rule about an unreadable standard would not add up either, which would report its mistake twice.
            check_rules(rule, scopes.criteria, file, route)
        return rule

    def _levels_of(
        self, entries: Mapping[str, schema.LevelEntry], indicator: str, file: YamlFile, route: KeyPath
    ) -> Mapping[str, Level]:
        known = self._context.indicators.get(indicator)
        return StandardBuilder(self._context, file).levels(entries, known, route) if known else {}
