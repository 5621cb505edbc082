"""Tools for those who edit the rule files: lint, case tests, diff, impact, editing, workbooks, editor support."""
