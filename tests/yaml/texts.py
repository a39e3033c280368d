"""Texts and edits of YAML for property tests."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bacalhau_ls.syntax.yaml.writing.literals import literal
from tests import damage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.text import Edit

SPEC = """\
# a job
Name: my-job
Type: batch
Tasks:
  - Name: one
    Engine:
      Type: docker
      Params:
        Image: "ubuntu:24.04"
        Entrypoint: [bash, -c]   # flow
        Parameters:
          - |
            echo {{.name}}
              deeper

            done
          - >-
            folded text
            goes on
    Resources: {CPU: "1", Memory: 1GB}
    Timeouts:
      ExecutionTimeout: 60
  # between
  - Name: two
    Engine: &engine
      Type: wasm
      Params:
        EntryModule: text that
          goes on
    Env:
      A: 'it''s'
      B: "a
        b"
    Network: *engine
"""
BASES = [
    SPEC,
    SPEC.replace("\n", "\r\n"),
    SPEC.replace("\n", "\r"),
    SPEC.replace("  - ", "- ").replace("    ", "  "),
    (
        "%YAML 1.1\n---\na: 1\nb:\n- x\n- y: 1\n  z: 2\n-\n  - deep\n  - - er\n"
        "c: {\n  d: [1,\n  2, e: f]\n}\n...\nx: y\n"
    ),
    "? k\n: v\n? [a]\n: - 1\n  - 2\nlast:\n",
    'a: "open\n    b: 1\n    c: 2\nd: 3\ne: [\n  "x,\n  y: 1,\n  z ]\nf: 1\n',
    "a:\n    b: 1\n   c: 2\n\td: 3\n- e\n f\n  -g\n  - h\nTyp\nName: x\n",
    "{{if .x}}\nName: {{.name}}\n{{else}}\nName: {{ .b }}-c\n{{end}}\nCount: { { .n } }\n",
    "A:\n  - |\n{{if .x}}\n    t\n{{end}}\n    u\nE: {{`a\nb`}}\nF: 1\n",
    "C:\n  {{if .x}}\n  1\n  {{else}}\n  2\n  {{end}}\nD: 3\n",
    "T:\n  - N: a\n  E:\n    T: b\n  Q: c\n  - N: d\n  P:\n  - e\nC: 1\n",
    "T:\n  - N: a\n    E:\n\t  T: b\n\t  P:\n\t\tI: c\n\t\tJ:\n\t\t- d\n\t  Q: e\n\tR: f\nC: 1\n",
    "P:\n  - |\n  echo a\n  for b: c\n    d\n\n  e: f\n  - >-\n# g\nh\n  i\nC: 1\n",
    (
        '{\n  "Name": "x",\n  "Tasks": [\n    {"a": 1},\n'
        '    {"b": [\n      1,\n      2\n    ]}\n  ]\n}\n'
    ),
    "",
]  # fmt: skip
PIECES = [
    "a", "1", "-", "- ", ": ", ":", "#", " # c", "\n", "\r", "\r\n", "\n  ", "\n    ", "\n- ", "  ",
    "\t", '"', "'", "[", "]", "{", "}", ",", "|", ">", "|\n", "&a ", "*a", "!!str ", "? ", "---",
    "---\n", "...\n", "key: value\n", "\nkey:", "  key: value\n", "{{.x}}",
    "{{if .x}}\n", "{{else}}\n", "{{end}}\n", "{{/* a\n", "*/}}", "{{.x\n}}", "`",
    '{{define "a"}}\n',
    '{{if .x}}a: "1"{{end}}\n', '"x"{{.y}}', "{ { .x } }", "<<: *a\n",
    "\ufeff", "\u2028", "\u00a0", "\x01", "😀", "\\", "%A\n", "name\n",
]  # fmt: skip


def histories(most: int = 8) -> st.SearchStrategy[tuple[str, list[Edit]]]:
    """A text and edits of it, one after the other."""
    return damage.histories(BASES, PIECES, most)


def broken_texts() -> st.SearchStrategy[str]:
    """Texts that look like YAML from afar."""
    return damage.broken_texts(PIECES, 40)


NAMES = st.sampled_from(["Name", "Type", "Count", "Tasks", "Engine", "Params", "a b", "ü", "y"])
LEAVES = st.sampled_from(
    [0, -1, 1.5, True, False, None, "", "a", "x, y", "# no", "it's", '"', "\\", "a: b", "yes", "1",
     "one\ntwo\n", "one\n\n  two", "\u2028", "-", "- a", "~", "{{.x}}", "a #b", "a # b"]
)  # fmt: skip
COMMENTS = ["", "", "", "", " # {}"]
ABOVE = ["", "", "", "# {}", "\n", "\n# {}"]


def values() -> st.SearchStrategy[Any]:
    """Objects, with what can stand in them."""
    inner = st.recursive(
        LEAVES,
        lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=3),
        max_leaves=8,
    )
    return st.dictionaries(NAMES, inner, min_size=1, max_size=5)


class Scribe:
    """Writes values in some handwriting."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._numbers = count()
        self._unit = draw(st.sampled_from([2, 2, 4]))
        self._dash = draw(st.sampled_from([0, 2]))

    def text(self, value: Any) -> str:
        """*value* as a document."""
        lines = [line for each in self._block(value, 0) for line in each.split("\n")]
        end = self._draw(st.sampled_from(["\n", "\n", "", "\n# end\n", "\n\n"]))
        newline = self._draw(st.sampled_from(["\n", "\n", "\r\n"]))
        return ("\n".join(lines) + end).replace("\n", newline)

    def _comment(self, choices: list[str]) -> str:
        return self._draw(st.sampled_from(choices)).replace("{}", f"c{next(self._numbers)}")

    def _block(self, value: Any, column: int) -> Iterator[str]:
        lead = " " * column
        entries = value.items() if isinstance(value, dict) else ((None, each) for each in value)
        for index, (name, each) in enumerate(entries):
            above = self._comment(ABOVE) if index else ""
            if above:
                yield above.replace("# ", f"{lead}# ")
            sign = "-" if name is None else f"{self._leaf(name)}:"
            yield from self._entry(lead + sign, each, column, is_item=name is None)

    def _entry(self, head: str, value: Any, column: int, *, is_item: bool) -> Iterator[str]:
        if not value or not isinstance(value, (dict, list)) or self._draw(st.integers(0, 3)) == 0:
            text = self._flat(value) if value is not None or is_item else ""
            yield f"{head} {text}".rstrip() + self._comment(COMMENTS)
            return
        depth = 2 if is_item else self._unit if isinstance(value, dict) else self._dash
        lines = list(self._block(value, column + depth))
        if is_item and self._draw(st.booleans()):
            yield head + " " + lines[0].lstrip(" ")
            yield from lines[1:]
        else:
            yield head + self._comment(COMMENTS)
            yield from lines

    def _flat(self, value: Any) -> str:
        if isinstance(value, dict):
            members = (f"{json.dumps(k)}: {self._flat(v)}" for k, v in value.items())
            return "{" + ", ".join(members) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self._flat(each) for each in value) + "]"
        return self._leaf(value)

    def _leaf(self, leaf: Any) -> str:
        if not isinstance(leaf, str):
            return json.dumps(leaf)
        choices = [literal(leaf), literal(leaf, '"'), literal(leaf, "'")]
        return self._draw(
            st.sampled_from(
                [each for each in choices if not set(each) & set(",")] or [json.dumps(leaf)]
            )
        )


@st.composite
def sound_texts(draw: st.DrawFn) -> str:
    """YAML, tidy or in any disorder."""
    return Scribe(draw).text(draw(values()))
