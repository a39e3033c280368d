"""Specs that are wrong by the schema in some places."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from tests.strategies import SPEC

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
