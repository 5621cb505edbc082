"""Renderers of an assessment: one module a form; texts in two languages in ``catalogue/``."""
