"""The layout of workbooks: what the writers in `dothi.reports.workbooks` put into hidden rows, columns and sheets.

In a sheet of level tables the hidden first row names the columns by the keys of `dothi.workbench.excel.cells`, the
hidden first column names the rows, and the first cell states what the sheet is. The hidden sheet `MEMORY` records what
every cell contained when the workbook was written, so that only what the officer changed counts as a change.
"""

TABLES_MARK = "dothi/tables/1"
WORKLIST_MARK = "dothi/worklist/1"
MEMORY = "_dothi"
"""The hidden sheet: its first row has the mark and the law, then one row per cell has sheet, file, entry, key, text."""

FIRST_ROW = 3
"""The first row with numbers, from 0. Above it are the hidden names and two rows of headings."""

CODE_COLUMN = 1
"""The visible column of a table that has the code of a row's standard."""

WORKLIST = "Cần đối chiếu"
"""The sheet of a work list. `CODE` and `WHICH` are the columns that identify a row, `FOUND` the one to fill in."""

CODE = "code"
FOUND = "found"
WHICH = "which"
WORKLIST_COLUMNS = ("file", "entry", "name", "text", "basis", "words", "label")
"""The hidden columns of a work list: the number of the row, its text and basis when the list was written, the
fingerprint of the words that it rests on (`criteria.rule_files.fingerprint`), and the text of the column `WHICH`."""
