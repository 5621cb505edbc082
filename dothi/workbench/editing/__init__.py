"""Edits of rule files that leave comments, order, layout and line endings untouched."""
