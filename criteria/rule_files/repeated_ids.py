"""Ids and codes that may occur only once in a law, across all its files."""

from collections.abc import Sequence

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.rule_files import schema
from criteria.rule_files.entries import report_repeated_id
from criteria.rule_files.law_context import CriterionForm, LawContext
from criteria.rule_files.yaml_file import YamlFile
from criteria.standard import Criterion


class RepeatedIds:
    """Reports ids and codes that were used before, in this file or another."""

    def __init__(self, context: LawContext) -> None:
        self._context = context
        self._seen: dict[tuple[str, str], tuple[YamlFile, KeyPath]] = {}

    def check_criterion(self, model: CriterionForm, file: YamlFile) -> None:
        """Report what a criterion, its groups and its standards repeat."""
        kinds = self._context.kinds_of(model, file)
        for known in self._context.types_of(model, file):
            for kind in self._context.vocabulary.kinds if kinds is None else kinds:
                self._is_first(f"criterion of {known} {kind}", model.criterion, file, ("criterion",))
        if isinstance(model, schema.CriterionDocument):
            self._check_retained(model, file)
            for place, group in enumerate(model.groups):
                self._is_first("group", group.id, file, ("groups", place, "id"))
        standards: Sequence[schema.StandardEntry | schema.CountedStandardEntry] = model.standards
        for place, standard in enumerate(standards):
            self._is_first("standard", standard.id, file, ("standards", place, "id"))
            self._is_first("code", standard.code, file, ("standards", place, "code"))
        if isinstance(model, schema.CriterionDocument) and model.open_block is not None:
            self._is_first("standard", model.open_block.id, file, ("open_block", "id"))
            self._is_first("code", model.open_block.code, file, ("open_block", "code"))

    def check_rules(self, model: schema.RulesDocument, file: YamlFile) -> None:
        """Report rules whose id another rule has."""
        for place, rule in enumerate(model.rules):
            self._is_first("rule", rule.id, file, ("rules", place, "id"))

    def _check_retained(self, model: schema.CriterionDocument, file: YamlFile) -> None:
        earlier = self._context.earlier_standards
        for place, identifier in enumerate(model.standing.standards if model.standing else []):
            where: KeyPath = ("standing", "standards", place)
            if self._is_first("standard", identifier, file, where) and identifier in earlier:
                self._is_first("code", earlier[identifier].code, file, where)

    def _is_first(self, what: str, identifier: str, file: YamlFile, route: KeyPath) -> bool:
        """True if nothing of this sort had the identifier before; report the repetition otherwise."""
        first_file, first = self._seen.setdefault((what, identifier), (file, route))
        is_first = first_file is file and first == route
        if not is_first:
            report_repeated_id(file, route, identifier, first_file.location(first))
        return is_first


def check_repeats_of_amended(
    taken_over: Sequence[Criterion], own: Sequence[tuple[CriterionForm, YamlFile]], amended_law: str
) -> None:
    """Report own standards with the id or the code of one that is taken over from the amended law."""
    for key in ("id", "code"):
        there = {getattr(standard, key) for criterion in taken_over for standard in criterion.standards}
        for model, file in own:
            for place, standard in enumerate(model.standards):
                if (found := getattr(standard, key)) in there:
                    route: KeyPath = ("standards", place, key)
                    file.report(route, DiagnosticKind.ID_STANDS_TWICE, found=found, first=amended_law)
