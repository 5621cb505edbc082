"""How large data may be. What is larger is refused before it takes time or memory, and says what the bound is."""

from criteria.bounded_files import MEBIBYTE

LARGEST_FILE = 64 * MEBIBYTE
"""The size of a CSV or JSON file of the long form; of a line of a CSV file of the wide form, see `LONGEST_ROW`."""

MOST_ROWS = 1_000_000
"""The rows of a table of the long form. Larger data come in the wide form, which is read batch by batch."""

MOST_ROWS_OF_JSON = 100_000
"""The rows of a JSON file, of which nothing is used if a sign is wrong at its very end."""

MOST_COLUMNS = 2_000
"""The columns of a table in any form."""

LONGEST_ROW = 1_000_000
"""The characters of a row of a CSV file."""

LONGEST_CELL = 100_000
"""The characters of a text; a cell of Excel holds a third of it."""

MOST_FAULTS = 10_000
"""The faults of a file after which it is read no further: it must be mended, or is no file of data."""

MOST_FAULTS_OF_A_BATCH = 100_000
"""Like `MOST_FAULTS`, where the rows without faults are judged all the same."""
