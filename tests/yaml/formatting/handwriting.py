"""Sound YAML in all kinds of handwriting, for property tests."""

from __future__ import annotations

from typing import Any, TypeAlias

from hypothesis import strategies as st

Node: TypeAlias = "str | list[Node] | dict[str, Node]"

LEAVES = [
    "a", "12", "'it''s'", '"x\\ny"', "", "~", "{{.x}}", "*base", "!!str 1", "a b # c", "[a,b ]",
    "{ a : 1,b: [ 2 ]}", "[\n{0} a,\n{0}   b\n{0} ]", "|\n{0}text\n{0}  # deeper\n\n{0}more",
    ">-\n{0}folded", "|+\n{0}kept\n\n\n", "one\n{0}two", '"one\n{0} two \\\n{0}three"',
    "|2\n{1}   x\n{1}  y",
    "\n{0}below", "&anchor x", "[]", "{{}}", "|", "[a, # b\n{0}c]", "'one\n\n{0}two'",
]  # fmt: skip
KEYS = st.sampled_from(["Name", "Type", '"a"', "'b c'", "1", "{{.k}}", "x y", "Tasks", "ü"])
COMMENTS = st.sampled_from(["", "", "", "", "# c\n", "\n", "\n\n\n", "   # d  \n", "      # e\n\n"])
_NAMED = ("{{.x}}", "{{}}", "{{.k}}")


def nodes() -> st.SearchStrategy[Node]:
    """Blocks in blocks."""
    leaf: st.SearchStrategy[Any] = st.sampled_from(LEAVES)
    return st.recursive(
        leaf,
        lambda below: (
            st.lists(below, min_size=1, max_size=3)
            | st.dictionaries(KEYS, below, min_size=1, max_size=3)
        ),
        max_leaves=6,
    ).filter(lambda node: not isinstance(node, str))


@st.composite
def sound_texts(draw: st.DrawFn) -> str:
    """A document that is read without an error, tidy or not."""
    text = _block(draw, draw(nodes()), draw(st.sampled_from([0, 0, 0, 2])))
    head = draw(st.sampled_from(["", "", "# head\n", "---\n", "\n\n"]))
    tail = draw(st.sampled_from(["", "", "# tail\n", "...\nx:   1\n", "\n \n"]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return (head + text + tail).replace("\n", newline)


def _block(draw: st.DrawFn, node: Node, column: int) -> str:
    if isinstance(node, dict):
        parts = [_member(draw, key, value, column) for key, value in node.items()]
    else:
        parts = [_item(draw, value, column) for value in node]
    return "".join(draw(COMMENTS) + " " * column + part for part in parts)


def _member(draw: st.DrawFn, key: str, value: Node, column: int) -> str:
    colon = key + draw(st.sampled_from([":", ":", " :"]))
    if isinstance(value, str):
        return colon + _leaf(draw, value, column)
    least = 0 if isinstance(value, list) else 1
    inner = column + draw(st.integers(least, 5))
    return colon + draw(st.sampled_from(["", " # c", "  "])) + "\n" + _block(draw, value, inner)


def _item(draw: st.DrawFn, value: Node, column: int) -> str:
    if isinstance(value, str):
        return "-" + _leaf(draw, value, column)
    gap = draw(st.integers(1, 3))
    inner = column + 1 + gap
    if draw(st.booleans()):
        return "-\n" + _block(draw, value, inner)
    return "-" + " " * gap + _block(draw, value, inner).lstrip("\n# cde")


def _leaf(draw: st.DrawFn, leaf: str, column: int) -> str:
    inner = column + draw(st.integers(1, 4))
    lead = "" if not leaf or leaf[0] == "\n" else " " * draw(st.integers(1, 3))
    if leaf not in _NAMED:
        leaf = leaf.replace("{0}", " " * inner).replace("{1}", " " * column)
    may_end = "\n" not in leaf and "#" not in leaf and leaf
    end = draw(st.sampled_from(["", "", "  ", " # end", "   # end"])) if may_end else ""
    return lead + leaf + end + ("" if leaf.endswith("\n") else "\n")
