"""What a column of attributes states: tags that apply, tags that are denied, and the grades that they tell."""

import narwhals as nw

from criteria.indicator import Indicator
from criteria.stated import DENIAL, NONE_WORD


def tag_is_stated(tags: nw.Expr, tag: str) -> nw.Expr:
    """True where a column of attributes names a tag."""
    return nw.concat_str(nw.lit(";"), tags.fill_null(""), nw.lit(";")).str.contains(f";{tag};", literal=True)


def wrapped_where(tags: nw.Expr, pattern: str) -> nw.Expr:
    """Return the tags between separators where they match a pattern; null elsewhere, where nothing is searched."""
    return nw.when(tags.str.contains(pattern)).then(nw.concat_str(nw.lit(";"), tags, nw.lit(";")))


def names_tag(wrapped: nw.Expr, tag: str) -> nw.Expr:
    """True where tags between separators, of `wrapped_where`, name one."""
    return wrapped.str.contains(f";{tag};", literal=True).fill_null(False)


def tag_is_excluded(tags: nw.Expr, tag: str) -> nw.Expr:
    """True where a column of attributes denies a tag, or says that nothing but other tags applies."""
    return tag_is_stated(tags, f"{DENIAL}{tag}") | (tag_is_stated(tags, NONE_WORD) & ~tag_is_stated(tags, tag))


def grades_of_attributes(indicator: Indicator, tags: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    """Return `Indicator.grade_of` as expressions: the best grade that the attributes surely and possibly give."""
    surely, possibly = [nw.lit(0, dtype=nw.Int32)], [nw.lit(0, dtype=nw.Int32)]
    for place, grade in enumerate(indicator.grades):
        if grade.attribute is not None:
            surely.append(tag_is_stated(tags, grade.attribute).cast(nw.Int32) * place)
            possibly.append((~tag_is_excluded(tags, grade.attribute)).cast(nw.Int32) * place)
    return nw.max_horizontal(*surely), nw.max_horizontal(*possibly)
