"""The tree after an edit inside of one string: what most keystrokes are.

Nothing but the text of that string is another one, so nothing is read again.
The containers around it are as they were, and keep their form.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.children import hand_on
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Container, Kind, Scalar
from bacalhau_ls.syntax.json.reading import lexer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.json.reading.renewal import Step
    from bacalhau_ls.text import Edit

_EMPTY = '""'
"""With a quote behind it, it is the start of something else."""
_FEW = 64
"""With more children it is not worth while to know that all but one are as they were."""


def retyped(way: Sequence[Step], new: str, edit: Edit) -> Container | None:
    """The tree of *new* if *edit* is inside of a plain string; *way* leads to its container."""
    owner, base, _ = way[-1]
    index = bisect_left(owner.offsets, edit.start - base) - 1
    if index < 0 or not isinstance(leaf := owner.children[index], Scalar):
        return None
    start = base + owner.offsets[index]
    end = start + leaf.width
    if not (start < edit.start and edit.end < end) or not _is_plain(leaf.text):
        return None
    raw = new[start : end + edit.delta]
    if not _is_plain(raw) or new.startswith('"', end + edit.delta):
        return None
    tree = _with_child(owner, index, Scalar(Kind.STRING, raw, raw[1:-1]), edit.delta)
    for step, inner in zip(reversed(way[:-1]), reversed(way[1:]), strict=True):
        tree = _with_child(step.green, inner.place, tree, edit.delta)
    return tree


def _is_plain(raw: str) -> bool:
    """Whether *raw* is a string that tells by itself what it is."""
    is_string = lexer.PLAIN_STRING.fullmatch(raw) is not None
    return is_string and raw != _EMPTY and TEMPLATE_OPENING not in raw


def _with_child(owner: Container, index: int, child: Green, delta: int) -> Container:
    """*owner* with a child at *index* that differs from the one before in texts only."""
    children = (*owner.children[:index], child, *owner.children[index + 1 :])
    start = owner.offsets[index]
    renewed = owner.filled(
        children,
        owner.width + delta,
        shifted(owner.offsets, index + 1, delta),
        shifted(owner.key_offsets, index + 1, delta),
        tuple([p if p.start <= start else p.shifted(delta) for p in owner.problems]),
    )
    if renewed.form is None and len(children) <= _FEW:
        renewed.form = object()
    return hand_on(owner, renewed)


def shifted(offsets: tuple[int, ...], index: int, delta: int) -> tuple[int, ...]:
    """*offsets* of which those from *index* on are *delta* further."""
    return (*offsets[:index], *[offset + delta for offset in offsets[index:]])
