"""A schema of the user's own is documentation too, whatever it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.features.hover import hover
from bacalhau_ls.features.inlay_hints import inlay_hints
from bacalhau_ls.features.semantic_tokens import semantic_tokens
from bacalhau_ls.settings import InlayHints
from bacalhau_ls.specification import Specification
from bacalhau_ls.text import Span

SCHEMAS: dict[str, tuple[dict[str, Any], str]] = {
    "nothing is said": ({}, ""),
    "only a description": ({"description": "Uses `x` and *y*."}, "Uses `x` and \\*y\\*."),
    "only a type": ({"type": ["string", "null"]}, "`Name` · text or null"),
    "an unusual type": ({"type": "array", "items": {"type": ["number", "array"]}},
                        "`Name` · list of numbers or lists"),
    "a constant": ({"const": 5}, "- `5`"),
    "values without meanings": ({"enum": [1, True, None, "a"]},
                                "- `1`\n- `true`\n- `null`\n- **`a`** (this one)"),
    "too few meanings": ({"enum": [1, 2], "enumDescriptions": ["one"]}, "- `1`: one\n- `2`"),
    "bounds of one side": ({"maximum": 5}, "- Allowed: at most 5"),
    "a length": ({"minItems": 1, "maxItems": 2}, "- Allowed: from 1 to 2 items"),
    "at most so many": ({"maxItems": 1}, "- Allowed: at most 1 item"),
    "keywords of a wrong kind": ({"enumDescriptions": 5, "x-unit": 5, "x-example-descriptions": {},
                                  "markdownDescription": 7, "x-absent": 8, "examples": ["a"]},
                                 "- If left out: 8\n- Example: `a`"),
    "a pattern that is none": ({"pattern": "(", "x-bound": "1"}, "- Allowed: at most 1"),
    "live markdown": ({"markdownDescription": "[x](command:evil) <b>"},
                      "[x\\](command:evil) \\<b>"),
    "a link of its own": ({"markdownDescription": "All.\n\n[Manual](https://e.example)"},
                          "All.\n\n[Manual](https://e.example)"),
}  # fmt: skip


@pytest.mark.parametrize("title", SCHEMAS)
def test_whatever_a_schema_says(title: str) -> None:
    raw, expected = SCHEMAS[title]
    text = json.dumps({"Name": "a"})
    document = Document.read(text)
    specification = Specification("own", {"properties": {"Name": raw}})

    found = hover(document, specification, text.index("Name"))

    assert expected in (found.content.markdown if found else "")
    whole = Span(0, len(text))
    assert inlay_hints(document, specification, whole, InlayHints()) == []
    assert all(token.span.end <= len(text) for token in semantic_tokens(document, specification))
