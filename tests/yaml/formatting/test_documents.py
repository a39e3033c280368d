"""Formatting whole texts in YAML: what a case file cannot hold."""

from __future__ import annotations

from typing import Any

import pytest

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.syntax.yaml.formatting.plain import PlainPrinter
from bacalhau_ls.text import Edit
from tests.formatting.laws import check

TASK = """\
  - Name: main
    Engine:
      Type: docker
      Params:
        Image: ubuntu:22.04
        Entrypoint: [/bin/bash, -c]

    Resources:
      CPU: "1"
    InputSources:
      - Target: /inputs
        Source:
          Type: localDirectory
          Params:
            SourcePath: /data/here/and/there
"""


def spec(tasks: int) -> str:
    return "Type: batch\nTasks:\n" + TASK * tasks


def edits_of(document: Document, indent: str = "  ") -> tuple[Edit, ...]:
    return YAML.format(document.content, document.top, Layout(indent=indent))


def test_many_dense_edits_become_one() -> None:
    text = spec(200).replace("\n", "\r\n")
    (edit,) = edits_of(Document.read(text, YAML), indent="    ")
    once = edit_sets.applied(text, [edit])

    assert "\r\n              Image: ubuntu" in once
    assert edits_of(Document.read(once, YAML), indent="    ") == ()


def test_blocks_that_are_laid_out_are_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What formatting costs after an edit does not grow with the document."""
    looked_at = []
    entries = PlainPrinter._entries

    def counted(*given: Any) -> None:
        looked_at.append(given)
        entries(*given)

    monkeypatch.setattr(PlainPrinter, "_entries", counted)
    counts = []
    for tasks in (10, 40):
        document = Document.read(spec(tasks), YAML)
        assert edits_of(document) == ()
        at = document.content.index("ubuntu") + 1
        looked_at.clear()
        edits_of(document.edited([Edit(at, at, "x")]))
        counts.append(len(looked_at))

    assert 0 < counts[0] == counts[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("main\n", "main \n"),
        (": docker", ":  docker"),
        (": docker", ":\tdocker"),
        ("[/bin/bash, -c]", "[/bin/bash,-c]"),
        ("\n\n", "\n\n\n"),
        ("\n\n", "\n \n"),
        ("\n      CPU", "\n          CPU"),
        ("Params:\n            S", "Params: \n            S"),
    ],
)
def test_what_is_remembered_ends_with_an_edit(old: str, new: str) -> None:
    document = Document.read(spec(3), YAML)
    edits_of(document)
    at = document.content.index(old, len(document.content) // 2)
    edited = document.edited([Edit(at, at + len(old), new)])

    assert edits_of(edited) == edits_of(Document.read(edited.content, YAML)) != ()


@pytest.mark.parametrize(
    "text",
    [
        "Count: { \nkey:{ .n } }\n",  # a blank at the end of a line is no padding
        "  - |\n  - Name: [a,b ]  \n    Type:\n",  # what stays behind brackets stays beside them
    ],
)
@pytest.mark.parametrize("line_width", [0, 80])
def test_once_is_enough(text: str, line_width: int) -> None:
    check(text, YAML, Layout(line_width=line_width))
