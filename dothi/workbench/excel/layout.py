"""How the workbooks are laid out: what the writers in `dothi.reports.workbooks` put in hidden rows, columns and sheets.

A sheet of level tables: its first row, hidden, names the columns by the keys of `dothi.workbench.excel.cells`; its
first
column, hidden, names the rows; its first cell says what the sheet is. The hidden sheet `MEMORY` remembers what every
cell said when the workbook was written, so that only what the officer changed is a change.
"""

TABLES_MARK = "dothi/tables/1"
WORKLIST_MARK = "dothi/worklist/1"
MEMORY = "_dothi"
"""The hidden sheet: its first row is the mark and the law, then a row a cell: sheet, file, entry, key, text."""

FIRST_ROW = 3
"""The first row with numbers; above it are the hidden names and two rows of headings."""

CODE_COLUMN = 1
"""The column of a table in which the code of a row's standard can be seen."""

WORKLIST = "Cần đối chiếu"
"""The sheet of a work list; `CODE` and `WHICH` name columns that tell a row apart, `FOUND` the one to fill."""

CODE = "code"
FOUND = "found"
WHICH = "which"
WORKLIST_COLUMNS = ("file", "entry", "name", "text", "basis", "words", "label")
"""The hidden columns of a work list: which number a row is about, what the file said of it when it was written, the
mark of the words that it rests on (`criteria.rule_files.fingerprint`), and what the visible column `WHICH` said."""
