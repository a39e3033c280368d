"""What a text means: aliases and merge keys as Bacalhau reads them (go-yaml v2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.far import alias_at, inside, is_far
from bacalhau_ls.syntax.green import Level, python_value
from bacalhau_ls.syntax.tree import problems_at
from bacalhau_ls.syntax.yaml import YAML
from tests import damage
from tests.syntax.facts import facts
from tests.yaml import texts

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit


def read(text: str) -> Document:
    return Document.read(text, YAML).meant


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &x 1\nb: *x\n", {"a": 1, "b": 1}),
        ("a: &x !!str 1\nb: [*x]\n", {"a": "1", "b": ["1"]}),
        ("a: &x\n  b: c\nd: *x\n", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("a: &x # &y\n- b\nd: *x\n", {"a": ["b"], "d": ["b"]}),
        ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
        ("a: &x\n  b: &x 1\nc: *x\n", {"a": {"b": 1}, "c": 1}),
        ("a: &x\nb: *x\n", {"a": None, "b": None}),
        ("&k a: b\nc: *k\n", {"a": "b", "c": "a"}),
        ("a: &x {b: c}\nd: {<<: *x, b: e}\n", {"a": {"b": "c"}, "d": {"b": "e"}}),
        ("a: &x {b: c}\nd: {b: e, <<: *x}\n", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("a: &x {b: c}\nd: {<<: *x, <<: {b: e}}\n", {"a": {"b": "c"}, "d": {"b": "e"}}),
        ("a: &x {b: c}\nd: {<<: [*x, {b: e, f: g}]}\n",
         {"a": {"b": "c"}, "d": {"b": "c", "f": "g"}}),
        ("a: &x {b: c}\nd: &y\n  <<: *x\n  e: f\ng: {<<: *y}\n",
         {"a": {"b": "c"}, "d": {"b": "c", "e": "f"}, "g": {"b": "c", "e": "f"}}),
        ("<<: {a: 1}\nb: 2\n", {"a": 1, "b": 2}),
        ("a: {<<: []}\n", {"a": {}}),
        ('a: {"<<": {b: 1}}\n', {"a": {"<<": {"b": 1}}}),
    ],
)  # fmt: skip
def test_values(text: str, value: Any) -> None:
    assert python_value(read(text).tree) == value


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: *x\nb: &x 1\n", "*x", "no anchor `&x` stands above this alias"),
        ("a: &x [*x]\n", "*x", "the value of `&x` cannot hold an alias of itself"),
        ("a: &x 1\nb: &x {<<: *x}\n", "*x", "the value of `&x` cannot hold an alias of itself"),
        ("a: {<<: b}\n", "b", "a merge key takes over objects, not a string"),
        ("a: {<<: ~}\n", "~", "a merge key takes over objects, not a word such as `null`"),
        ("a:\n  <<:\n", "<<", "a merge key takes over objects, not nothing"),
        ("a: {<<: [{b: c}, 1]}\n", "1", "a merge key takes over objects, not a number"),
        ("a: &x [{b: c}]\nd: {<<: *x}\n", "*x", "a merge key takes over objects, not a list"),
        ("a: &x [{b: c}]\nd: {<<: [*x]}\n", "*x", "a merge key takes over objects, not a list"),
        ("a: &x 1\nd: {<<: [*x]}\n", "*x", "a merge key takes over objects, not a number"),
    ],
)
def test_what_takes_nothing_over(text: str, place: str, message: str) -> None:
    (found,) = problems_at(read(text).top, Level.TAKEN_OVER)
    problem = found.problem

    assert text[problem.start : problem.end] == place
    assert problem.fault.message.format(problem.detail) == message


def test_what_is_not_known_is_left_alone() -> None:
    document = read("a: &x {{.x}}\nb: {<<: {{.y}}, c: *x}\nd: {<<: *x}\n")

    assert list(problems_at(document.top, Level.TAKEN_OVER)) == []


def test_places() -> None:
    """An offset behind an alias tells the alias, and the place in what that stands for."""
    text = "a: &x {b: [1, 23]}\nc: &y [*x, 4]\nd: *y\n"
    document = read(text)

    def way_of(node: Node | None) -> list[int]:
        assert node is not None
        offsets = [node.start]
        while is_far(offsets[-1]):
            offsets[-1:] = [alias_at(offsets[-1]), inside(offsets[-1])]
        return offsets

    assert way_of(document.root.at("a", "b", 1)) == [text.index("23")]
    assert way_of(document.root.at("c", 1)) == [text.index("4")]
    assert way_of(document.root.at("c", 0)) == [text.index("*x"), 0]
    assert way_of(document.root.at("d", 1)) == [text.index("*y"), len("[*x, ")]
    assert way_of(document.root.at("d", 0, "b", 1)) == [text.index("*y"), 1, len("{b: [1, ")]


BASES = [
    *texts.BASES,
    "a: &a {b: 1}\nc: &b [*a, *a]\nd: {<<: *a, e: *b}\nf: &a 2\ng: [*a, {<<: [*b, *a]}]\n",
    (
        "Name: &a n\nLabels: &b\n  <<: {c: *a}\n  d: e\nMeta: &c {<<: *b}\nTasks:\n"
        "- &a\n  Name: *a\n  Env: &b # *b\n    <<: [*c, *b]\n    A: *a\n"
        "- <<: *a\n  Resources: {CPU: *b}\n- *a\n- *c\n"
    ),
]
PIECES = [*texts.PIECES, "&a ", "&b ", "*a", "*b", "*c", "<<: *b\n", "<<: [*a, *b]", "&b\n", "#"]


@settings(max_examples=600, deadline=None)
@given(damage.histories(BASES, PIECES))
def test_meaning_after_edits_is_that_of_the_text(history: tuple[str, list[Edit]]) -> None:
    text, made = history
    document = Document.read(text, YAML)
    assert document.meant.text is document.text
    for edit in made:
        document = document.edited([edit])
        assert facts(document.meant.tree) == facts(Document.read(document.content, YAML).meant.tree)


@settings(max_examples=300, deadline=None)
@given(damage.histories(BASES, PIECES))
def test_findings_after_edits_are_those_of_the_text(history: tuple[str, list[Edit]]) -> None:
    text, made = history
    document = Document.read(text, YAML)
    diagnose(document)
    for edit in made:
        document = document.edited([edit])
        assert diagnose(document) == diagnose(Document.read(document.content, YAML))
