"""The tree after an edit inside of one string: what most keystrokes are.

Nothing but the text of that string is another one, so nothing is read again.
The containers around a value are as they were, and keep their form.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.children import hand_on
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Container, Scalar
from bacalhau_ls.syntax.json.reading import lexer
from bacalhau_ls.syntax.keys import Keys

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
    other = _edited(leaf, base + owner.offsets[index], new, edit)
    if other is None or _is_doubtful(owner, index):
        return None
    tree = _with_child(owner, index, other, edit.delta)
    for step, inner in zip(reversed(way[:-1]), reversed(way[1:]), strict=True):
        tree = _with_child(step.green, inner.place, tree, edit.delta)
    return tree


def renamed(step: Step, new: str, edit: Edit) -> Container | None:
    """The object at *step* if *edit* is inside of one of its keys, a plain string."""
    owner = step.green
    index = bisect_left(owner.key_offsets, edit.start - step.start) - 1
    if index < 0:
        return None
    key = _edited(owner.keys[index], step.start + owner.key_offsets[index], new, edit)
    if key is None or owner.troubled or key.value in owner.keys.names:
        return None  # a name may stand there once only
    return owner.altered(
        width=owner.width + edit.delta,
        keys=Keys((*owner.keys[:index], key, *owner.keys[index + 1 :])),
        offsets=shifted(owner.offsets, index, edit.delta),
        key_offsets=shifted(owner.key_offsets, index + 1, edit.delta),
        starts=(),
    )


def _edited(leaf: Scalar, start: int, new: str, edit: Edit) -> Scalar | None:
    """*leaf*, which starts at *start*, in the text *new*; None unless it is a plain string."""
    end = start + leaf.width
    if not (start < edit.start and edit.end < end) or not _is_plain(leaf.text):
        return None
    raw = new[start : end + edit.delta]
    if not _is_plain(raw) or new.startswith('"', end + edit.delta):
        return None
    return Scalar(leaf.kind, raw, raw[1:-1])


def _is_doubtful(owner: Container, index: int) -> bool:
    """Whether something else might be made of a child, with what stands in front of it."""
    start = owner.offsets[index - 1] + owner.children[index - 1].width if index else 1
    end = owner.offsets[index] + owner.children[index].width
    return any(start <= p.start <= end for p in owner.problems)


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
