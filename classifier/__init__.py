"""Judging municipalities against a rulebook: no files, no printing."""
