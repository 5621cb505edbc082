"""What can be found in rule files before anyone is judged by them: one module a lint, each with a stable code.

The first digit of a code says what it is about: 0 files and YAML, 1 the form, 2 names, 3 levels, 4 points, 5 conditions
and rules, 6 laws and dates, 7 citations, bases and sources, 8 indicators, 9 cases. A code is never used again for
something else. Each has its page in ``docs/lints/``.
"""
