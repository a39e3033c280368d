"""Going down with the schema finds the same as looking it up for each value."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.tree import Node
from bacalhau_ls.text import Span
from tests.strategies import BASES, broken_texts

SPECIFICATION = guide().specification
ANY_TEXT = st.sampled_from(BASES) | broken_texts()


def all_below(node: Node) -> list[Node]:
    found = [node]
    for each in found:
        found.extend(each)
    return found


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_all_that_is_governed_is_found(text: str) -> None:
    root = Document.read(text).root
    expected = {node: SPECIFICATION.governing(node) for node in all_below(root)}
    found = dict(SPECIFICATION.governed(root, Span(0, len(text))))

    assert found == {node: schema for node, schema in expected.items() if schema is not None}


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT, st.integers(0, 400), st.integers(0, 60))
def test_a_part_holds_all_that_touches_it(text: str, start: int, length: int) -> None:
    root, within = Document.read(text).root, Span(start, start + length)
    part = {node for node, _ in SPECIFICATION.governed(root, within)}
    for node, _ in SPECIFICATION.governed(root, Span(0, len(text))):
        if node.start <= within.end and node.end >= within.start:
            assert node in part


def test_the_order_is_that_of_the_text() -> None:
    text = BASES[0]
    found = list(SPECIFICATION.governed(Document.read(text).root, Span(0, len(text))))
    starts = [node.start for node, _ in found]

    assert starts == sorted(starts)
    assert any(not isinstance(node.green, Container) for node, _ in found)
