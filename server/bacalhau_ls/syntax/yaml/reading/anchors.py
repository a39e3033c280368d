"""Where anchors and aliases stand: looked for in the text, then held to the tree."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.anchors import AnchorUse
from bacalhau_ls.syntax.green import Container, Scalar
from bacalhau_ls.syntax.tree import deepest_at
from bacalhau_ls.syntax.yaml.reading.lines import line_start
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

_SIGN: Final = re.compile(r"(?<![^\s\[{,:])([&*])([A-Za-z0-9_-]+)(?=[\s,:\]}]|\Z)")
_PROPERTIES: Final = re.compile(r"(?:[\s:?-]|[!&]\S*(?=\s))*")
"""What may stand before an anchor: other properties, and the signs of an entry."""
_MOST_BEFORE: Final = 1000
"""So much text is looked at before a sign; it keeps the work linear."""
_ALIAS: Final = "*"


def anchor_uses(text: str, top: Node, within: Span | None = None) -> Iterator[AnchorUse]:
    """All anchors and aliases whose sign is *within* a stretch of the text, in its order."""
    start, end = within or (0, len(text))
    for found in _SIGN.finditer(text, start):
        if found.start() >= end:
            return
        is_anchor = found[1] != _ALIAS
        token = _token_at(top, found.start())
        if token is None:
            owner = _container_behind(text, top, found.start()) if is_anchor else None
        else:
            owner = token if _is_in_front(text, token, found) else None
        if owner is not None:
            yield AnchorUse(found[2], Span(*found.span(2)), owner, is_anchor)


def anchor_of(text: str, top: Node, alias: Node) -> Node | None:
    """What has the anchor that *alias* means: the last of its name above it."""
    sign, at = f"&{text[alias.start + 1 : alias.end]}", alias.start
    while (at := text.rfind(sign, 0, at)) >= 0:
        for use in anchor_uses(text, top, Span(at, at + 1)):
            if use.span.end == at + len(sign):
                return use.node
    return None


def _token_at(top: Node, offset: int) -> Node | None:
    """The key or scalar that a sign at *offset* stands in."""
    node = deepest_at(top, offset)
    if isinstance(node.green, Scalar) and node.start <= offset < node.end:
        return node
    keys = (child.key for child in _around(node).children_touching(Span(offset, offset + 1)))
    return next((key for key in keys if key and key.start <= offset < key.end), None)


def _around(node: Node) -> Node:
    """The container that *node* is, or in which it ends: block text may end where a key starts."""
    if isinstance(node.green, Container):
        return node
    assert node.parent is not None
    return node.parent


def _is_in_front(text: str, token: Node, found: re.Match[str]) -> bool:
    """Whether only properties stand before a sign in its token, which is sound."""
    if not isinstance(token.green, Scalar) or token.green.faulty:
        return False
    is_whole = found[1] != _ALIAS or found.end() == token.end
    return is_whole and _are_properties(text, token.start, found.start())


def _container_behind(text: str, top: Node, offset: int) -> Node | None:
    """The container in front of which a sign at *offset* stands, behind its key or dash."""
    owner = _around(deepest_at(top, offset))
    green = owner.green
    assert isinstance(green, Container)
    index = bisect_left(green.offsets, offset - owner.start)
    if index == len(green.offsets) or not isinstance(green.children[index], Container):
        return None
    child = owner.child(index)
    gap = child.key.end if child.key else owner.start + green.starts[index]
    start = max(gap if owner.parent else 0, line_start(text, offset))
    return child if _are_properties(text, start, offset) else None


def _are_properties(text: str, start: int, end: int) -> bool:
    is_near = 0 <= end - start <= _MOST_BEFORE
    return is_near and _PROPERTIES.fullmatch(text, start, end) is not None
