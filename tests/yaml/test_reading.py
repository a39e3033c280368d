"""Any text gives a tree, in linear time and without recursion."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Container, Kind, Scalar, python_value
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.syntax.yaml.reading.parser import parse
from tests.yaml.texts import broken_texts

DEEP = 20_000


@settings(max_examples=300, deadline=None)
@given(broken_texts())
def test_the_tree_stands_in_the_text(text: str) -> None:
    """Every node lies inside the one around it, and a scalar is what stands at its place."""
    tree = parse(text)

    assert tree.width == len(text)
    pending: list[tuple[Container, int]] = [(tree, 0)]
    while pending:
        container, start = pending.pop()
        end = 0
        for child, offset, first in zip(
            container.children, container.offsets, container.starts, strict=True
        ):
            assert end <= first <= offset
            end = offset + child.width
            assert end <= container.width
            if isinstance(child, Scalar):
                assert text[start + offset : start + end] == child.text
            else:
                pending.append((child, start + offset))
        for key, place, first, offset in zip(
            container.keys, container.key_offsets, container.starts, container.offsets, strict=False
        ):
            assert first <= place <= place + key.width <= offset


@pytest.mark.parametrize(
    "text",
    ["[" * DEEP, "[" * DEEP + "]" * DEEP, "{a: " * DEEP, "- " * DEEP, "? " * DEEP, "[}" * DEEP,
     'k: "a\n' * DEEP, "'\"\n" * DEEP, "- &a\n" * DEEP, "a: |\n" * DEEP, "a: [\n" * DEEP,
     "".join(" " * (i % 60) + "a:\n" for i in range(DEEP)), "---\n" * DEEP, "{{" * DEEP],
)  # fmt: skip
def test_hostile_texts(text: str) -> None:
    assert parse(text).width == len(text)


def test_anchors_are_not_unfolded() -> None:
    """A bomb stays as large as it is written."""
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60))]

    assert len(python_value(parse("\n".join(lines)))) == 60


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(newline: str) -> None:
    text = "a: |\n  one\n  two\nb: 'c\n\n  d'\ne:\n- f # g\n"

    expected = {"a": "one\ntwo\n", "b": "c\nd", "e": ["f"]}
    assert python_value(parse(text.replace("\n", newline))) == expected


def test_odd_characters_are_text() -> None:
    text = "\ufeffa: b\u2028c\nd\u00a0e: \u3000\n"

    assert python_value(parse(text)) == {"a": "b\u2028c", "d\u00a0e": "\u3000"}


def test_half_typed_values_have_a_place() -> None:
    root = Document.read("Name:\nTasks:\n  - \n  - Engine:\nTyp\n", YAML).root

    assert [each.kind for each in (root.at("Name"), root.at("Tasks", 0), root.get("Typ")) if each]
    for steps in (("Name",), ("Tasks", 0), ("Tasks", 1, "Engine"), ("Typ",)):
        node = root.at(*steps)
        assert node is not None
        assert node.kind is Kind.MISSING
