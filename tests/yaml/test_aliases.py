"""What aliases and merge keys come to, where a spec is written as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.features.strict_json import as_json, obstacles
from bacalhau_ls.syntax.green import python_value
from bacalhau_ls.syntax.yaml import YAML


def value_of(text: str) -> Any:
    return python_value(Document.read(text, YAML).meant.tree)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &x 1\nb: *x\n", {"a": 1, "b": 1}),
        ("a: &x !!str 1\nb: [*x]\n", {"a": "1", "b": ["1"]}),
        ("a: &x\n  b: c\nd: *x\n", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("a: &x # &y\n- b\nd: *x\n", {"a": ["b"], "d": ["b"]}),
        ("a: &x {b: c}\nd: {<<: *x, b: e}\n", {"a": {"b": "c"}, "d": {"b": "e"}}),
        ("a: &x {b: c}\nd: {b: e, <<: *x}\n", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("a: &x {b: c}\nd:\n  <<: [*x, {e: f}]\n", {"a": {"b": "c"}, "d": {"b": "c", "e": "f"}}),
        ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
        ("- &x a\n- *x\n", ["a", "a"]),
        ("a: &x\n  b: &x 1\nc: *x\n", {"a": {"b": 1}, "c": 1}),
        ("&k a: b\nc: *k\n", {"a": "b", "c": "a"}),
        ("a: &k b\n*k : c\n", {"a": "b", "b": "c"}),
        ("&k a: b\nc: {*k: d, ? *k : e}\n", {"a": "b", "c": {"a": "e"}}),
        ("a: &k 1\nb: &x {*k : c}\nd: {<<: *x}\n", {"a": 1, "b": {"1": "c"}, "d": {"1": "c"}}),
        ("a: &x {b: c}\nd:\n  !!merge <<: *x\n", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("a: &x {b: c}\nd: {&y <<: *x}\n", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("a: {!!str <<: b}\n", {"a": {"<<": "b"}}),
        ("a:\nb: ~\n", {"a": None, "b": None}),
    ],
)
def test_values(text: str, value: Any) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "a: *x\n",
        "a: &x [*x]\n",
        "a: *x\nb: &x 1\n",
        "a: &x 1\nb: &x [*x]\n",
        "*x : a\n",
        "a: &x []\n*x : b\n",
    ],
)
def test_what_has_no_value(text: str) -> None:
    document = Document.read(text, YAML)

    assert [finding.code for finding in obstacles(document)] == ["not-json"]


def test_bombs() -> None:
    """A text that would unfold to more than fits anywhere is not unfolded."""
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 100))]
    document = Document.read("\n".join(lines), YAML)

    assert obstacles(document) != []


def test_a_spec_in_json() -> None:
    document = Document.read("Name: x\nPriority: 0x10\nLabels: &l {a: '1'}\nMeta: *l\n", YAML)

    assert obstacles(document) == []
    assert json.loads("".join(as_json(document))) == {
        "Name": "x",
        "Priority": 16,
        "Labels": {"a": "1"},
        "Meta": {"a": "1"},
    }
