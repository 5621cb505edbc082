"""The words that a claim's numbers rest on, as a digest: which indicator, which condition, which action touches what.

A number that was compared with the official text says something only together with them. Names, notes, citations and
the numbers themselves are not part of it, nor is the order of words in a list.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from criteria.rule_files.provenance import Claim

WORDS = "words"
"""The name of an entry's own words within its record."""

_BESIDE = {"signed", "note", "name", "text", "sources", "basis", "citation", "laxer_because", "evidence", "id", "code"}
_NUMBERS = {"minimum", "maximum", "level", "to_percent", "numerator", "denominator", "count", "by"}
_NUMBERS |= {"from", "base", "at", "each", "adds", "cap", "above", "points_above", "required"}
_LENGTH = 12


def wording_of(content: Mapping[str, Any], claim: Claim) -> tuple[str, str] | None:
    """The name, within its entry's record, and the digest of the words that a claim rests on; None: it rests on none.

    >>> from criteria.rule_files.provenance import claims_of
    >>> rule = {"id": "islands", "when": {"municipality.kind": {"is": "town"}}, "then": [], "basis": "one-source"}
    >>> claim = next(claims_of({"kind": "rules", "rules": [rule]}))
    >>> wording_of({"rules": [rule]}, claim) == wording_of({"rules": [rule | {"note": "…"}]}, claim)
    True
    """
    route = claim.entry
    name = WORDS
    if not route:
        if claim.owner[:1] not in {("readings",), ("transitions",)}:
            return None
        route = claim.owner
        name = f"{route[0]}.{route[1]}"
    part: Any = content
    for step in route:
        part = part[step]
    if not claim.entry and "id" in part:
        name = f"{route[0]}.{part['id']}"
    text = json.dumps(_bare(part), sort_keys=True, ensure_ascii=False)
    return name, hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _bare(part: Any) -> Any:
    """A part without numbers and without what only explains it."""
    if isinstance(part, Mapping):
        return {key: _bare(value) for key, value in part.items() if key not in _BESIDE | _NUMBERS}
    if isinstance(part, list):
        bare = [_bare(item) for item in part]
        return sorted(bare) if all(isinstance(item, str) for item in bare) else bare
    return part
