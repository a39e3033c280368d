"""Our verdict is that of plain `jsonschema` over the same schema, for any document."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.resources import schema_text
from tests.strategies import SPEC, json_values

PLAIN = Draft202012Validator(json.loads(schema_text("guide")))
BY_SCHEMA = {
    "missing-property",
    "unknown-property",
    "wrong-type",
    "unknown-value",
    "out-of-range",
    "invalid-format",
    "relative-path",
    "duplicate-item",
    "too-many-items",
    "too-few-items",
    "schema-violation",
}
WORDS = st.sampled_from(
    ["Name", "Type", "Count", "Tasks", "Engine", "Params", "Image", "Resources", "CPU", "Memory",
     "Source", "Target", "Network", "Timeouts", "TotalTimeout", "docker", "wasm", "s3", "http",
     "batch", "1", "0.05", "200", "1GB", "2gb", "/data", "data", "x y", ""]
)  # fmt: skip
VALUES: st.SearchStrategy[Any] = (
    WORDS | st.integers(-1, 200) | st.booleans() | st.none() | st.builds(dict) | st.builds(list)
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values in *value*."""
    found = [path]
    if isinstance(value, dict):
        for name, inner in value.items():
            found += places(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += places(inner, (*path, index))
    return found


@st.composite
def damaged_specs(draw: st.DrawFn) -> Any:
    """A sound spec with some values replaced, added or removed."""
    spec = json.loads(json.dumps(SPEC))
    for _ in range(draw(st.integers(0, 4))):
        if not (known := places(spec)[1:]):
            break
        *way, last = draw(st.sampled_from(known))
        owner = spec
        for step in way:
            owner = owner[step]
        action = draw(st.sampled_from(["replace", "remove", "add"]))
        if action == "remove":
            del owner[last]
        elif action == "add" and isinstance(owner, dict):
            owner[draw(WORDS)] = draw(VALUES)
        else:
            owner[last] = draw(VALUES)
    return spec


def refused_by_us(value: Any) -> bool:
    document = Document.read(json.dumps(value))
    return any(finding.code in BY_SCHEMA for finding in guide().findings(document.root))


@settings(max_examples=400)
@given(damaged_specs())
def test_same_verdict_on_damaged_specs(value: Any) -> None:
    """Nothing that the schema refuses passes, and nothing that it accepts is refused."""
    assert (not PLAIN.is_valid(value)) == refused_by_us(value)


@given(json_values())
def test_same_verdict_on_any_json(value: Any) -> None:
    """Also where nothing looks like a spec."""
    assert (not PLAIN.is_valid(value)) == refused_by_us(value)
