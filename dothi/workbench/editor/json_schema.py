"""The JSON Schema of every rule file, for editors that use the YAML language server.

It is generated from the models of `criteria.rule_files.schema` and simplified for editors: no titles, no ``anyOf``
with ``null``, and one list of words for ``kind`` followed by the keys of each kind, so that an editor proposes only
what is allowed. Each key and each word has its hover text, Vietnamese first.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from criteria.condition import known_words
from criteria.municipality import TYPES
from criteria.rule_files import schema
from criteria.vocabulary import Vocabulary
from dothi.workbench.editor.hover import HoverTexts

Node = dict[str, Any]
"""A part of a JSON Schema."""

CONDITION = "Condition"
_REFERENCE = "#/$defs/"


def json_schema() -> str:
    """Return the JSON Schema as committed in ``docs/schema/rulebook-1.json``."""
    made = TypeAdapter(schema.Document).json_schema(ref_template=_REFERENCE + "{model}")
    forms: dict[str, Node] = made.pop("$defs")
    hover = HoverTexts()
    flat = {name: _form(name, form, hover) for name, form in forms.items()}
    flat[CONDITION] = _condition(hover)
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "dothi rulebook 1",
        **_by_kind(made, hover),
        "$defs": dict(sorted(flat.items())),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _form(name: str, form: Node, hover: HoverTexts) -> Node:
    """Return the schema of a closed mapping, each key with its hover text and its words."""
    properties = {
        key: _key(key, part, hover) | {"description": _description(name, key, part, hover)}
        for key, part in form["properties"].items()
    }
    if "when" in properties:
        properties["when"] = {"description": hover.of_key(name, "when"), "$ref": _REFERENCE + CONDITION}
    flat: Node = {"type": "object", "description": hover.of_form(name), "properties": properties}
    if form.get("required"):
        flat["required"] = form["required"]
    return flat | {"additionalProperties": False}


def _description(name: str, key: str, part: Node, hover: HoverTexts) -> str:
    """Return the hover text of a key. If a form fixes the word of ``kind``, that word gets the text of the form."""
    return hover.of_form(name) if key == "kind" and "const" in part else hover.of_key(name, key)


def _key(key: str, part: Any, hover: HoverTexts) -> Any:
    """Return the schema of a key's value without the constructs that editors handle badly."""
    if isinstance(part, list):
        return [_key(key, one, hover) for one in part]
    if not isinstance(part, dict):
        return part
    if "discriminator" in part:
        return _by_kind(part, hover)
    some = {name: _key(key, value, hover) for name, value in part.items() if name not in {"title", "default"}}
    if "anyOf" in some:
        some |= _without_choice(some.pop("anyOf"))
    words = some.get("enum")
    if words is None and key != "kind" and "const" in some:
        words = [some["const"]]
    if words and (texts := hover.of_words(key, words)):
        some["enumDescriptions"] = texts
    return some


def _without_choice(choice: list[Node]) -> Node:
    """Return an optional value as one schema: two types for a scalar, the form itself for a form."""
    (value,) = (one for one in choice if one != {"type": "null"})
    if "$ref" in value:
        return value
    if "enum" in value:
        return {**value, "enum": [*value["enum"], None], "type": [value["type"], "null"]}
    types = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return {**value, "type": [*types, "null"]}


def _by_kind(union: Node, hover: HoverTexts) -> Node:
    """Return the schema of a mapping whose ``kind`` decides its keys: the words for ``kind``, then the form of each."""
    mapping: Mapping[str, str] = union["discriminator"]["mapping"]
    names = {kind: reference.removeprefix(_REFERENCE) for kind, reference in mapping.items()}
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": {
                "description": hover.of_key("", "kind"),
                "enum": list(names),
                "enumDescriptions": [hover.of_kind(form) for form in names.values()],
            }
        },
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": reference},
            }
            for kind, reference in mapping.items()
        ],
    }


def _condition(hover: HoverTexts) -> Node:
    """Return the grammar of ``when``: the fields, and conditions within conditions."""
    itself = {"$ref": _REFERENCE + CONDITION}
    some = {"type": "array", "minItems": 1, "items": itself}
    nested: dict[str, Node] = {"all": some, "any": some, "not": itself}
    fields = {field: _question(words, hover) for field, words in known_words(Vocabulary({}, {}, {})).items()}
    return {
        "type": "object",
        "description": hover.of_form(CONDITION),
        "minProperties": 1,
        "properties": {
            key: {**part, "description": hover.of_key(CONDITION, key)} for key, part in {**fields, **nested}.items()
        },
        "additionalProperties": False,
    }


def _question(words: frozenset[str] | None, hover: HoverTexts) -> Node:
    """Return the schema of a question about a field. The words of the vocabulary are not known here."""
    word: Node = {"type": "string"}
    if words:
        word["enum"] = [one for one in ("yes", "no", *TYPES) if one in words]
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
            "is": {**word, "description": hover.of_key(CONDITION, "is")},
            "any_of": {"type": "array", "minItems": 1, "items": word, "description": hover.of_key(CONDITION, "any_of")},
        },
        "additionalProperties": False,
    }
