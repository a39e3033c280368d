"""The templates of a text after edits are those that are found in it from scratch."""

from __future__ import annotations

from hypothesis import given, settings

from bacalhau_ls.document import Document
from bacalhau_ls.syntax.template_actions import Places
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Edit
from tests import damage

BASES = [
    "Name: {{.a}} {{if .b}}x{{else}}y{{end}}\nLabels:\n  a:   {{.c}}\n",
    'Name: "{{ .a "x" }}" b\nMeta: {a: {{/* } */}} 1}\n{{range .x}}- a{{end}}\n',
    "a: {{ .b\nc: }} d\ne: {{.f}}\n",
    "a: 1\n",
]
PIECES = ["{", "}", "{{", "}}", "{{.x}}", '"', "`", " ", "\n", "x", "{{if .x}}", "{{end}}", "/*"]


def _facts(places: Places) -> tuple[object, ...]:
    return places.order.actions, places.starts, places.unclosed


@settings(max_examples=500, deadline=None)
@given(damage.histories(BASES, PIECES))
def test_templates_after_edits_are_those_of_the_text(history: tuple[str, list[Edit]]) -> None:
    text, made = history
    document = Document.read(text, YAML)
    for edit in made:
        document.actions.places  # noqa: B018 - known, and so taken over
        document = document.edited([edit])
        assert _facts(document.actions.places) == _facts(
            Document.read(document.content).actions.places
        )


def test_an_edit_beside_templates_keeps_what_is_known_of_them() -> None:
    document = Document.read(BASES[0], YAML)
    order = document.actions.places.order
    typed = document.edited([Edit(len(BASES[0]) - 11, len(BASES[0]) - 11, "b")])
    assert typed.actions.places.order is order
