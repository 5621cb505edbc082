"""Changing rule files without touching what is not meant: comments, order, layout, the ends of lines."""
