"""Checks of readings by which a municipality uses one of several rules for everything."""

from collections.abc import Collection

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import Law
from criteria.rule_files.entries import report_repeated_id, report_unknown
from criteria.rule_files.yaml_file import YamlFile


def check_choices(law: Law, file: YamlFile) -> None:
    """Check that the default reading chooses among no rules, and that no reading names a rule twice."""
    for place, reading in enumerate(law.readings):
        if reading.is_default and reading.one_of:
            file.report(("readings", place, "one_of"), DiagnosticKind.DEFAULT_READING_CHOOSES)
        seen: dict[str, KeyPath] = {}
        for number, rules in enumerate(reading.one_of):
            for position, rule in enumerate(rules):
                route: KeyPath = ("readings", place, "one_of", number, position)
                if (first := seen.setdefault(rule, route)) != route:
                    report_repeated_id(file, route, rule, file.location(first))


def check_rules_of_choices(law: Law, rules: Collection[str], file: YamlFile) -> None:
    """Check that the law has every rule that a reading names.

    Args:
        rules: the ids of its rules, also of those taken over, as the rule files give them.
    """
    for place, reading in enumerate(law.readings):
        for number, named in enumerate(reading.one_of):
            for position, rule in enumerate(named):
                if rule not in rules:
                    route: KeyPath = ("readings", place, "one_of", number, position)
                    report_unknown(file, route, DiagnosticKind.UNKNOWN_RULE, rule, sorted(rules))
