"""Attributes for which rows are refused: each is told by itself, as the long form tells them."""

from collections.abc import Iterable
from functools import reduce

import narwhals as nw
import polars as pl

from criteria.data_files.rows import LONGEST_DETAIL
from criteria.data_files.tags import names_tag
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.stated import DENIAL, NONE_WORD

SEPARATOR = ";"
TAG_KINDS = [DiagnosticKind.UNKNOWN_ATTRIBUTE.value, DiagnosticKind.ATTRIBUTE_IS_CONTRADICTED.value]
"""The kinds of problems whose ``found`` is a list of tags with separators between."""


def unknown_tags(tags: nw.Expr, known: Iterable[str]) -> nw.Expr:
    """Return the tags that nobody knows, without denials; there may be blank ones between them."""
    each = nw.concat_str(nw.lit(";"), tags.str.replace_all(";", ";;", literal=True), nw.lit(";"))
    is_known = f";({DENIAL}?({'|'.join(known)})|{NONE_WORD});"
    return each.str.replace_all(is_known, "").str.replace_all(f";{DENIAL}", ";")


def are_contradicted(wrapped: nw.Expr, known: Iterable[str]) -> nw.Expr:
    """True where a known tag is stated and denied."""
    found = (names_tag(wrapped, tag) & names_tag(wrapped, f"{DENIAL}{tag}") for tag in known)
    return reduce(lambda one, other: one | other, found, nw.lit(False))


def contradicted_tags(wrapped: nw.Expr, known: Iterable[str]) -> nw.Expr:
    """Return those of the known tags that are stated and denied."""
    both = (
        nw.when(names_tag(wrapped, tag) & names_tag(wrapped, f"{DENIAL}{tag}"))
        .then(nw.lit(f"{tag};"))
        .otherwise(nw.lit(""))
        for tag in known
    )
    return nw.concat_str(*both)


def each_tag(refused: pl.DataFrame) -> pl.DataFrame:
    """Turn a refusal for several tags into one for each, in order; whatever was found is shortened."""
    is_of_tags = pl.col("problem").is_in(TAG_KINDS)
    if refused.select(is_of_tags.any()).item():
        tag = pl.element()
        tags = pl.col("found").str.split(SEPARATOR).list.eval(tag.filter(tag != "").unique().sort())
        alone = pl.concat_list("found")
        refused = refused.with_columns(found=pl.when(is_of_tags).then(tags).otherwise(alone)).explode("found")
    return refused.with_columns(pl.col("found").fill_null("").str.slice(0, LONGEST_DETAIL))
