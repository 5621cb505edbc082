"""Workbooks read back into rule files: changed level tables, and work lists that two officers filled in."""
