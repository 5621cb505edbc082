"""What the rows of a wide file belong to: wholes that are not on file, and circles, as the long form tells them."""

import polars as pl

from criteria.data_files.circles import units_in_circles
from criteria.data_files.wide_files import WideFile
from criteria.data_files.wide_form import IN_CIRCLE, IS_UNKNOWN, WideReader

_ID, _WHOLE = "id", "whole"


def tell_of_wholes(file: WideFile, reader: WideReader) -> pl.DataFrame | None:
    """Let a file yield, beside its rows, whether what they are part of is unknown or a circle.

    Returns:
        The ids of the wholes that are on file, as a column ``id``; None if the file says nothing of wholes.
    """
    if "part_of" not in file.schema:
        return None
    rows = file.texts({_ID: reader.identifier, _WHOLE: reader.whole})
    named = rows.filter(pl.col(_WHOLE).is_not_null())
    parts = named.select(pl.col(_WHOLE).alias(_ID)).unique().join(rows.lazy().select(_ID).unique().collect(), on=_ID)
    inner = named.join(named.select(_ID), left_on=_WHOLE, right_on=_ID, how="semi").join(parts, on=_ID, how="semi")
    members = units_in_circles(dict(inner.select(_ID, _WHOLE).iter_rows()))
    is_known = rows.get_column(_WHOLE).is_in(parts.get_column(_ID).implode())
    file.beside = pl.DataFrame(
        {
            IS_UNKNOWN: (~is_known).fill_null(False),
            IN_CIRCLE: rows.get_column(_ID).is_in(list(members)).fill_null(False),
        }
    )
    return parts
