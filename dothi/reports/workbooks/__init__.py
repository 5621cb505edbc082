"""Workbooks of a law: the level tables as in its annexes, and the work list of numbers to compare."""
