"""Texts and edits of YAML for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

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
    "%YAML 1.1\n---\na: 1\nb:\n- x\n- y: 1\n  z: 2\n-\n  - deep\n  - - er\nc: {\n  d: [1,\n  2, e: f]\n}\n...\nx: y\n",
    "? k\n: v\n? [a]\n: - 1\n  - 2\nlast:\n",
    "a: \"open\n    b: 1\n    c: 2\nd: 3\ne: [\n  \"x,\n  y: 1,\n  z ]\nf: 1\n",
    "a:\n    b: 1\n   c: 2\n\td: 3\n- e\n f\n  -g\n  - h\nTyp\nName: x\n",
    "{{if .x}}\nName: {{.name}}\n{{else}}\nName: {{ .b }}-c\n{{end}}\nCount: { { .n } }\n",
    '{\n  "Name": "x",\n  "Tasks": [\n    {"a": 1},\n    {"b": [\n      1,\n      2\n    ]}\n  ]\n}\n',
    "",
]  # fmt: skip
PIECES = [
    "a", "1", "-", "- ", ": ", ":", "#", " # c", "\n", "\r", "\r\n", "\n  ", "\n    ", "\n- ", "  ",
    "\t", '"', "'", "[", "]", "{", "}", ",", "|", ">", "|\n", "&a ", "*a", "!!str ", "? ", "---",
    "---\n", "...\n", "key: value\n", "\nkey:", "  key: value\n", "{{.x}}", "{{if .x}}\n", "{{end}}\n",
    "{ { .x } }", "<<: *a\n", "\ufeff", "\u2028", "\u00a0", "\x01", "😀", "\\", "%A\n", "name\n",
]  # fmt: skip


@st.composite
def edits(draw: st.DrawFn, text: str) -> Edit:
    """An edit of *text* like those people and editors make."""
    start = draw(st.integers(0, len(text)))
    length = draw(st.sampled_from([0, 0, 0, 1, 1, 2, 8, 40]))
    piece = draw(st.sampled_from(["", *PIECES]) | st.text(max_size=3))
    return Edit(start, min(len(text), start + length), piece)


@st.composite
def histories(draw: st.DrawFn, most: int = 8) -> tuple[str, list[Edit]]:
    """A text and edits of it, one after the other."""
    first = text = draw(st.sampled_from(BASES))
    made = []
    for _ in range(draw(st.integers(1, most))):
        edit = draw(edits(text))
        made.append(edit)
        text = text[: edit.start] + edit.text + text[edit.end :]
    return first, made


def broken_texts() -> st.SearchStrategy[str]:
    """Texts that look like YAML from afar."""
    return st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=40).map("".join)
