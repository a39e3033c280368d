"""Formatting lists and objects that templates are in, wherever those stand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.yaml import YAML

PIECES = st.sampled_from(
    [
        *("[", "]", "{", "}", ",", ":", " ", "\n", "\n  ", '"a"', '"b":', "1", "a: ", "- "),
        *("{{range .c}}", "{{if .x}}", "{{else}}", "{{end}}", "{{.a}}", "{{- .a -}}", "// c\n"),
        *('"{{ "{{" }}.ID}}"', '{{.a}}"b"', '{{range .c}}"a",{{end}}', "{{/* c */}}", "# c\n"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
IN_BRACKETS = st.tuples(TEXTS, st.sampled_from(["[]", "{}"])).map(
    lambda drawn: f"{drawn[1][0]}{drawn[0]}{drawn[1][1]}"
)


@settings(max_examples=600, deadline=None)
@given(TEXTS | IN_BRACKETS, st.sampled_from([JSON, YAML]))
def test_nothing_but_white_space_changes(text: str, notation: object) -> None:
    document = Document.read(text, notation)  # type: ignore[arg-type]
    made = document.notation.format(document.content, document.top, Layout())
    new = edit_sets.applied(document.content, made)
    assert "".join(new.split()) == "".join(document.content.split())
