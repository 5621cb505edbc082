"""Validates that a YAML file has the form of its kind; errors of pydantic become diagnostics with locations."""

import contextlib
import inspect
import itertools
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from criteria.diagnostic import KeyPath, nearest
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.number_text import NUMBER_PATTERN
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
    **dict.fromkeys(("string_type", "string_too_short"), DiagnosticKind.TEXT_EXPECTED),
    "list_type": DiagnosticKind.LIST_EXPECTED,
    **dict.fromkeys(("model_type", "dict_type", "model_attributes_type"), DiagnosticKind.MAPPING_EXPECTED),
    **dict.fromkeys(("bool_parsing", "bool_type"), DiagnosticKind.TRUE_OR_FALSE_EXPECTED),
    **dict.fromkeys(
        ("int_parsing", "int_type", "greater_than", "greater_than_equal", "less_than_equal", "int_parsing_size"),
        DiagnosticKind.WHOLE_NUMBER_EXPECTED,
    ),
    **dict.fromkeys(
        ("value_error", "date_type", "date_parsing", "date_from_datetime_parsing"),
        DiagnosticKind.NOT_A_DATE,
    ),
    "day_of_year": DiagnosticKind.NOT_A_DAY_OF_YEAR,
}
"""Errors of pydantic that need no detail but what was found, and the kind of diagnostic for each."""


def validated(file: YamlFile) -> BaseModel | None:
    """Return the content of a file in the form of its ``kind``, or None after reporting why it does not have it."""
    if file.diagnostics:
        return None
    if not isinstance(file.content, dict):
        file.report((), DiagnosticKind.MAPPING_EXPECTED, found=_shown(file.content))
        return None
    kind = file.content.get("kind")
    if not isinstance(kind, str) or kind not in _FORMS:
        if kind is None:
            file.report((), DiagnosticKind.KIND_IS_MISSING, expected=", ".join(_FORMS))
        else:
            suggestion = nearest(str(kind), _FORMS) or ""
            file.report(
                ("kind",),
                DiagnosticKind.UNKNOWN_DOCUMENT_KIND,
                found=_shown(kind),
                expected=", ".join(_FORMS),
                nearest=suggestion,
            )
        return None
    return validated_as(file, _FORMS[kind])


def validated_as(file: YamlFile, form: type[BaseModel]) -> BaseModel | None:
    """Return the content of a file in a form, or None after reporting why it does not have it."""
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
            file.report(route, DiagnosticKind.KEY_IS_MISSING, key=key, nearest=nearest(key, written) or "")
        case "extra_forbidden":
            key = str(details["loc"][-1])
            if (number := _split_number(file, route)) is not None:
                file.report((*route[:-1], number[0]), DiagnosticKind.NUMBER_HAS_COMMA, found=f"{number[1]},{key}")
                return
            known = sorted(_keys_at(form, details["loc"][:-1]))
            file.report(
                route,
                DiagnosticKind.UNKNOWN_KEY,
                of_key=True,
                found=key,
                expected=", ".join(known),
                nearest=nearest(key, known) or "",
            )
        case "literal_error":
            known = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            file.report(
                route,
                DiagnosticKind.WORD_IS_NOT_ALLOWED,
                found=found,
                expected=", ".join(known),
                nearest=nearest(found, known) or "",
            )
        case "union_tag_invalid":
            known = [word.strip().strip("'") for word in str(context["expected_tags"]).split(",")]
            found = str(context["tag"])
            file.report(
                (*route, "kind"),
                DiagnosticKind.WORD_IS_NOT_ALLOWED,
                found=found,
                expected=", ".join(known),
                nearest=nearest(found, known) or "",
            )
        case "union_tag_not_found":
            file.report(route, DiagnosticKind.KEY_IS_MISSING, key="kind", nearest="")
        case "string_pattern_mismatch":
            if context.get("pattern") == schema.SOMETHING:
                file.report(route, DiagnosticKind.TEXT_EXPECTED, found=found)
                return
            is_number = context.get("pattern") == NUMBER_PATTERN
            file.report(
                route, DiagnosticKind.NOT_A_PLAIN_NUMBER if is_number else DiagnosticKind.NOT_AN_ID, of_key, found=found
            )
        case "string_too_long":
            file.report(route, DiagnosticKind.TEXT_IS_TOO_LONG, found=found, limit=str(context["max_length"]))
        case "too_short" | "too_long":
            least, most = (str(context.get(key, "")) for key in ("min_length", "max_length"))
            file.report(
                route,
                DiagnosticKind.LIST_IS_OF_ANOTHER_LENGTH,
                found=str(context["actual_length"]),
                limit=least or most,
            )
        case kind if kind in _PLAIN_KINDS:
            file.report(route, _PLAIN_KINDS[kind], found=found)
        case _:
            file.report(route, DiagnosticKind.WRONG_FORM, found=found, reason=details["msg"])


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict):
        return ("{" + ", ".join(itertools.islice(map(str, value), 80)) + "}")[:200]
    # Cut a long list before it is converted to text, which would take long.
    return str(value[:80] if isinstance(value, list | str) else value)[:80]


def _route(file: YamlFile, location: tuple[int | str, ...]) -> KeyPath:
    """Return the route of a location, without what pydantic adds: the tag of a union, or the key that is missing."""
    route: KeyPath = ()
    for step in location:
        if file.has((*route, step)):
            route = (*route, step)
    return route


def _split_number(file: YamlFile, route: KeyPath) -> tuple[str, str] | None:
    """Return the key and the digits before a decimal comma that YAML took for the end of a value, or None.

    In braces, ``minimum: 60,5`` states 60, followed by a key 5 without a value.
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
    """Return the keys that the mapping at this location may have."""
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
