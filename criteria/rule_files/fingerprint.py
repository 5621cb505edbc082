"""Fingerprints of the words that a number depends on: its indicator, its condition, and what an action affects.

A number that was compared with the official text has a meaning only together with these words. Names, notes, citations
and the numbers themselves do not change a fingerprint, nor does the order of words in a list.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from criteria.rule_files.provenance import Provenance

WORDS = "words"
"""The name of an entry's own words within its sign-off record."""

_BESIDE = {"signed", "note", "name", "text", "sources", "basis", "citation", "laxer_because", "evidence", "id", "code"}
_NUMBERS = {"minimum", "maximum", "level", "to_percent", "numerator", "denominator", "count", "by"}
_NUMBERS |= {"from", "base", "at", "each", "adds", "cap", "above", "points_above", "required"}
_NUMBERS |= {"less", "least"}
_LENGTH = 12


def fingerprint_of(content: Mapping[str, Any], provenance: Provenance) -> tuple[str, str] | None:
    """Return the name within the entry's record and the fingerprint of the words that a provenance depends on.

    Return None if it depends on no words.

    >>> from criteria.rule_files.provenance import provenances_of
    >>> rule = {"id": "islands", "when": {"municipality.kind": {"is": "town"}}, "then": [], "basis": "one-source"}
    >>> provenance = next(provenances_of({"kind": "rules", "rules": [rule]}))
    >>> fingerprint_of({"rules": [rule]}, provenance) == fingerprint_of({"rules": [rule | {"note": "…"}]}, provenance)
    True
    """
    route = provenance.entry
    name = WORDS
    if not route:
        if provenance.owner[:1] not in {("readings",), ("transitions",)}:
            return None
        route = provenance.owner
        name = f"{route[0]}.{route[1]}"
    part: Any = content
    for step in route:
        part = part[step]
    if not provenance.entry and "id" in part:
        name = f"{route[0]}.{part['id']}"
    text = json.dumps(_bare(part), sort_keys=True, ensure_ascii=False)
    return name, hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _bare(part: Any) -> Any:
    """Return a part without its numbers and without anything that only explains it."""
    if isinstance(part, Mapping):
        return {key: _bare(value) for key, value in part.items() if key not in _BESIDE | _NUMBERS}
    if isinstance(part, list):
        bare = [_bare(item) for item in part]
        return sorted(bare) if all(isinstance(item, str) for item in bare) else bare
    return part
