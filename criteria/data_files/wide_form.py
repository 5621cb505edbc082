"""The wide form: one row per municipality, one column per indicator; read as expressions for any engine.

Columns are those of the table ``municipalities``, indicator ids, or ``<indicator>__lower`` and ``<indicator>__upper``.
Null means unknown. A column of numbers holds plain values (49.8, not 4980); a column of texts holds the text forms of
`criteria.quantity`. A value that cannot be read is a problem of its row, and is never guessed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import narwhals as nw
from narwhals.dtypes import DType

from criteria.data_files.columns import Problem, ReadColumn, ValueColumns, read_values
from criteria.data_files.old_tags import OLD_TAGS, tags_of
from criteria.data_files.refused_tags import are_contradicted, contradicted_tags, unknown_tags
from criteria.data_files.rows import COLUMNS, LONGEST_DETAIL, LONGEST_ID, MOST_SUGGESTIONS, MUNICIPALITIES, YES_OR_NO
from criteria.data_files.tags import grades_of_attributes, names_tag, wrapped_where
from criteria.data_files.text_columns import (
    BLANK,
    has_unprintable,
    holds_days,
    holds_texts,
    is_too_long,
    may_hold_values,
    text_of,
)
from criteria.data_files.wide_ends import LOWER_END, UPPER_END, ends_of, problems_of_ends
from criteria.diagnostic import Diagnostic, Location, UnsoundData, nearest
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator, Indicators
from criteria.municipality import NEVER_CLASSIFIED, TYPES
from criteria.stated import DENIAL, NONE_WORD
from criteria.vocabulary import Vocabulary

IDENTIFIER, NAME = "municipality", "name"
"""The columns of the id and the name in a table that was read."""

IS_UNKNOWN, IN_CIRCLE = "part_of:unknown", "part_of:circle"
"""Columns beside the rows: true where what a municipality is part of is not on file, or is a circle."""

WHOLE_COLUMNS = {"whole_type": "current_type", "whole_kind": "kind"}
"""Columns about the municipality that one belongs to, and the columns of that municipality they are taken from."""

_BEGIN_SHOWN = 20
_YES_OR_NO_COLUMNS = ("budget_level", "has_commune_units")
_DAYS_OF_ANY_YEAR = (
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
)
_LEAP_YEARS = "[0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00"
_ISO_DAY = f"^([0-9]{{4}}-({_DAYS_OF_ANY_YEAR})|({_LEAP_YEARS})-02-29)$"
ISO_DAY_LENGTH = len("2021-11-11")
_NO_YEAR = "0000"
_SLUG = "^[a-z0-9]{1,80}$|^[a-z0-9]+(-[a-z0-9]+)*$"


@dataclass
class WideForm:
    """How to read a table of the wide form.

    Attributes:
        columns: expressions by the name of the resulting column.
        values: the resulting columns of each indicator.
        problems: possible problems of a row, in the order in which they are reported.
        stages: columns to add to the table first; see `staged`.
    """

    columns: dict[str, nw.Expr] = field(default_factory=dict)
    values: dict[str, ValueColumns] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stages: list[dict[str, nw.Expr]] = field(default_factory=list)

    def staged(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the table with the intermediate columns that the expressions refer to."""
        for stage in filter(None, self.stages):
            frame = frame.with_columns(**stage)
        return frame

    def staged_column(self, stage: int, name: str, expression: nw.Expr) -> nw.Expr:
        """Add an intermediate column in a stage and return a reference to it."""
        self.stages.extend({} for _ in range(stage + 1 - len(self.stages)))
        self.stages[stage][name] = expression
        return nw.col(name)

    def add(self, read: ReadColumn) -> None:
        """Add the problems and the stages of a column."""
        self.problems.extend(read.problems)
        self.stages.extend({} for _ in range(len(read.stages) - len(self.stages)))
        for ours, theirs in zip(self.stages, read.stages, strict=False):
            ours.update(theirs)


def has_problem(problems: Collection[Problem]) -> nw.Expr:
    """Return an expression that is true where a row has a problem."""
    return nw.any_horizontal(*(problem.where for problem in problems), ignore_nulls=True)


class WideReader:
    """Reads tables of the wide form that have this schema.

    Raises:
        UnsoundData: a column is unknown, is missing, or has a type that cannot hold its values.
    """

    def __init__(
        self,
        schema: Mapping[str, DType],
        location: Location,
        vocabulary: Vocabulary,
        indicators: Indicators,
        decimal_sign: str = ".",
    ) -> None:
        self._schema = schema
        self._location = location
        self._vocabulary = vocabulary
        self._indicators = indicators
        self._decimal_sign = decimal_sign
        diagnostics = list(self._diagnostics())
        if diagnostics:
            raise UnsoundData(diagnostics)

    def form(
        self,
        wanted: Collection[str],
        joined: Collection[str] = (),
        with_claims: bool = True,
        tells_wholes: bool = False,
    ) -> WideForm:
        """Return how to read the municipalities and the wanted indicators.

        Args:
            joined: those of `WHOLE_COLUMNS` that are joined to the table.
            with_claims: False if claims are about another law, so that nothing follows from them.
            tells_wholes: True if the table has the columns `IS_UNKNOWN` and `IN_CIRCLE`.
        """
        form = WideForm()
        form.problems += self._unsound_texts()
        self._read_municipality(form)
        if tells_wholes:
            unknown, circle = DiagnosticKind.UNKNOWN_MUNICIPALITY, DiagnosticKind.UNITS_ARE_PARTS_OF_EACH_OTHER
            form.problems.append(Problem(unknown, "part_of", nw.col(IS_UNKNOWN), _begin(self.whole)))
            form.problems.append(Problem(circle, "part_of", nw.col(IN_CIRCLE), nw.lit("")))
        for column in joined:
            form.columns[column] = text_of(column, nw.String())
        for identifier in wanted:
            self._read_indicator(form, self._indicators[identifier])
        # A value that no standard asks for is read too: a row that cannot be read is the same one for every law.
        for identifier in self._indicators:
            if identifier not in wanted:
                self._read_indicator(WideForm(problems=form.problems, stages=form.stages), self._indicators[identifier])
        if not with_claims:
            form.values = {name: replace(where, claim=None) for name, where in form.values.items()}
        return form

    @property
    def identifier(self) -> nw.Expr:
        """The ids, as text."""
        return self._text("id")

    @property
    def whole(self) -> nw.Expr:
        """The ids of the municipalities that each is part of, as text; null where nothing is stated."""
        return self._text("part_of")

    def _unsound_texts(self) -> Iterator[Problem]:
        for column, kind in self._schema.items():
            if holds_texts(kind):
                begin = nw.col(column).cast(nw.String).str.slice(0, _BEGIN_SHOWN)
                yield Problem(DiagnosticKind.CONTROL_CHARACTER, column, has_unprintable(column), nw.lit(""))
                yield Problem(DiagnosticKind.TEXT_IS_TOO_LONG, column, is_too_long(column), begin)

    def _diagnostics(self) -> Iterator[Diagnostic]:
        ends = {f"{name}{end}" for name in self._indicators for end in (LOWER_END, UPPER_END)}
        known = [*COLUMNS[MUNICIPALITIES], *self._indicators]
        suggestions = MOST_SUGGESTIONS
        for column, kind in self._schema.items():
            if column not in ends and column not in known:
                details = {"found": column[:LONGEST_DETAIL], "expected": ", ".join([*known[:12], "…"])}
                suggestion = (nearest(column, known) or "") if suggestions > 0 else ""
                suggestions -= 1
                yield self._diagnostic(DiagnosticKind.UNKNOWN_COLUMN, details | {"nearest": suggestion})
            elif not (may_hold_values(kind) or (column == "type_as_of" and holds_days(kind))):
                yield self._diagnostic(DiagnosticKind.COLUMN_HAS_WRONG_TYPE, {"column": column, "found": str(kind)})
            elif column in ends and column.removesuffix(LOWER_END).removesuffix(UPPER_END) in self._schema:
                yield self._diagnostic(DiagnosticKind.COLUMN_STANDS_TWICE, {"found": column})
        if "id" not in self._schema:
            yield self._diagnostic(
                DiagnosticKind.COLUMN_IS_MISSING, {"key": "id", "nearest": nearest("id", self._schema) or ""}
            )

    def _diagnostic(self, kind: DiagnosticKind, details: Mapping[str, str]) -> Diagnostic:
        return Diagnostic(self._location, kind, details)

    def _read_municipality(self, form: WideForm) -> None:
        identifier = self._text("id")
        form.columns[IDENTIFIER] = identifier
        is_slug = identifier.str.contains(_SLUG) & (identifier.str.len_chars() <= 80)
        form.problems.append(Problem(DiagnosticKind.NOT_A_SLUG, "id", ~is_slug.fill_null(False), _begin(identifier)))
        form.columns[NAME] = nw.coalesce(self._text("name"), identifier)
        words: dict[str, Collection[str]] = {
            "kind": self._vocabulary.kinds,
            "region": self._vocabulary.regions,
            "current_type": (*TYPES, NEVER_CLASSIFIED),
            "formation": self._vocabulary.formations,
            "budget_level": YES_OR_NO,
            "has_commune_units": YES_OR_NO,
            "inner_area": YES_OR_NO,
            "outer_area": YES_OR_NO,
        }
        for column, known in words.items():
            word = form.columns[column] = self._text(column)
            if column in self._schema:
                is_known = word.is_in(list(known)).fill_null(True)
                form.problems.append(Problem(DiagnosticKind.WORD_IS_NOT_ALLOWED, column, ~is_known, _begin(word)))
        day = self._text("type_as_of")
        if holds_days(self._schema.get("type_as_of", nw.Unknown())):
            day = day.str.slice(0, ISO_DAY_LENGTH)
        form.columns["type_as_of"] = day
        if "type_as_of" in self._schema:
            is_day = (day.str.contains(_ISO_DAY) & ~day.str.starts_with(_NO_YEAR)).fill_null(True)
            form.problems.append(Problem(DiagnosticKind.NOT_A_DATE, "type_as_of", ~is_day, _begin(day)))
        for column in ("part_of", *WHOLE_COLUMNS):
            form.columns[column] = self._text(column)
        tags = self._text("attributes").str.replace_all(f"{BLANK}*;{BLANK}*", ";")
        tags = tags.str.replace_all(f"(^|;){DENIAL}{BLANK}+", f"$1{DENIAL}")
        form.columns["attributes"] = tags
        if "attributes" in self._schema:
            tags = form.columns["attributes"] = form.staged_column(0, "attributes:tags", tags)
            self._read_old_tags(form, tags)
            every = list({**self._vocabulary.attributes, **OLD_TAGS})
            pattern = "|".join(every)
            is_known = tags.str.contains(f"^(((({DENIAL}?({pattern}))|{NONE_WORD})(;|$))|;)*$").fill_null(True)
            unknown = unknown_tags(tags, every)
            form.problems.append(Problem(DiagnosticKind.UNKNOWN_ATTRIBUTE, "attributes", ~is_known, unknown))
            denying = form.staged_column(1, "attributes:denying", wrapped_where(tags, DENIAL))
            is_contradicted = are_contradicted(denying, every)
            both = contradicted_tags(denying, every)
            form.problems.append(Problem(DiagnosticKind.ATTRIBUTE_IS_CONTRADICTED, "attributes", is_contradicted, both))

    @staticmethod
    def _read_old_tags(form: WideForm, tags: nw.Expr) -> None:
        """Let old tags tell the columns that replaced them; see `criteria.data_files.old_tags`."""
        old = form.staged_column(1, "attributes:old", wrapped_where(tags, "|".join(OLD_TAGS)))
        for column in dict.fromkeys(column for column, _ in OLD_TAGS.values()):
            answers = [(names_tag(old, tag), word) for tag, word in tags_of(column).items()]
            if column in _YES_OR_NO_COLUMNS:
                answers += [(names_tag(old, f"{DENIAL}{tag}"), "yes") for tag in tags_of(column)]
            number = nw.sum_horizontal(*(is_stated.cast(nw.Int32) for is_stated, _ in answers))
            told: nw.Expr = nw.lit(None, dtype=nw.String)
            tag: nw.Expr = nw.lit(None, dtype=nw.String)
            for place, (is_stated, word) in enumerate(answers):
                told = nw.when(is_stated & (number == 1)).then(nw.lit(word)).otherwise(told)
                names = list(tags_of(column))
                tag = nw.when(is_stated).then(nw.lit(names[place % len(names)])).otherwise(tag)
            of_column = form.columns[column]
            is_contradicted = ((of_column != told) & ~told.is_null()).fill_null(False)
            form.problems.append(Problem(DiagnosticKind.COLUMN_SAYS_OTHERWISE, column, is_contradicted, tag))
            form.columns[column] = nw.coalesce(of_column, told)

    def _text(self, column: str) -> nw.Expr:
        """Return a column of words without surrounding spaces; null where empty or missing."""
        return text_of(column, self._schema.get(column, nw.Unknown()))

    def _read_indicator(self, form: WideForm, indicator: Indicator) -> None:
        def read(column: str) -> ReadColumn:
            found = read_values(column, self._schema[column], indicator, self._decimal_sign)
            form.add(found)
            return found

        name = indicator.id
        lower_name, upper_name = name + LOWER_END, name + UPPER_END
        more: dict[str, nw.Expr | None] = {}
        if name in self._schema:
            found = read(name)
            self._check_claims(form, name, found.claim)
            form.columns[lower_name] = found.lower
            if found.upper is not None:
                form.columns[upper_name] = found.upper
            more = {
                "not_applicable": found.not_applicable,
                "open_lower": found.open_lower,
                "open_upper": found.open_upper,
                "claim": found.claim,
            }
        elif ends := {end: read(end) for end in (lower_name, upper_name) if end in self._schema}:
            found_ends = ends_of(ends, indicator)
            form.columns[lower_name], form.columns[upper_name] = (_nothing() if e is None else e for e in found_ends)
            more = {
                "open_lower": ends[lower_name].open_lower if lower_name in ends else None,
                "open_upper": ends[upper_name].open_upper if upper_name in ends else None,
            }
            form.problems += problems_of_ends(ends, self._schema, indicator)
        elif not indicator.has_attributes:
            return
        there = {key: expression for key, expression in more.items() if expression is not None}
        if indicator.has_attributes and "attributes" in form.columns:
            self._tell_by_attributes(form, indicator, there)
        upper_end = upper_name if upper_name in form.columns else lower_name
        columns = {key: f"{name}__{key}" for key in there}
        form.columns |= {columns[key]: expression for key, expression in there.items()}
        form.values[name] = ValueColumns(
            lower_name,
            upper_end,
            columns.get("not_applicable"),
            open_lower=columns.get("open_lower"),
            open_upper=columns.get("open_upper"),
            claim=columns.get("claim"),
        )

    def _check_claims(self, form: WideForm, column: str, claim: nw.Expr | None) -> None:
        """Find the claims about types that no law has."""
        if claim is None or self._vocabulary.types is None:
            return
        named = claim.str.replace_all("^(fails|passes) ", "")
        is_known = named.is_in(list(self._vocabulary.types))
        is_unknown = (~claim.is_null() & ~is_known).fill_null(False)
        form.problems.append(Problem(DiagnosticKind.CLAIM_NAMES_NO_TYPE, column, is_unknown, named))

    @staticmethod
    def _tell_by_attributes(form: WideForm, indicator: Indicator, more: Mapping[str, nw.Expr]) -> None:
        """Let attributes tell the grade where nothing is stated of it, neither that it does not apply nor a claim."""
        names = [indicator.id + end for end in (LOWER_END, UPPER_END)]
        told = grades_of_attributes(indicator, form.columns["attributes"])
        ends = [form.columns.get(name) for name in names]
        if ends[0] is None:
            form.columns |= dict(zip(names, told, strict=True))
            return
        lower, upper = ends[0], ends[0] if ends[1] is None else ends[1]
        is_open = lower.is_null() & upper.is_null()
        if "not_applicable" in more:
            is_open = is_open & ~more["not_applicable"]
        if "claim" in more:
            is_open = is_open & more["claim"].is_null()
        for name, end, grade in zip(names, (lower, upper), told, strict=True):
            form.columns[name] = nw.when(is_open).then(grade).otherwise(end)


def _nothing() -> nw.Expr:
    return nw.lit(None, dtype=nw.Int32)


def _begin(words: nw.Expr) -> nw.Expr:
    """Return as much of words as the long form tells."""
    return words.str.slice(0, LONGEST_ID)
