"""The JSON Schema that editors use, and the texts in it."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from criteria.condition import known_words
from criteria.rule_files.schema.words import Closed
from criteria.vocabulary import Vocabulary
from dothi.workbench.editor import hover
from dothi.workbench.editor.json_schema import json_schema
from tests.support.paths import ROOT

COMMITTED = (ROOT / "docs" / "schema" / "rulebook-1.json").read_text("utf-8")
SCHEMA: dict[str, Any] = json.loads(COMMITTED)
FORMS: dict[str, Any] = SCHEMA["$defs"]


def parts(node: Any, route: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Return every mapping in the schema with its path."""
    if isinstance(node, dict):
        yield route, node
        for key, part in node.items():
            yield from parts(part, (*route, key))
    elif isinstance(node, list):
        for place, part in enumerate(node):
            yield from parts(part, (*route, str(place)))


KEYS = [(form, key, part) for form, node in FORMS.items() for key, part in node["properties"].items()]
every_key = pytest.mark.parametrize(("form", "key", "part"), KEYS, ids=[f"{form}.{key}" for form, key, _ in KEYS])


def test_the_committed_schema_is_that_of_the_models() -> None:
    """The committed JSON Schema is the one generated from the models that read rule files."""
    assert json_schema() == COMMITTED


@every_key
def test_every_key_is_told_in_both_languages(form: str, key: str, part: dict[str, Any]) -> None:
    """Every key has a Vietnamese and an English hover sentence."""
    vietnamese, english = part["description"].split("\n\n")
    assert vietnamese.strip()
    assert english.strip()
    assert vietnamese != english


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_told_and_closed(form: str) -> None:
    """Every form has a hover text in both languages and is closed to unknown keys."""
    assert 2 == len(FORMS[form]["description"].split("\n\n"))
    assert FORMS[form]["additionalProperties"] is False


def test_every_word_is_told() -> None:
    """Every word to choose from has a hover text, except types and null."""
    told = [part for _, part in parts(SCHEMA) if "enumDescriptions" in part]
    assert told
    for part in told:
        assert len(part["enum"]) == len(part["enumDescriptions"])
        assert all(text for word, text in zip(part["enum"], part["enumDescriptions"], strict=True) if word is not None)
    untold = [route for route, part in parts(SCHEMA) if "enum" in part and "enumDescriptions" not in part]
    assert {"Condition"} == {route[1] for route in untold}


def test_an_editor_never_has_to_choose() -> None:
    """Forms are chosen only by their kind, and no title is generated."""
    for _, part in parts(SCHEMA):
        assert not {"anyOf", "oneOf", "discriminator"} & part.keys()
        assert not isinstance(part.get("title"), str)


def test_kind_narrows_a_file_and_an_action() -> None:
    """Each kind has its form, and the models agree."""
    assert set(SCHEMA["properties"]["kind"]["enum"]) == {
        part["if"]["properties"]["kind"]["const"] for part in SCHEMA["allOf"]
    }
    actions = FORMS["RuleEntry"]["properties"]["then"]["items"]
    assert 12 == len(actions["allOf"]) == len(actions["properties"]["kind"]["enum"])


def test_a_condition_may_ask_what_the_grammar_knows() -> None:
    """The fields of conditions are those of the grammar, plus all, any and not."""
    assert {*known_words(Vocabulary({}, {}, {})), "all", "any", "not"} == set(FORMS["Condition"]["properties"])


def test_no_hover_text_is_left_over() -> None:
    """Every section and key of the hover texts belongs to a form, a condition or a list of words."""
    texts = tomllib.loads((ROOT / "dothi" / "workbench" / "editor" / "hover.toml").read_text("utf-8"))
    keys = {form: {*node["properties"], hover.ITSELF} for form, node in FORMS.items()}
    for section, own in texts.items():
        if section not in {hover.SHARED, hover.WORDS}:
            assert set(own) - keys[section] <= {"is", "any_of"}
    assert set(texts[hover.SHARED]) <= {key for _, key, _ in KEYS}
    assert set(texts[hover.WORDS]) <= {key for _, key, _ in KEYS}


def test_every_form_is_a_model_or_a_condition() -> None:
    """The schema has nothing that the reader does not accept."""
    models: set[str] = set()
    waiting: list[type[BaseModel]] = [Closed]
    while waiting:
        model = waiting.pop()
        models.add(model.__name__)
        waiting += model.__subclasses__()
    assert {"Condition"} == FORMS.keys() - models
