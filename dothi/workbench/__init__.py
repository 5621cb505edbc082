"""Tools for people who edit rule files: linter, diff, impact, case tests, editing, Excel and editor support."""
