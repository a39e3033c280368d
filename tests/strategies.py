"""Texts, edits and documents for property tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests import damage

if TYPE_CHECKING:
    from bacalhau_ls.text import Edit

SPEC = {
    "Name": "my-job",
    "Type": "batch",
    "Tasks": [
        {
            "Name": name,
            "Engine": {"Type": "docker", "Params": {"Image": "ubuntu:24.04", "Entrypoint": ["a"]}},
            "Resources": {"CPU": "1", "Memory": "1GB"},
            "InputSources": [
                {"Source": {"Type": "s3", "Params": {"Bucket": "b"}}, "Target": "/inputs"}
            ],
            "Timeouts": {"ExecutionTimeout": 60, "TotalTimeout": 70},
        }
        for name in ("one", "two")
    ],
}

BASES = [
    *(json.dumps(SPEC, indent=indent) for indent in (2, 4, 0, "\t", None)),
    json.dumps(SPEC, indent=2).replace("\n", "\r\n"),
    json.dumps(SPEC, indent=2).replace("\n", "\r"),
    '{\n  "Tasks": [{\n    "a": {\n      "x": 1\n    },\n    "b": [\n      1\n    ]\n  }, {}]\n}\n',
    '{ "a":\n  {\n    "b": 1\n  },\n  "c": [ { } ]\n}  // end\n',
    '[\n1,\n{"a":{}\n,"b":[\n]}\n]',
    '{"a": {{`x\n}`}}, {{/* [\n */}}\n"b": "{{or .x "/c [d]"}}", "e": [{{if .x}}[1],{{end}} {}]}',
    "{a: 1, 'b': [.5, 0x10,], /* c */ \"c\": +1}",
]
PIECES = [
    "{", "}", "[", "]", ",", ":", '"', "'", "\n", "\r", "\r\n", "  ", "//", "#", " # c\n", "# c\n",
    "/*", "*/", "\\",
    "a", "1", ".", "-", "true", '"k": 1,', '"k": {', "},", '"a":\n', "{{.x}}", "{{", "}}",
    "{{if .x}}", "{{else}}", "{{end}}", "{{/* a\n", "*/}}", '{{define "a"}}', "{{.x\n}}", "`",
    '{{if .x}}"1",{{end}}',
    "\n    ", "\n      ", "\ufeff", "\u2028", "\u00a0", "\x01", "😀", "\\x41",
    "\u201c", "\u201d", '"{{.x "y"}}"', "{ ", "  ] ", "  }   ", "\n<<<<<<< a\n", "\n=======\n",
    "\n>>>>>>> b\n",
]  # fmt: skip


def histories(most: int = 8) -> st.SearchStrategy[tuple[str, list[Edit]]]:
    """A text and edits of it, one after the other."""
    return damage.histories(BASES, PIECES, most)


def broken_texts() -> st.SearchStrategy[str]:
    """Texts that look like JSON from afar."""
    return damage.broken_texts(PIECES, 30)


def json_values() -> st.SearchStrategy[Any]:
    """Values that JSON can hold."""
    leaves = (
        st.none()
        | st.booleans()
        | st.integers(-(10**20), 10**20)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=8)
    )
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
        ),
        max_leaves=20,
    )
