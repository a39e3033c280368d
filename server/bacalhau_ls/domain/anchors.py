"""The anchor, alias or merge key of YAML at a place, with all that means the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.cursor import Role, locate
from bacalhau_ls.syntax.anchors import by_anchor, is_merge_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.anchors import AnchorUse
    from bacalhau_ls.syntax.tree import Node

_SIGN: Final = re.compile(r"[&*][A-Za-z0-9_-]*")
_REST: Final = re.compile(r"[A-Za-z0-9_-]*[&*]?")
_LONGEST: Final = 1000
"""Characters of a name."""


class Pointed(NamedTuple):
    """A use of an anchor that is pointed at."""

    use: AnchorUse
    group: Sequence[AnchorUse]
    """All that mean the same, in the order of the text: first the anchor, if there is one."""


def anchor_at(document: Document, offset: int) -> Pointed | None:
    """The anchor or alias whose name or sign *offset* touches."""
    whole = document.whole
    if not _is_at_sign(whole.content, offset):
        return None
    touched = (
        each for each in _all(whole) if each.use.span.start - 1 <= offset <= each.use.span.end
    )
    return next(touched, None)


def merge_key_at(document: Document, offset: int) -> Node | None:
    """The value of the merge key that *offset* touches."""
    cursor = locate(document.whole, offset)
    key = cursor.node.key
    is_merge = cursor.role is Role.KEY and key is not None and is_merge_key(key.green)
    return cursor.node if is_merge else None


def taken_over(document: Document, merged: Node) -> list[Pointed]:
    """The aliases in *merged*, the value of a merge key, in the order of the text."""
    taken = (
        each
        for each in _all(document.whole)
        if not each.use.declares and merged.start <= each.use.span.start <= merged.end
    )
    return sorted(taken, key=lambda pointed: pointed.use.span)


def _all(document: Document) -> Iterator[Pointed]:
    for group in by_anchor(document.anchor_uses()):
        yield from (Pointed(use, group) for use in group)


def _is_at_sign(content: str, offset: int) -> bool:
    """Whether the word at *offset* starts with a sign; most do not, and nobody is to wait."""
    before = _REST.match(content[max(offset - _LONGEST, 0) : offset][::-1])
    assert before is not None
    return _SIGN.match(content, offset - before.end()) is not None
