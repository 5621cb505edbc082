"""Renderers of results, which decide nothing and start nothing; the sentences are in ``catalogue/``."""
