"""Hostile data of towns in every form of text: folders of CSV, JSON, wide CSV."""

import csv
import io
import json
import random
from collections.abc import Mapping
from pathlib import Path

from tests.campaigns.hostile_runs import Asked, HostileOutcome, run_campaign
from tests.campaigns.hostile_values import (
    damaged_bytes,
    damaged_lines,
    hostile_json,
    hostile_name,
    hostile_text,
)
from tests.support.paths import REAL_RULES, TOY_RULES

Rows = list[dict[str, str]]

_COLUMNS = (
    *("id", "name", "kind", "current_type", "type_as_of", "type_document", "province", "region", "attributes"),
    *("formation", "inner_area", "outer_area", "part_of"),
)
_MEASURED = ("municipality", "indicator", "value", "as_of", "source", "note")
TOY_INDICATORS = ("water", "poverty", "people", "inner-people", "centre", "trees")
REAL_INDICATORS = ("population", "population-density", "urban-role")
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258", "utf-32", "utf-7")
_MOST_REAL = 0.1


def hostile_data_campaign(tries: int, seed: int, keep: Path | None = None, first: int = 1) -> HostileOutcome:
    """Let commands read hostile data of towns."""
    return run_campaign("data", _data, tries, seed, keep, first)


def towns(chosen: random.Random, is_real: bool = False) -> tuple[Rows, Rows]:
    """Some sound towns, and what is measured of them."""
    kinds, regions = (
        (("town", "city", "ward"), ("mekong-delta",)) if is_real else (("town", "city"), ("plain", "hills"))
    )
    rows: Rows = []
    for number in range(chosen.randint(1, 5)):
        cells = {"id": f"t{number}", "name": f"Thị xã {number}", "kind": chosen.choice(kinds)}
        cells |= {"current_type": chosen.choice(("", "IV", "none")), "region": chosen.choice(("", *regions))}
        cells |= {
            "attributes": chosen.choice(("", "none", "island;none")),
            "inner_area": chosen.choice(("", "yes", "no")),
        }
        cells |= {"part_of": "t0" if number and chosen.random() < 0.3 else "", "type_as_of": "", "outer_area": ""}
        rows.append(cells)
    indicators = REAL_INDICATORS if is_real else TOY_INDICATORS
    measured = [
        {"municipality": row["id"], "indicator": name, "value": _sound_value(name, chosen), "as_of": "2024-12-31"}
        for row in rows
        for name in indicators
        if chosen.random() < 0.7
    ]
    return rows, measured


def _sound_value(name: str, chosen: random.Random) -> str:
    if name in {"centre", "urban-function"}:
        return "village" if name == "centre" else "province"
    return chosen.choice(("80", ">= 40", "4..12", "unknown", "7", "99"))


def with_hostile_cells(tables: Mapping[str, Rows], chosen: random.Random, is_mild: bool = False) -> None:
    """Put hostile values into some cells, columns or heads; into cells that may hold any text, if it is to be mild."""
    for rows in tables.values() if is_mild else ():
        for row in rows:
            for name in {"name", "province", "source", "note", "type_document", "value"} & {*row, "province", "source"}:
                if chosen.random() < (0.01 if name == "value" else 0.03):
                    row[name] = hostile_text(chosen)
    for _ in range(0 if is_mild else chosen.randint(0, 5)):
        rows = chosen.choice([rows for rows in tables.values() if rows] or [[{}]])
        name = chosen.choice((*_COLUMNS, *_MEASURED, hostile_text(chosen))) if chosen.random() < 0.2 else None
        row = chosen.choice(rows)
        key = name if name is not None else chosen.choice(list(row) or ["id"])
        value = hostile_text(chosen)
        for one in rows if chosen.random() < 0.2 else [row]:
            one[key] = value


def _data(chosen: random.Random, folder: Path) -> Asked:
    is_real = chosen.random() < _MOST_REAL
    municipalities, measured = towns(chosen, is_real)
    tables = {"municipalities": municipalities, "measurements": measured}
    form = chosen.choice(("csv", "json", "wide"))
    place = folder / (hostile_name(chosen) if chosen.random() < 0.1 else "data")
    if form == "wide":
        values = {(row["municipality"], row["indicator"]): row["value"] for row in measured}
        indicators = REAL_INDICATORS if is_real else TOY_INDICATORS
        for row in municipalities:
            row |= {name: values.get((row["id"], name), "") for name in indicators}
            if chosen.random() < 0.3:
                name = chosen.choice(indicators)
                row |= {f"{name}__lower": hostile_text(chosen), f"{name}__upper": hostile_text(chosen)}
        tables = {"municipalities": municipalities}
    is_mild = chosen.random() < 0.6
    if is_mild and form != "wide":
        for row in measured:
            row["source"] = row["note"] = "x"
    with_hostile_cells(tables, chosen, is_mild)
    if form == "csv":
        place.mkdir()
        for name, rows in tables.items():
            text = _csv(rows, chosen, is_mild)
            (place / f"{name}.csv").write_bytes(_encoded(text) if is_mild else _damaged(text, chosen))
        if chosen.random() < 0.1:
            (place / hostile_name(chosen)).write_bytes(b"x")
    else:
        place = place.with_name(place.name + (".json" if form == "json" else ".csv"))
        text = _json(tables, chosen, is_mild) if form == "json" else _csv(municipalities, chosen, is_mild)
        place.write_bytes(_encoded(text) if is_mild else _damaged(text, chosen))
    return reading(form, place, chosen, is_real)


def reading(form: str, place: Path, chosen: random.Random, is_real: bool = False) -> Asked:
    """What may be asked of data of this form."""
    rules = {"DOTHI_RULES": str(REAL_RULES if is_real else TOY_RULES)}
    lang = ("--lang", chosen.choice(("vi", "en")))
    target = chosen.choice(("III", "next") if is_real else ("SILVER",) * 6 + ("GOLD",) * 4 + ("next",))
    decimal = ("--decimal", ",") if chosen.random() < 0.1 else ()
    law = () if is_real else ("--law", "toy-law")
    common = ("--data", str(place), *lang, *decimal)
    shape = ("--format", "json") if chosen.random() < 0.4 else ("--explain",) if chosen.random() < 0.3 else ()
    code = ("--exit-code",) if chosen.random() < 0.3 else ()
    ending = chosen.choice(("csv", "csv", "json", "xlsx", "parquet"))
    output = ("--output", f"results.{ending}", "--explain-failures") if chosen.random() < 0.7 else ()
    is_batch = form in {"wide", "parquet"} or chosen.random() < 0.3
    if is_batch:
        return Asked(f"{form} batch", ("batch", "--to", target, "--no-progress", *law, *common, *output), rules)
    if chosen.random() < 0.25:
        return Asked(f"{form} list", ("list", *common), rules)
    return Asked(f"{form} check", ("check", "t0", "--to", target, *law, *common, *shape, *code), rules)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _csv(rows: Rows, chosen: random.Random, is_mild: bool = False) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    if is_mild:
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows(
            [names, *([row.get(name, "") for name in names] for row in rows)]
        )
        return file.getvalue()
    if chosen.random() < 0.1:
        chosen.shuffle(names)
    if chosen.random() < 0.1:
        names.append(chosen.choice((*names, hostile_text(chosen))))
    file = io.StringIO()
    separator = chosen.choice((",", ",", ",", ";", "\t", "|"))
    quoting = chosen.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(file, delimiter=separator, lineterminator=chosen.choice(("\n", "\r\n", "\r")), quoting=quoting)
    writer.writerow(names)
    for row in rows:
        cells = [row.get(name, "") for name in names]
        if chosen.random() < 0.05:
            cells = cells[: chosen.randrange(len(cells) + 1)] or [hostile_text(chosen)] * 40
        writer.writerow(cells)
    return file.getvalue()


def _json(tables: Mapping[str, Rows], chosen: random.Random, is_mild: bool = False) -> str:
    content: dict[str, object] = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    for _ in range(0 if is_mild else chosen.randint(0, 3)):
        key = chosen.choice((*tables, "municipalities", hostile_text(chosen)))
        rows = content.get(key)
        if isinstance(rows, list) and rows and chosen.random() < 0.8:
            at = chosen.randrange(len(rows))
            if isinstance(rows[at], dict) and chosen.random() < 0.8:
                rows[at][chosen.choice((*rows[at], "id", hostile_text(chosen)))] = hostile_json(chosen)
            else:
                rows[at] = hostile_json(chosen)
        else:
            content[key] = hostile_json(chosen)
    return json.dumps(content, ensure_ascii=chosen.random() < 0.5, indent=chosen.choice((None, None, 1)))


def _damaged(text: str, chosen: random.Random) -> bytes:
    if chosen.random() < 0.2:
        text = damaged_lines(text, chosen)
    encoding = chosen.choice(ENCODINGS) if chosen.random() < 0.2 else "utf-8"
    errors = "surrogatepass" if encoding.startswith(("utf-8", "utf-16", "utf-32")) else "replace"
    raw = text.encode(encoding, errors if encoding != "utf-8-sig" else "replace")
    return damaged_bytes(raw, chosen) if chosen.random() < 0.3 else raw
