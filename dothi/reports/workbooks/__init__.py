"""Workbooks of a law: the level tables as the appendices have them, and the list of what is to be compared."""
