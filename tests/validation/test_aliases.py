"""What is found where aliases and merge keys stand is what is found where they are written out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bacalhau_ls.document import Document
from bacalhau_ls.standards import bacalhau
from bacalhau_ls.syntax.green import Level, python_value
from bacalhau_ls.syntax.tree import problems_at
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    from bacalhau_ls.findings import Severity

KEYS = st.sampled_from(
    ["Type", "Params", "CPU", "Memory", "Foo", "Target", "Source", "Domains", "A", "<<", "<<"]
)
LEAVES = st.sampled_from(
    ["1", "x", '"1"', "1GB", "docker", "/in", "true", "~", "*a", "*b", "*c", "*a", "*b", "&a 1"]
)


def objects(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    members = st.lists(st.tuples(KEYS, inner).map(": ".join), max_size=4)
    return members.map(lambda each: f"{{{', '.join(each)}}}")


def lists(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]")


def anchored(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    anchors = st.sampled_from(["", "&a ", "&b ", "&c "])
    return st.tuples(anchors, objects(inner) | lists(inner)).map("".join)


VALUES = st.recursive(LEAVES, anchored, max_leaves=12)
JOB = """\
Name: job
Type: batch
Meta: &a {}
Labels: &b {}
Priority: &c {}
Tasks:
- Name: main
  Engine: {{Type: docker, Params: {{Image: {}}}}}
  Resources: {}
  Env: {}
  InputSources: {}
  Network: {}
"""


def said(document: Document) -> set[tuple[str, Severity]]:
    return {(each.code, each.severity) for each in bacalhau().said(document.root)}


@settings(max_examples=150, deadline=None)
@given(st.lists(VALUES.filter(lambda each: each[0] not in "&*"), min_size=8, max_size=8))
def test_aliases_are_judged_by_what_they_stand_for(values: list[str]) -> None:
    document = bacalhau().specification.reading(Document.read(JOB.format(*values), YAML))
    meant = document.meant
    assume(not [*problems_at(meant.top, Level.TAKEN_OVER)])
    written = json.dumps(python_value(meant.tree))

    expected = said(bacalhau().specification.reading(Document.read(written)))
    assert said(meant) == expected
