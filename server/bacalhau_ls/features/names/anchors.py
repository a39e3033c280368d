"""Anchors with their aliases: an alias belongs to the last anchor of its name above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.cursor import Role, locate
from bacalhau_ls.domain.names import Sort
from bacalhau_ls.features.names.name import Name, Use
from bacalhau_ls.syntax.anchors import by_anchor, is_merge_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.anchors import AnchorUse

_SIGN: Final = re.compile(r"[&*][A-Za-z0-9_-]*")
_REST: Final = re.compile(r"[A-Za-z0-9_-]*[&*]?")
_LONGEST: Final = 1000
"""Characters of a name."""


def anchor_at(document: Document, offset: int) -> Name | None:
    """The anchor whose name or sign *offset* touches, with its aliases."""
    whole = document.whole
    if not _is_at_sign(whole.content, offset):
        return None
    touched = (
        _name(group, use)
        for group in by_anchor(whole.anchor_uses())
        for use in group
        if use.span.start - 1 <= offset <= use.span.end
    )
    return next(touched, None)


def merged_at(document: Document, offset: int) -> list[Name]:
    """The anchors that the merge key at *offset* takes over; none if there is no such key."""
    cursor = locate(document.whole, offset)
    key = cursor.node.key
    if cursor.role is not Role.KEY or key is None or not is_merge_key(key.green):
        return []
    taken = [
        _name(group, use)
        for group in by_anchor(document.whole.anchor_uses())
        for use in group
        if not use.declares and cursor.node.start <= use.span.start <= cursor.node.end
    ]
    return sorted(taken, key=lambda name: name.span)


def _is_at_sign(content: str, offset: int) -> bool:
    """Whether the word at *offset* starts with a sign; most do not, and nobody is to wait."""
    before = _REST.match(content[max(offset - _LONGEST, 0) : offset][::-1])
    assert before is not None
    return _SIGN.match(content, offset - before.end()) is not None


def _name(group: Sequence[AnchorUse], pointed: AnchorUse) -> Name:
    """The name that *pointed* is, which is one of a *group* that means the same."""
    uses = tuple(Use(use.span, use.node if use.declares else None) for use in group)
    return Name(pointed.name, Sort.ANCHOR, pointed.span, uses)
