"""Checks calls, answers and updates against a machine-readable Bot API description.

The description's form: `methods[name] = {fields: [{name, types, required}], returns: [type]}` and
`types[name] = {fields: [...], description: [...]}`; a type without fields is a union of the types listed in its
description, or one of the few leaves.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

Schema = dict[str, Any]
_ITEM = re.compile(r"^\s*[-*]\s*(\w+)", re.MULTILINE)
_TAGS = ("type", "status", "source")
_TAG_VALUE = re.compile(r"(?:always|must be) [“\"']?(\w+)")


def find_schema() -> Path | None:
    """Return where the description is: FAULTLINE_BOTAPI, or `../shared/data/botapi.json` beside the checkout."""
    given = os.environ.get("FAULTLINE_BOTAPI")
    path = Path(given) if given else Path(__file__).parents[2] / "shared" / "data" / "botapi.json"
    return path if path.is_file() else None


@cache
def load_schema(path: Path) -> Schema:
    """Read a description; OSError or ValueError when it cannot be."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    if "methods" not in schema or "types" not in schema:
        raise ValueError(f"{path} describes no methods and types")
    return dict(schema)


def check_call(schema: Schema, method: str, params: dict[str, Any]) -> list[str]:
    """Return what is wrong with a call: unknown method or parameter, missing or mistyped ones.

    Values may be as a form carries them: numbers and booleans as text, everything nested as JSON, a file as a
    string.
    """
    described = schema["methods"].get(method)
    if described is None:
        return [f"there is no method {method}"]
    fields = {field["name"]: field for field in described["fields"]}
    uploads = {name for name in params if _is_upload(params[name])}
    wrong = [
        f"{method} has no parameter {name}" for name in params if name not in fields and name not in uploads
    ]
    for name, field in fields.items():
        if name not in params:
            if field["required"]:
                wrong.append(f"{method} needs {name}")
            continue
        value = _from_form(params[name], field["types"])
        wrong += _any_of(schema, field["types"], value, f"{method}.{name}", strict=False)
    return wrong


def check_answer(schema: Schema, method: str, result: Any) -> list[str]:
    """Return what is wrong with the `result` that a server gave for a method."""
    described = schema["methods"].get(method)
    if described is None:
        return [f"there is no method {method}"]
    return _any_of(schema, described["returns"], result, method, strict=True)


def check_update(schema: Schema, update: dict[str, Any]) -> list[str]:
    """Return what is wrong with an `Update`."""
    return _check(schema, "Update", update, "Update", strict=True)


def _is_upload(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("<file ")


def _from_form(value: Any, types: list[str]) -> Any:
    if not isinstance(value, str) or _is_upload(value):
        return value
    if types == ["Boolean"]:
        return {"true": True, "false": False}.get(value.lower(), value)
    if "String" in types or types == ["InputFile"]:
        return int(value) if "Integer" in types and re.fullmatch(r"-?\d+", value) else value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _any_of(schema: Schema, types: list[str], value: Any, at: str, *, strict: bool) -> list[str]:
    if len(types) > 1 and all(name.startswith("Array of ") for name in types):
        if not isinstance(value, list):
            return [f"{at} is not an array"]
        inner = [name.removeprefix("Array of ") for name in types]
        return [
            w for i, v in enumerate(value) for w in _any_of(schema, inner, v, f"{at}[{i}]", strict=strict)
        ]
    shortest: list[str] | None = None
    for name in types:
        wrong = _check(schema, name, value, at, strict=strict)
        if not wrong:
            return []
        if shortest is None or len(wrong) < len(shortest):
            shortest = wrong
    return shortest or []


def _check(schema: Schema, name: str, value: Any, at: str, *, strict: bool) -> list[str]:
    if name.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{at} is not {name}"]
        inner = name.removeprefix("Array of ")
        return [w for i, v in enumerate(value) for w in _check(schema, inner, v, f"{at}[{i}]", strict=strict)]
    leaf = _leaf(name, value)
    if leaf is not None:
        return [] if leaf else [f"{at} is no {name}: {value!r:.60}"]
    described = schema["types"].get(name)
    if described is None:
        return [f"{at}: there is no type {name}"]
    if not described.get("fields"):
        return _check_union(schema, described, value, at, strict=strict)
    if not isinstance(value, dict):
        return [f"{at} is no {name}: {value!r:.60}"]
    return _check_fields(schema, described, value, at, strict=strict)


def _leaf(name: str, value: Any) -> bool | None:
    if name == "Integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "Float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if name in ("String", "InputFile"):
        return isinstance(value, str)
    if name == "Boolean":
        return isinstance(value, bool)
    if name == "True":
        return value is True
    return None


def _check_fields(schema: Schema, described: Schema, value: Any, at: str, *, strict: bool) -> list[str]:
    fields = {field["name"]: field for field in described["fields"]}
    wrong = [f"{at} has an unknown field {name}" for name in value if name not in fields]
    for name, field in fields.items():
        if name in value:
            wrong += _any_of(schema, field["types"], value[name], f"{at}.{name}", strict=strict)
            expected = _TAG_VALUE.search(field["description"]) if name in _TAGS else None
            if expected and isinstance(value[name], str) and value[name] != expected.group(1):
                wrong.append(f"{at}.{name} is not {expected.group(1)}")
        elif field["required"]:
            wrong.append(f"{at} lacks {name}")
    return wrong


def _check_union(schema: Schema, described: Schema, value: Any, at: str, *, strict: bool) -> list[str]:
    members = [m for m in _ITEM.findall("\n".join(described["description"])) if m in schema["types"]]
    if not members:
        empty = isinstance(value, dict) and (not value or not strict)
        return [] if empty else [f"{at} is no {described['name']}: {value!r:.60}"]
    return _any_of(schema, members, value, at, strict=strict)
