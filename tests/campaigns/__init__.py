"""Campaigns against what must never happen: functions with a number of tries and a seed, for tests and for fuzzing.

``python -m tests.campaigns kills-sign --tries 200 --seed 1`` runs one and prints what was found as JSON; ``make fuzz``,
which is ``python -m tests.campaigns fuzz``, runs all at their full size and writes the figures to docs/reliability.md.
Both end with 1 if anything was found. `tests.campaigns.registry` says which there are.
"""
