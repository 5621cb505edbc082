"""Indicators and vocabulary, built from ``indicators.yaml`` and ``vocabulary.yaml``."""

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Grade, Indicator, Indicators
from criteria.quantity import Interval
from criteria.rule_files import schema
from criteria.rule_files.entries import bilingual_from, integer_from, report_repeated_ids, report_unknown
from criteria.rule_files.schema.catalogue import KindEntry
from criteria.rule_files.yaml_file import YamlFile
from criteria.vocabulary import Kind, Vocabulary

LARGEST_INTEGER = 2**53
"""Scaled values stay below it, so that every engine represents them exactly."""


MOST_DECIMALS = 6
"""The largest number of decimals of an indicator."""


def indicators_from(model: schema.IndicatorsDocument, vocabulary: Vocabulary, file: YamlFile) -> Indicators:
    """Return the indicator catalogue; the attributes that grades name must be in the vocabulary."""
    known = list(vocabulary.attributes)
    for place, entry in enumerate(model.indicators):
        for rung, grade in enumerate(entry.grades or ()):
            if grade.attribute is not None and grade.attribute not in known:
                route: KeyPath = ("indicators", place, "grades", rung, "attribute")
                report_unknown(file, route, DiagnosticKind.UNKNOWN_ATTRIBUTE, grade.attribute, known)
    report_repeated_ids(file, ("indicators",), (entry.id for entry in model.indicators))
    indicators: dict[str, Indicator] = {}
    for place, entry in enumerate(model.indicators):
        indicators.setdefault(entry.id, _indicator(entry, file, ("indicators", place)))
    for place, entry in enumerate(model.indicators):
        if entry.part_of is not None and entry.part_of not in indicators:
            route = ("indicators", place, "part_of")
            report_unknown(file, route, DiagnosticKind.UNKNOWN_INDICATOR, entry.part_of, list(indicators))
    return indicators


def _indicator(entry: schema.IndicatorEntry, file: YamlFile, route: KeyPath) -> Indicator:
    unit = bilingual_from(entry.unit) if entry.unit else None
    number_keys = ("decimals", "better", "lowest", "highest")
    if entry.judged_by is not None and entry.grades is None:
        file.report((*route, "judged_by"), DiagnosticKind.ONLY_GRADES_ARE_JUDGED)
    if entry.grades is not None:
        for key in ("unit", *number_keys):
            if getattr(entry, key) is not None:
                file.report((*route, key), DiagnosticKind.GRADES_HAVE_NO_SUCH_KEY, of_key=True, found=key)
        report_repeated_ids(file, (*route, "grades"), (grade.id for grade in entry.grades))
        if len(entry.grades) < 2:
            file.report((*route, "grades"), DiagnosticKind.TOO_FEW_GRADES)
        grades = tuple(Grade(grade.id, bilingual_from(grade.name), grade.attribute) for grade in entry.grades)
        domain = Interval(0, max(len(grades) - 1, 0))
        return Indicator(entry.id, bilingual_from(entry.name), None, 0, True, domain, grades, entry.judged_by)
    missing = [key for key in number_keys if getattr(entry, key) is None]
    for key in missing:
        file.report(route, DiagnosticKind.KEY_IS_MISSING, key=key, nearest="")
    # If the domain cannot be read, no value is refused, because that would report the same mistake twice.
    domain = Interval(-LARGEST_INTEGER, LARGEST_INTEGER)
    if not missing:
        lowest = integer_from(file, (*route, "lowest"), entry.lowest or "0", entry.decimals or 0)
        highest = integer_from(file, (*route, "highest"), entry.highest or "0", entry.decimals or 0, lowest + 1)
        too_large = [key for key, end in (("lowest", lowest), ("highest", highest)) if abs(end) >= LARGEST_INTEGER]
        for key in too_large:
            file.report((*route, key), DiagnosticKind.DOMAIN_IS_TOO_LARGE, found=str(getattr(entry, key)))
        if too_large:
            pass
        elif lowest < highest:
            domain = Interval(lowest, highest)
        else:
            file.report((*route, "highest"), DiagnosticKind.DOMAIN_RUNS_DOWNWARDS, found=str(entry.highest))
    higher_is_better = entry.better != "lower"
    decimals = MOST_DECIMALS if entry.decimals is None else entry.decimals
    name = bilingual_from(entry.name)
    return Indicator(entry.id, name, unit, decimals, higher_is_better, domain, part_of=entry.part_of)


def _kind(entry: KindEntry) -> Kind:
    families = None if entry.families is None else tuple(entry.families)
    return Kind(entry.id, bilingual_from(entry.name), entry.until, families)


def vocabulary_from(model: schema.VocabularyDocument, file: YamlFile) -> Vocabulary:
    """Return the vocabulary."""
    for key in ("kinds", "regions", "attributes", "formations"):
        report_repeated_ids(file, (key,), (entry.id for entry in getattr(model, key)))
    return Vocabulary(
        kinds={entry.id: _kind(entry) for entry in model.kinds},
        regions={entry.id: bilingual_from(entry.name) for entry in model.regions},
        attributes={entry.id: bilingual_from(entry.name) for entry in model.attributes},
        formations={entry.id: bilingual_from(entry.name) for entry in model.formations},
    )
