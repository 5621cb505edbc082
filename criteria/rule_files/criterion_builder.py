"""Criteria, built from their files."""

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.rule_files import schema
from criteria.rule_files.consistency import check_group_points, check_points
from criteria.rule_files.entries import bilingual_from, sign_offs_from
from criteria.rule_files.law_context import CriterionForm, LawContext
from criteria.rule_files.levels import criterion_points_from, points_from
from criteria.rule_files.standard_builder import StandardBuilder
from criteria.rule_files.yaml_file import YamlFile
from criteria.standard import ONE_POINT, Criterion, Group, Known, Points


def criterion_from(model: CriterionForm, context: LawContext, file: YamlFile) -> Criterion:
    """Return the criterion that a file states; whatever is unsound in it becomes a diagnostic of the file."""
    if isinstance(model, schema.CountingDocument):
        return _counted_criterion(model, context, file)
    return _criterion(model, context, file)


def _counted_criterion(model: schema.CountingDocument, context: LawContext, file: YamlFile) -> Criterion:
    """A group of standards that are counted, as a criterion in which each is worth one point."""
    context.cite(model.sources, file, ("sources",))
    context.cite(model.required.sources, file, ("required", "sources"))
    types = context.types_of(model, file)
    if model.required.count > (there := len(model.standards)):
        route: KeyPath = ("required", "count")
        file.report(route, DiagnosticKind.TOO_FEW_STANDARDS_TO_COUNT, found=str(there), type="")
    standards = StandardBuilder(context, file).counted(model)
    return Criterion(
        id=model.criterion,
        name=bilingual_from(model.name),
        citation=model.citation,
        points=Points(
            Known(model.required.count * ONE_POINT, model.required.basis),
            Known(len(standards) * ONE_POINT, model.required.basis),
        ),
        groups=(),
        standards=standards,
        types=types,
        is_counted=True,
        kinds=context.kinds_of(model, file),
        signed=sign_offs_from(model.signed),
    )


def _criterion(model: schema.CriterionDocument, context: LawContext, file: YamlFile) -> Criterion:
    groups = tuple(
        Group(
            entry.id,
            bilingual_from(entry.name),
            points_from(entry.points, file, ("groups", place, "points")) if entry.points else None,
        )
        for place, entry in enumerate(model.groups)
    )
    context.cite(model.sources, file, ("sources",))
    criterion = Criterion(
        id=model.criterion,
        name=bilingual_from(model.name),
        citation=model.citation,
        points=criterion_points_from(model.points, file, ("points",)),
        groups=groups,
        standards=StandardBuilder(context, file).standards(model),
        types=context.types_of(model, file),
        kinds=context.kinds_of(model, file),
        asks_minimum=model.points.minimum is not None,
        signed=sign_offs_from(model.signed),
    )
    if not file.diagnostics:
        # Unreadable points would not add up either, which would report the same mistake twice.
        check_points(criterion, file)
        check_group_points(criterion, file)
    return criterion
