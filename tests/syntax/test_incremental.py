"""The most important property: after any edits the tree is that of the text."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Container, Green
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Edit
from tests import strategies
from tests.strategies import SPEC
from tests.syntax.facts import facts
from tests.yaml import texts

if TYPE_CHECKING:
    from bacalhau_ls.syntax.notation import Notation

HISTORIES = {JSON.name: strategies.histories(), YAML.name: texts.histories()}


def check_fresh(document: Document) -> None:
    """Nothing of its tree differs from a fresh reading."""
    assert facts(document.notation.parse(document.content)) == facts(document.tree)


@pytest.mark.parametrize("notation", [JSON, YAML], ids=lambda notation: notation.name)
@settings(max_examples=600, deadline=None)
@given(st.data())
def test_incremental_equals_from_scratch(notation: Notation, data: st.DataObject) -> None:
    """Whatever is edited."""
    text, made = data.draw(HISTORIES[notation.name])
    document = Document.read(text, notation)
    for edit in made:
        document = document.edited([edit])
        check_fresh(document)


TASK: Any = SPEC["Tasks"][0]
TASKS = [{**TASK, "Name": f"task-{number}"} for number in range(40)]
YAML_START = texts.SPEC.index("  - Name: one")
YAML_TASK = texts.SPEC[YAML_START : texts.SPEC.index("  # between")]
LARGE = {
    JSON.name: json.dumps({"Tasks": TASKS}, indent=2),
    YAML.name: texts.SPEC[:YAML_START] + YAML_TASK * 40,
}
SLIPS = [
    *product(
        [JSON],
        ['"ubuntu', '"Engine": ', '"Resources": {', '"a"'],
        ['"', "{", "[", "}", "]", ",", "x", "\n      ", "'", "//"],
    ),
    *product(
        [YAML],
        ["ubuntu", "Engine:", "Name: o", "Params:\n", "echo ", "Resources: {", "Timeouts"],
        ['"', "'", "{", "[", "}", "]", ":", "-", "x", "#", "|", "\n", "\n      ", "*", "&"],
    ),
]


@pytest.mark.parametrize(("notation", "place", "piece"), SLIPS)
def test_an_edit_costs_its_block_only(notation: Notation, place: str, piece: str) -> None:
    """Tasks far from an edit that breaks the text, and heals it, stay the same objects."""
    large = LARGE[notation.name]
    at = large.index(place, len(large) // 2) + len(place)
    before = Document.read(large, notation)
    broken = before.edited([Edit(at, at, piece)])
    healed = broken.edited([Edit(at, at + len(piece), "")])

    old = {id(task) for task in tasks_of(before)}
    for document in (broken, healed):
        same = old & {id(task) for task in tasks_of(document)}
        assert len(same) >= (38 if notation is JSON else 37)


def tasks_of(document: Document) -> tuple[Green, ...]:
    tasks = document.root.get("Tasks")
    assert tasks is not None
    assert isinstance(tasks.green, Container)
    return tasks.green.children


ODDLY_INDENTED = """\
Tasks:
  - Name: one
    Engine:
      Type: docker
      Params:
            Image: "ubuntu:24.04"
     {{if .x}}  Entrypoint: [bash, -c]
        Parameters:
          -}    deeper

            done
    Resources: {CPU: "1"}
"""

TABBED = """\
T:
  - N: a
    E:
\t  T: b
\t-  P:
\t\tI: c
\t\tJ:
\t\t- d
\t  Q: e
"""


@pytest.mark.parametrize(
    ("notation", "text", "edit"),
    [
        (JSON, '{N\n"":""}', Edit(2, 2, "\x1f")),  # a stray character where a value is due
        (JSON, '{"a": \n"b": 1, "c": 2}', Edit(6, 6, "\x1f")),
        (JSON, '[{"a": 1, "b": 2}, {}]', Edit(8, 8, "}")),  # closed too early
        (JSON, '[{"a": 1}"b": 2}, {}]', Edit(8, 9, "")),
        (JSON, '[\n  {\n    "a": 1,\n  "b": {},\n  "c": []}\n]', Edit(4, 5, "")),  # never opened
        (JSON, '{""[{"e"{{[]}}""[{{}]"":', Edit(17, 18, "")),
        (JSON, '[{},,"":{}', Edit(9, 9, "/")),
        (JSON, '[{"b": 1}, "b": {}]', Edit(3, 4, "a")),  # the key decides on what follows
        (JSON, '{{e"""{"}}', Edit(6, 8, "")),  # a bracket becomes a template
        (JSON, '{\n  "x": [\n    {}\n  ],\n  "b": {}\n}', Edit(22, 23, "")),
        (JSON, '[[\n  ,\n [""]]', Edit(5, 5, "1")),  # a bracket that stands too far left
        (JSON, "{\n ,\n{}", Edit(6, 6, '"')),  # the same where a key is due
        (JSON, '{"a":[ \n  1\n  \n }"a":][]}', Edit(8, 8, "[]")),  # what counts as a blank
        (JSON, '{"":{"":1},\n ', Edit(9, 9, ",")),  # nothing stands on the last line
        (JSON, '{[{{}[{}]},{{[{}\n ]s":{\n}}]}', Edit(4, 4, "[")),  # brackets tell less than lines
        (JSON, '{\n  "a":{ // x\n  ,"b":[\n}', Edit(23, 23, " ")),  # whose comment it is
        (JSON, '{"a": {{if .x}}1, "b": [2]}', Edit(26, 26, "{{end}}")),  # where a block ends
        (JSON, '[[1], {{if .x}}{"a" : 1},{{end}} 2]', Edit(19, 19, "{{end}}")),
        (JSON, '{"b":[\n {{.x}}\n"c": {}, \n"d": 1}', Edit(24, 24, " ")),  # behind an action
        (JSON, "[{{if}},{{end}}[]]", Edit(1, 1, "`")),  # whose comma it is
        (JSON, '{"a": {{.x, "b": {}\n}', Edit(10, 10, "\n}}")),  # an action that is closed now
        (JSON, '{\n  Name"foo": "blue"\n}', Edit(9, 9, ":")),  # which quote is the odd one
        (JSON, '{\n  "a": é  "b": null,\n  "c": 3\n}\n', Edit(13, 13, "]")),
        (JSON, '{{\n  "a b"\n}', Edit(8, 8, ".")),  # a problem as long as its key
        (JSON, '{"y": 1, "x": 2}', Edit(10, 11, "y")),  # a key that stands there already
        (YAML, "A: {{.x\nB: c\nD: e\nF: g\n", Edit(19, 19, "}}")),
        (YAML, "A: {{.x\nB: c\n}}\nD: e\nF: g\n", Edit(13, 14, "")),  # or not any more
        (YAML, "{{define}}\nA: b\nC: d\nE: f\n", Edit(21, 21, "{{end}}\n")),
        (YAML, ODDLY_INDENTED, Edit(ODDLY_INDENTED.index("ocker\n"), 54, "- ")),
        (YAML, ': "\np\n 3\ne: [\n"', Edit(6, 14, "{{end}}\n")),  # an open string reaches on
        (YAML, " - \r\n-", Edit(3, 4, "*a")),
        (YAML, "{:[\n2]:", Edit(1, 1, "")),
        (YAML, '{"}\n"b', Edit(2, 3, "\r\n")),
        (YAML, "N:\n{{:", Edit(0, 1, "\x01")),
        (YAML, 'a: "x\n    b: 1\n    c: 2\nd: 3\n', Edit(20, 20, '"')),
        (YAML, TABBED, Edit(TABBED.index("  Q:"), TABBED.index("  Q:"), "x")),  # which item has P
    ],
)
def test_slips_that_once_went_wrong(notation: Notation, text: str, edit: Edit) -> None:
    """Found by random edits: the tree after each is that of a fresh reading."""
    check_fresh(Document.read(text, notation).edited([edit]))


@pytest.mark.parametrize(
    "text",
    [
        '{"Tasks": [\n    {\n      "a": [\n    "b": {},\n    "c": {}\n',
        '{\n  "T": [\n    {\n      "e": [\n        {},\n  "b": {},\n    "c": []\n',
        '[\n  {\n    "a": {},\n    "b": [\n  "a": {}\n    "a": {}\n  "a": {}',
    ],
)
def test_members_among_items_at_any_column_are_read(text: str) -> None:
    """A key whose column puts it outside the object opened for it is still taken."""
    assert Document.read(text).tree.width == len(text)
