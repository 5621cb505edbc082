"""An oracle: three laws worked out anew from their texts, by code that shares nothing with the program.

Only `tests.oracle.program` imports the program. ``python -m tests.oracle`` compares more units than the tests do.
"""
