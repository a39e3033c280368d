"""The two schemas, and all the places in them."""

from __future__ import annotations

import json
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = Path(__file__).parents[2] / "schema"
CONDITION = re.compile(r"/(if|then)(/|$)")


class Schema:
    """One of them."""

    def __init__(self, name: str) -> None:
        self.name = name
        written = (_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
        self.root: dict[str, Any] = json.loads(written)
        self.defs: dict[str, dict[str, Any]] = self.root["$defs"]
        self.places = dict(_places(self.root, "#"))
        """Every subschema by its path."""

    @cached_property
    def documented(self) -> dict[str, dict[str, Any]]:
        """The places that have a documentation of their own."""
        return {
            path: schema
            for path, schema in self.places.items()
            if not CONDITION.search(path)
            and re.search(r"^#$|/(properties|\$defs)/[^/]+$|/items$", path)
            and set(schema) != {"$ref"}
        }

    def having(self, keyword: str) -> list[Any]:
        """The subschemas with a keyword, as parameters of a test."""
        return [pytest.param(s, id=path) for path, s in self.places.items() if keyword in s]

    def validator(self, schema: dict[str, Any]) -> Draft202012Validator:
        """Of a subschema, which may refer to others."""
        return Draft202012Validator({**schema, "$defs": self.defs})


def _places(schema: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield path, schema
    for holder in ("properties", "$defs"):
        for key, child in schema.get(holder, {}).items():
            yield from _places(child, f"{path}/{holder}/{key}")
    for keyword in ("items", "additionalProperties", "if", "then"):
        if isinstance(schema.get(keyword), dict):
            yield from _places(schema[keyword], f"{path}/{keyword}")
    for index, child in enumerate(schema.get("allOf", [])):
        yield from _places(child, f"{path}/allOf/{index}")


GUIDE, BACALHAU = Schema("guide"), Schema("bacalhau")
