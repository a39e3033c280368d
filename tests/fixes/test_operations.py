"""An operation changes what it says and nothing else, however the text is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Container, Kind, python_value
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.operations import (
    AddItem,
    AddMember,
    MoveMember,
    Operation,
    Remove,
    RenameKey,
    SetValue,
    SortMembers,
    UnwrapItem,
    WrapInList,
)
from bacalhau_ls.syntax.tree import Node
from bacalhau_ls.syntax.yaml import YAML
from tests.fixes import texts
from tests.fixes.checking import comments_of, errors_of
from tests.yaml import texts as yaml_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.notation import Notation

TEXTS = {JSON.name: texts.sound_texts(), YAML.name: yaml_texts.sound_texts()}
IN_BOTH = pytest.mark.parametrize("notation", [JSON, YAML], ids=lambda notation: notation.name)
NEW_VALUES = st.sampled_from(
    ["new", 7, True, [], ["a", "b"], {}, {"Type": "docker", "Params": {"Image": ""}}, [{"k": 1}]]
)
ORDER = ("Name", "Type", "Count", "Engine", "Params", "Tasks", "New")


def nodes_of(document: Document) -> list[Node]:
    """Every value, the root first."""
    found, pending = [], [document.root]
    while pending:
        node = pending.pop()
        found.append(node)
        pending.extend(node)
    return found


def after(document: Document, *operations: Operation) -> Document:
    """The document after *operations*, read anew; the incremental way must lead there too."""
    made = document.notation.edits(document.content, document.top, operations)
    assert not edit_sets.touch(made)
    result = Document.read(edit_sets.applied(document.content, made), document.notation)
    edited = document.edited(reversed(made))
    assert edited.content == result.content
    return result


class Holder:
    """A value that can be replaced at a path."""

    def __init__(self, value: Any) -> None:
        self.root = [value]

    def owner(self, node: Node) -> tuple[Any, Any]:
        *way, last = [0, *node.path]
        owner: Any = self.root
        for step in way:
            owner = owner[step]
        return owner, last


def check(document: Document, expected: Any, *operations: Operation) -> Document:
    result = after(document, *operations)
    assert python_value(result.root.green) == expected, result.content
    assert comments_of(result) == comments_of(document), result.content
    assert not errors_of(result), result.content
    return result


def place(data: st.DataObject, notation: Notation, *kinds: Kind) -> tuple[Document, Node]:
    """A text, and a value of one of the *kinds* in it if there is one."""
    document = Document.read(data.draw(TEXTS[notation.name]), notation)
    fitting = [node for node in nodes_of(document) if not kinds or node.kind in kinds]
    return document, data.draw(st.sampled_from(fitting or [document.root]))


@IN_BOTH
@settings(max_examples=500, deadline=None)
@given(st.data(), NEW_VALUES)
def test_set_value(notation: Notation, data: st.DataObject, value: Any) -> None:
    document, node = place(data, notation)
    holder = Holder(python_value(document.root.green))
    owner, last = holder.owner(node)
    owner[last] = value

    check(document, holder.root[0], SetValue(node.span, value))


@IN_BOTH
@settings(max_examples=800, deadline=None)
@given(st.data())
def test_remove(notation: Notation, data: st.DataObject) -> None:
    document, node = place(data, notation)
    if node.parent is None or node.parent.kind is Kind.DOCUMENT:
        return
    holder = Holder(python_value(document.root.green))
    owner, last = holder.owner(node)
    del owner[last]

    check(document, holder.root[0], Remove(node.span))


@IN_BOTH
@settings(max_examples=500, deadline=None)
@given(st.data())
def test_remove_all_entries(notation: Notation, data: st.DataObject) -> None:
    """Also where the second removal meets what the first has left."""
    document, node = place(data, notation)
    if not isinstance(node.green, Container):
        return
    holder = Holder(python_value(document.root.green))
    owner, last = holder.owner(node)
    owner[last] = type(owner[last])()

    check(document, holder.root[0], *(Remove(child.span) for child in node))


@IN_BOTH
@settings(max_examples=300, deadline=None)
@given(st.data())
def test_rename_key(notation: Notation, data: st.DataObject) -> None:
    document, node = place(data, notation, Kind.OBJECT)
    holder = Holder(python_value(document.root.green))
    owner, last = holder.owner(node)
    keys = [child.key for child in node if child.key]
    renamed = [RenameKey(key.span, f"new {key.green.text}") for key in keys]  # type: ignore[union-attr]
    owner[last] = {f"new {key.green.text}": owner[last][key.value] for key in keys}  # type: ignore[union-attr]

    check(document, holder.root[0], *renamed)


@IN_BOTH
@settings(max_examples=800, deadline=None)
@given(st.data(), NEW_VALUES, st.sampled_from([(), ORDER]))
def test_add_members(
    notation: Notation, data: st.DataObject, value: Any, order: tuple[str, ...]
) -> None:
    document, node = place(data, notation, Kind.OBJECT)
    holder = Holder(python_value(document.root.green))
    owner, last = holder.owner(node)
    if node.kind is not Kind.OBJECT:
        return
    names = [name for name in ("Type", "New", "Name") if name not in owner[last]]
    owner[last].update((name, value) for name in names)

    check(document, holder.root[0], *(AddMember(node.span, each, value, order) for each in names))


@IN_BOTH
@settings(max_examples=400, deadline=None)
@given(st.data(), NEW_VALUES)
def test_add_items(notation: Notation, data: st.DataObject, value: Any) -> None:
    document, node = place(data, notation, Kind.ARRAY)
    if node.kind is not Kind.ARRAY:
        return
    holder = Holder(python_value(document.root.green))
    owner, last = holder.owner(node)
    owner[last] += [value, value]

    check(document, holder.root[0], AddItem(node.span, value), AddItem(node.span, value))


def moves(node: Node) -> Iterator[tuple[Node, int]]:
    """Members that can go further out, and how far."""
    for levels, around in enumerate(node.ancestors()):
        if around.kind is not Kind.OBJECT:
            return
        if levels and around.get(node.name or "") is None:
            yield around, levels


@IN_BOTH
@settings(max_examples=800, deadline=None)
@given(st.data(), st.booleans())
def test_move_member(notation: Notation, data: st.DataObject, is_through: bool) -> None:
    document, node = place(data, notation)
    if node.parent is None or node.parent.kind is not Kind.OBJECT:
        return
    goals = [(node.parent, 0), *moves(node)] if is_through else list(moves(node))
    if not goals:
        return
    target, levels = data.draw(st.sampled_from(goals))
    holder = Holder(python_value(document.root.green))
    owner, name = holder.owner(node)
    goal_owner, goal_last = holder.owner(target)
    goal = goal_owner[goal_last]
    moved = owner.pop(name)
    if is_through:
        goal = goal.setdefault("Goal", {})
    goal[name] = moved

    check(
        document,
        holder.root[0],
        MoveMember(node.span, levels, through="Goal" if is_through else ""),
    )


@IN_BOTH
@settings(max_examples=300, deadline=None)
@given(st.data())
def test_move_all_members_into_one(notation: Notation, data: st.DataObject) -> None:
    """The first makes the member that the others go into."""
    document, node = place(data, notation, Kind.OBJECT)
    if node.kind is not Kind.OBJECT or not len(node):
        return
    holder = Holder(python_value(document.root.green))
    owner, last = holder.owner(node)
    owner[last] = {"Goal": owner[last]}

    check(document, holder.root[0], *(MoveMember(c.span, through="Goal") for c in node))


@IN_BOTH
@settings(max_examples=400, deadline=None)
@given(st.data())
def test_sort_members(notation: Notation, data: st.DataObject) -> None:
    document, node = place(data, notation, Kind.OBJECT)
    result = check(document, python_value(document.root.green), SortMembers(node.span, ORDER))

    assert errors_of(result) == []


@IN_BOTH
@settings(max_examples=300, deadline=None)
@given(st.data())
def test_wrap_and_unwrap(notation: Notation, data: st.DataObject) -> None:
    document, node = place(data, notation)
    holder = Holder(python_value(document.root.green))
    owner, last = holder.owner(node)
    owner[last] = [owner[last]]
    result = check(document, holder.root[0], WrapInList(node.span))

    (again,) = (each for each in nodes_of(result) if each.path == node.path)
    check(result, python_value(document.root.green), UnwrapItem(again.span))


def test_what_stands_behind_a_comment_on_the_line_of_its_dash_is_unwrapped() -> None:
    document = Document.read("a:\n- # which\n  - b: 1\n    c: 2\n", YAML)
    result = after(document, UnwrapItem(document.root.child(0).child(0).span))

    assert result.content == "a:\n- # which\n  b: 1\n  c: 2\n"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Name:\n  Type:\n", "Name: {}\nType:\n"),
        ("- Name:\n    Type:\n  Path: x\n", "- Name: {}\n  Type:\n  Path: x\n"),
        ("Name:\n  Type: # why\n", "Name: {}\nType: # why\n"),
        ("Name: {Type: }\n", "Name: {}\nType:\n"),
    ],
)
def test_a_member_without_value_leaves_an_object_without_others(text: str, moved: str) -> None:
    document = Document.read(text, YAML)
    (node,) = (each for each in nodes_of(document) if each.name == "Type")

    assert after(document, MoveMember(node.span, 1)).content == moved


@pytest.mark.parametrize(
    ("notation", "text", "added", "within"),
    [
        (JSON, '{"a": 1, "b": {"a": 2}}', "c", ("b",)),
        (YAML, "first: x\nb:#  - c: y\n    a:\n      - d: 1\n", "b", ("b", 0)),
    ],
    ids=["its name is taken", "it fits nowhere"],
)
def test_what_goes_with_a_move_that_cannot_be_is_left_out(
    notation: Notation, text: str, added: str, within: tuple[str | int, ...]
) -> None:
    document = Document.read(text, notation)
    moved = document.root.get("a")
    assert moved is not None
    place = AddMember(document.root.span, added, [{}], ("first", added))

    operations = place, MoveMember(moved.span, 0, within)
    assert notation.edits(text, document.top, operations) == ()
    assert notation.edits(text, document.top, operations[:1])
