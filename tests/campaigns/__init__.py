"""Campaigns against what must never happen: functions with a number of tries and a seed, for tests and for fuzzing.

``python -m tests.campaigns kills --tries 200 --seed 1`` and ``python -m tests.campaigns pairs --tries 40`` print what
was found as JSON and end with 1 if anything was.
"""
