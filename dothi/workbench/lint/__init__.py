"""The linter of rule files: one module per lint, each with a stable code.

The first digit of a code is its subject: 0 files and YAML, 1 form, 2 names, 3 levels, 4 points, 5 conditions and
rules, 6 laws and dates, 7 citations, bases and sources, 8 indicators, 9 cases. A code is never reused. Each lint has
its page in ``docs/lints/``.
"""
