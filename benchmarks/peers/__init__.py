"""What a user would take instead of the columnar engine, each given the same standards and the same exact values.

A peer has less to do than dothi: it computes the lowest possible points of values that are all known, and whether
every criterion and the pass mark are reached. An unknown level counts as not reached.
"""

from collections.abc import Sequence

from benchmarks.peers.duckdb_query import DuckDB
from benchmarks.peers.durable_chaining import DurableRules
from benchmarks.peers.gorules_zen import Zen
from benchmarks.peers.numpy_columns import NumPy
from benchmarks.peers.openfisca import OpenFisca
from benchmarks.peers.plain_python import PlainPython
from benchmarks.peers.task import Peer

PEERS: Sequence[tuple[str, type[Peer]]] = (
    ("OpenFisca-Core", OpenFisca),
    ("numpy", NumPy),
    ("duckdb", DuckDB),
    ("zen-engine", Zen),
    ("durable_rules", DurableRules),
    ("numpy", PlainPython),
)
"""The package that each peer needs, and the peer."""
