"""What holds for completion at every place of YAML, however far the author has come."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.document import Document
from bacalhau_ls.document_checks.wrapper import unwrapped
from bacalhau_ls.features.completion import Item, ItemKind, complete
from bacalhau_ls.standards import bacalhau
from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.tree import Node, flaws_in
from bacalhau_ls.syntax.yaml import YAML
from tests.completion.accepting import accepted, expanded

SPEC = """# a job
Name: hello
Type: batch
Labels:
  team: data
Constraints:
  - Key: region
    Operator: "="
    Values:
      - eu
Tasks:
  - Name: main
    Engine:
      Type: docker
      Params:
        Image: ubuntu:24.04
        Parameters:
          - echo
          - hello  # said

    InputSources:
      - Source:
          Type: s3
          Params:
            Bucket: b
        Target: /inputs
    Resources:
      CPU: "1"

    Network: {Type: Host, Ports: [{Name: http}]}
    Env:
      A: 'x'
    Publisher:
      Type:
    Timeouts:

"""
FLAT = SPEC.replace("\n  - ", "\n- ").replace("\n    ", "\n  ")
WIDE = SPEC.replace("- ", "-   ").replace("  ", "    ")
WRAPPED = "Job:\n" + re.sub(r"(?m)^(?=.)", "  ", SPEC)
LAYOUTS = (SPEC, FLAT, WIDE, WRAPPED, SPEC.replace("\n", "\r\n"), SPEC.rstrip())
KEY = re.compile(r" *(?:- +)?\w+: ?")
BRACKETS = re.compile(r"[\[{](?!(?:jobID|executionID|date)\})")


@st.composite
def places(draw: st.DrawFn) -> tuple[str, int]:
    """A text in which something may be missing, and where the cursor is."""
    lines = draw(st.sampled_from(LAYOUTS)).splitlines(keepends=True)
    index = draw(st.integers(0, len(lines) - 1))
    above, line, below = "".join(lines[:index]), lines[index], "".join(lines[index + 1 :])
    key = KEY.match(line)
    indent = line[: len(line) - len(line.lstrip())]
    match draw(st.integers(0, 3)):
        case 0:
            above += " " * draw(st.integers(0, 14))
            return above + "\n" + line + below, len(above)
        case 1 if key:
            above += line[: draw(st.integers(0, key.end()))]
            return above, len(above)
        case 2 if key and not re.match(rf"\s*\n|{indent}[ -]", below):
            above += key.group()
            return above + "\n" + below, len(above)
        case _:
            column = draw(st.integers(0, len(line.rstrip())))
            return above + line + below, len(above) + column


def items_at(text: str, offset: int) -> list[Item]:
    return complete(unwrapped(read(text)), bacalhau(), offset)


def read(text: str) -> Document:
    return bacalhau().specification.reading(Document.read(text, YAML))


def faults(document: Document) -> Counter[str]:
    problems = (located.problem for located in flaws_in(document.top))
    return Counter(p.fault.message for p in problems if p.fault.level is not Level.NOTE)


def key_at(document: Document, offset: int) -> str | None:
    """The key that starts at *offset*."""
    pending: list[Node] = [document.root]
    while pending:
        node = pending.pop()
        if node.key is not None and node.key.span.start == offset:
            return node.name
        pending.extend(node)
    return None


@settings(max_examples=400, deadline=None)
@given(places())
def test_accepting_leaves_sound_text_sound(place: tuple[str, int]) -> None:
    text, offset = place
    before = faults(read(text))
    for item in items_at(text, offset):
        start, end = item.span
        after = read(accepted(text, item))

        assert start <= offset <= end
        assert not {"\n", "\r"} & set(text[start:end])
        assert not item.snippet or expanded(item.snippet) == item.edit.text
        assert before or not faults(after), item.label
        if item.kind is ItemKind.KEY and item.label in item.edit.text:
            written = start + sum(edit.delta for edit in item.elsewhere)
            assert key_at(after, written + item.edit.text.index(item.label)), item.label


@settings(max_examples=200, deadline=None)
@given(places())
def test_nothing_is_in_brackets_outside_of_brackets(place: tuple[str, int]) -> None:
    text, offset = place
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    for item in items_at(text, offset) if "Network" not in line else ():
        assert not BRACKETS.search(item.edit.text), item.label


@settings(max_examples=100, deadline=None)
@given(places())
def test_no_blanks_are_left_at_the_end_of_a_line(place: tuple[str, int]) -> None:
    for item in items_at(*place):
        assert not re.search(r"[ \t]\n", item.edit.text), item.label
