"""Judging municipalities against a rulebook, without reading files or printing."""
