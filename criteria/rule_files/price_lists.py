"""Reads files of prices, YAML or CSV, into a price list; everything wrong with one is told with its place."""

from collections.abc import Mapping
from pathlib import Path

from criteria.diagnostic import KeyPath, UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator, Indicators
from criteria.price_list import EFFORT, Price, PriceList, Project, Raise
from criteria.quantity import QuantityRefused
from criteria.rule_files.entries import bilingual_from, integer_from, report_repeated_id, report_unknown
from criteria.rule_files.price_tables import read_price_table
from criteria.rule_files.schema.prices import PricesDocument, ProjectEntry, RaiseEntry
from criteria.rule_files.validation import validated_as
from criteria.rule_files.yaml_file import YamlFile, read_yaml

ENDING_OF_CSV = ".csv"


def read_prices(
    path: Path,
    indicators: Indicators,
    municipalities: Mapping[str, object] | None,
    of_units: frozenset[str] = frozenset(),
) -> PriceList:
    """Return the prices of a file.

    Args:
        municipalities: those on file, by id; None if any may be named.
        of_units: the indicators that count the points of units, which no project raises.

    Raises:
        UnsoundData: the file cannot be read, or something in it is wrong; with every diagnostic.
    """
    is_table = path.suffix.lower() == ENDING_OF_CSV
    file = read_price_table(path) if is_table else read_yaml(path, shown(path))[0]
    model = validated_as(file, PricesDocument) if not file.diagnostics else None
    if not isinstance(model, PricesDocument):
        raise UnsoundData(file.diagnostics)
    reader = _Reader(file, indicators, municipalities, of_units)
    found = reader.price_list(model)
    if file.diagnostics:
        raise UnsoundData(file.diagnostics)
    return found


class _Reader:
    """Builds the price list of one file."""

    def __init__(
        self,
        file: YamlFile,
        indicators: Indicators,
        municipalities: Mapping[str, object] | None,
        of_units: frozenset[str],
    ) -> None:
        self._file, self._indicators, self._municipalities = file, indicators, municipalities
        self._of_units = of_units

    def price_list(self, model: PricesDocument) -> PriceList:
        """Return the prices; what is wrong with them is reported to the file."""
        prices, seen = [], dict[tuple[str, str | None], int]()
        for place, entry in enumerate(model.prices):
            route: KeyPath = ("prices", place)
            self._check_municipality(entry.municipality, route)
            if (indicator := self._indicator(entry.indicator, route)) is None:
                continue
            if (first := seen.setdefault((indicator.id, entry.municipality), place)) != place:
                where = self._file.location(("prices", first, "indicator"))
                report_repeated_id(self._file, (*route, "indicator"), indicator.id, where)
            prices.append(
                Price(
                    indicator.id,
                    entry.municipality,
                    entry.amount,
                    self._distance(entry.per, indicator, (*route, "per")),
                    entry.whole_steps,
                    entry.fixed,
                    None if entry.most is None else self._value(entry.most, indicator, (*route, "most")),
                    entry.months,
                )
            )
        projects, ids = [], dict[str, int]()
        for place, project in enumerate(model.projects):
            if (first := ids.setdefault(project.id, place)) != place:
                where = self._file.location(("projects", first, "id"))
                report_repeated_id(self._file, ("projects", place, "id"), project.id, where)
            projects.append(self._project(project, ("projects", place)))
        effort = EFFORT if model.effort is None else model.effort
        return PriceList(bilingual_from(model.unit), tuple(prices), tuple(projects), effort, model.effort is not None)

    def _project(self, entry: ProjectEntry, route: KeyPath) -> Project:
        self._check_municipality(entry.municipality, route)
        raises = [self._raise(one, (*route, "raises", place)) for place, one in enumerate(entry.raises)]
        return Project(
            entry.id,
            bilingual_from(entry.name),
            entry.municipality,
            entry.amount,
            tuple(one for one in raises if one is not None),
            entry.months,
        )

    def _raise(self, entry: RaiseEntry, route: KeyPath) -> Raise | None:
        indicator = self._indicator(entry.indicator, route)
        if entry.by is None and entry.to is None:
            self._file.report(route, DiagnosticKind.KEY_IS_MISSING, key="by", nearest="")
        elif entry.by is not None and entry.to is not None:
            self._file.report((*route, "to"), DiagnosticKind.UNKNOWN_KEY, True, found="to", expected="by", nearest="")
        if indicator is None:
            return None
        if indicator.id in self._of_units:
            self._file.report((*route, "indicator"), DiagnosticKind.PROJECT_RAISES_UNITS, found=indicator.id)
        by = None if entry.by is None else self._distance(entry.by, indicator, (*route, "by"))
        return Raise(indicator.id, by, None if entry.to is None else self._value(entry.to, indicator, (*route, "to")))

    def _indicator(self, identifier: str, route: KeyPath) -> Indicator | None:
        if identifier not in self._indicators:
            where = (*route, "indicator")
            report_unknown(self._file, where, DiagnosticKind.UNKNOWN_INDICATOR, identifier, list(self._indicators))
            return None
        return self._indicators[identifier]

    def _check_municipality(self, identifier: str | None, route: KeyPath) -> None:
        if identifier is None or self._municipalities is None:
            return
        if identifier not in self._municipalities:
            where = (*route, "municipality")
            known = list(self._municipalities)
            report_unknown(self._file, where, DiagnosticKind.UNKNOWN_MUNICIPALITY, identifier, known)

    def _distance(self, text: str, indicator: Indicator, route: KeyPath) -> int:
        """Return a distance on an indicator's grid, which must be more than nothing."""
        found = integer_from(self._file, route, text, indicator.decimals, otherwise=1)
        if found <= 0:
            width = indicator.domain.upper - indicator.domain.lower
            lowest, highest = (indicator.text(value) if not indicator.is_graded else str(value) for value in (1, width))
            self._file.report(route, DiagnosticKind.OUTSIDE_DOMAIN, found=text, lowest=lowest, highest=highest)
            return 1
        return found

    def _value(self, text: str, indicator: Indicator, route: KeyPath) -> int:
        try:
            return indicator.integer(text)
        except QuantityRefused as refused:
            self._file.report(route, refused.kind, of_key=False, **refused.details)
            return indicator.domain.upper
