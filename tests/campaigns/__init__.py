"""Campaigns against what must never happen: functions with a number of tries and a seed, for tests and for fuzzing.

``python -m tests.campaigns kills --tries 200 --seed 1`` ``… pairs --tries 40``, ``… brute-force --tries 10000`` or
``… highs-111-III --tries 200`` print what was found as JSON and end with 1 if anything was.
"""
