"""Reads the law from YAML rule files, and reports every mistake with its location."""
