"""Judging all municipalities of a file at once, and writing what came out."""
