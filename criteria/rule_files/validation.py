"""Whether a YAML file has the form of its kind; what pydantic finds wrong, said as diagnostics with places."""

import contextlib
import inspect
import itertools
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from criteria.diagnostic import KeyPath, nearest
from criteria.rule_files import schema
from criteria.rule_files.yaml_file import TooManyDiagnostics, YamlFile

_FORMS: dict[str, type[BaseModel]] = {
    "indicators": schema.IndicatorsDocument,
    "vocabulary": schema.VocabularyDocument,
    "law": schema.LawDocument,
    "criterion": schema.CriterionDocument,
    "counting": schema.CountingDocument,
    "rules": schema.RulesDocument,
    "sources": schema.SourcesDocument,
    "cases": schema.CasesDocument,
    "tasks": schema.TasksDocument,
    "targets": schema.TargetsDocument,
    "member_units": schema.MemberUnitsDocument,
}


_PLAIN_KINDS = {
    **dict.fromkeys(("string_type", "string_too_short"), "text_expected"),
    "list_type": "list_expected",
    **dict.fromkeys(("model_type", "dict_type", "model_attributes_type"), "mapping_expected"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "true_or_false_expected"),
    **dict.fromkeys(
        ("int_parsing", "int_type", "greater_than", "greater_than_equal", "less_than_equal", "int_parsing_size"),
        "whole_number_expected",
    ),
    **dict.fromkeys(
        ("value_error", "date_type", "date_parsing", "date_from_datetime_parsing"),
        "not_a_date",
    ),
    "day_of_year": "not_a_day_of_year",
}
"""What pydantic calls a mistake, and the diagnostic that says all there is to say of it: what was found."""


def validated(file: YamlFile) -> BaseModel | None:
    """The content of a file in the form of its ``kind``; None, and diagnostics in the file, where it has another."""
    if file.diagnostics:
        return None
    if not isinstance(file.content, dict):
        file.report((), "mapping_expected", found=_shown(file.content))
        return None
    kind = file.content.get("kind")
    if not isinstance(kind, str) or kind not in _FORMS:
        if kind is None:
            file.report((), "kind_is_missing", expected=", ".join(_FORMS))
        else:
            suggestion = nearest(str(kind), _FORMS) or ""
            file.report(
                ("kind",), "unknown_document_kind", found=_shown(kind), expected=", ".join(_FORMS), nearest=suggestion
            )
        return None
    form = _FORMS[kind]
    try:
        return form.model_validate(file.content)
    except ValidationError as error:
        with contextlib.suppress(TooManyDiagnostics):
            for details in error.errors(include_url=False):
                _report(file, form, details)
        return None


def _report(file: YamlFile, form: type[BaseModel], details: ErrorDetails) -> None:
    route = _route(file, details["loc"])
    of_key = details["loc"][-1:] == ("[key]",)
    found = _shown(details.get("input"))
    context = details.get("ctx", {})
    match details["type"]:
        case "missing":
            key = str(details["loc"][-1])
            beside = set(_keys_at(form, details["loc"][:-1])) - {key}
            written = [name for name in _mapping_at(file, route) if name not in beside]
            file.report(route, "key_is_missing", key=key, nearest=nearest(key, written) or "")
        case "extra_forbidden":
            key = str(details["loc"][-1])
            if (number := _split_number(file, route)) is not None:
                file.report((*route[:-1], number[0]), "number_has_comma", found=f"{number[1]},{key}")
                return
            known = sorted(_keys_at(form, details["loc"][:-1]))
            file.report(
                route,
                "unknown_key",
                of_key=True,
                found=key,
                expected=", ".join(known),
                nearest=nearest(key, known) or "",
            )
        case "literal_error":
            known = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            file.report(
                route,
                "word_is_not_allowed",
                found=found,
                expected=", ".join(known),
                nearest=nearest(found, known) or "",
            )
        case "union_tag_invalid":
            known = [word.strip().strip("'") for word in str(context["expected_tags"]).split(",")]
            found = str(context["tag"])
            file.report(
                (*route, "kind"),
                "word_is_not_allowed",
                found=found,
                expected=", ".join(known),
                nearest=nearest(found, known) or "",
            )
        case "union_tag_not_found":
            file.report(route, "key_is_missing", key="kind", nearest="")
        case "string_pattern_mismatch":
            if context.get("pattern") == schema.SOMETHING:
                file.report(route, "text_expected", found=found)
                return
            is_number = context.get("pattern") == schema.NUMBER_PATTERN
            file.report(route, "not_a_plain_number" if is_number else "not_an_id", of_key, found=found)
        case "string_too_long":
            file.report(route, "text_is_too_long", found=found, limit=str(context["max_length"]))
        case "too_short" | "too_long":
            least, most = (str(context.get(key, "")) for key in ("min_length", "max_length"))
            file.report(route, "list_is_of_another_length", found=str(context["actual_length"]), limit=least or most)
        case kind if kind in _PLAIN_KINDS:
            file.report(route, _PLAIN_KINDS[kind], found=found)
        case other:
            raise AssertionError(f"pydantic says {other}, for which there is no sentence")


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict):
        return ("{" + ", ".join(itertools.islice(map(str, value), 80)) + "}")[:200]
    # Of a long list only the beginning is shown, and only that is written out.
    return str(value[:80] if isinstance(value, list | str) else value)[:80]


def _route(file: YamlFile, location: tuple[int | str, ...]) -> KeyPath:
    """The location without what pydantic adds of its own (the tag of a union, the last key where it is missing)."""
    route: KeyPath = ()
    for step in location:
        if file.has((*route, step)):
            route = (*route, step)
    return route


def _split_number(file: YamlFile, route: KeyPath) -> tuple[str, str] | None:
    """The key and the digits before a decimal comma that made a key of those behind it; None: there is none.

    In braces ``minimum: 60,5`` says 60, and then a key 5 without a value.
    """
    *within, key = route
    around: Any = file.content
    for step in within:
        around = around[step]
    keys = list(around)
    place = keys.index(key)
    before = around[keys[place - 1]] if place else None
    if str(key).isdecimal() and around[key] is None and isinstance(before, str) and before.isdecimal():
        return str(keys[place - 1]), before
    return None


def _mapping_at(file: YamlFile, route: KeyPath) -> list[str]:
    content = file.content
    for step in route:
        content = content[step]
    return list(content) if isinstance(content, dict) else []


def _keys_at(form: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that the mapping at this location may have."""
    models: list[type[BaseModel]] = [form]
    for step in location:
        inner = []
        for model in models:
            field = next((f for name, f in model.model_fields.items() if step in {name, f.alias}), None)
            if field is not None:
                inner += list(_models_in(field.annotation))
            elif model.model_fields.get("kind") and step in typing.get_args(model.model_fields["kind"].annotation):
                inner.append(model)
        models = inner or models
    return [field.alias or name for model in models for name, field in model.model_fields.items()]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models_in(part)
