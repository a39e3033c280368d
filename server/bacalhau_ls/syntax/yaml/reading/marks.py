"""The anchors and aliases of a container: found once, and kept with it.

An anchor in front of a container stands in the gap before it, which belongs to
the container around it; those of scalars are in their text.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple, TypeAlias

from bacalhau_ls.syntax.anchors import is_merge_key
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.yaml.reading.frame import MISSING

MARKS: Final = "anchors and aliases"
"""Under what they are kept."""
_DEEPEST: Final = 64
"""Levels; further out nothing is taken over, and what adds up from level to level stays linear."""
_ANCHOR: Final = re.compile(r"[\s:?-]*(?:!\S*\s+)*&([A-Za-z0-9_-]+)(?=\s|\Z)")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")
_SIGNS: Final = frozenset("&!*<")


Mark: TypeAlias = tuple[int, str, str, str, str, bool]
"""An entry that has to do with anchors, or in which something has.

Which one it is, the anchor of its key, that of its value, the anchors that its key and its
value are aliases of, and whether its key is a merge key.
"""


class Marks(NamedTuple):
    """All of them in a container."""

    entries: tuple[Mark, ...] = ()
    needed: tuple[str, ...] = ()
    """The names of anchors above it that something in it stands for."""
    declared: frozenset[str] = frozenset()
    """The names of the anchors in it."""
    height: int = 0
    """How many containers with some are one in the other."""


_NONE: Final = Marks()


def marks_of(text: str, green: Container, start: int) -> Marks:
    """Those of *green*, which stands at *start* in *text*."""
    pending = [] if MARKS in green.memo else [(green, start)]
    while pending:
        current, base = pending[-1]
        unknown = [
            (child, base + offset)
            for child, offset in zip(current.children, current.offsets, strict=True)
            if type(child) is Container and MARKS not in child.memo
        ]
        pending.extend(unknown)
        if not unknown:
            current.memo[MARKS] = _in_all(text, current, base)
            pending.pop()
    return kept(green)


def kept(green: Container) -> Marks:
    """Those of a container for which they have been asked before."""
    marks: Marks = green.memo[MARKS]
    return marks


def _in_all(text: str, green: Container, start: int) -> Marks:
    """All in a container whose containers have theirs."""
    entries = _entries(text, green, start)
    needed, declared, height = dict[str, None](), set[str](), 0
    for place, key, anchor, name, alias, _ in entries:
        child = green.children[place]
        inside: Marks = child.memo.get(MARKS, _NONE)
        if name not in declared:
            needed[name] = None
        declared.update((key, anchor))
        needed.update(dict.fromkeys({alias, *inside.needed} - declared))
        declared |= inside.declared
        height = max(height, inside.height + 1)
    declared.discard("")
    needed.pop("", None)
    if not entries or height > _DEEPEST:
        return _NONE
    return Marks(entries, tuple(needed), frozenset(declared), height)


def _entries(text: str, green: Container, start: int) -> tuple[Mark, ...]:
    """Of thousands few have to do with anchors, and it is at every letter: a look is no call."""
    gaps, found = _gaps(green), []
    for place, child in enumerate(green.children):
        own = green.keys[place] if green.keys else MISSING
        key = own.text
        front, alias = "", ""
        if isinstance(child, Container):
            gap, end = start + gaps[place], start + green.offsets[place]
            if text.find("&", gap, end) >= 0:
                front = _COMMENT.sub("", text[gap:end])
            elif child.memo[MARKS] is _NONE and key[:1] not in _SIGNS:
                continue
        elif (sign := child.text[:1]) == "*" and child.kind is Kind.PLACEHOLDER:
            alias = child.text[1:]
        elif sign in _SIGNS:
            front = child.text
        elif key[:1] not in _SIGNS:
            continue
        anchor = _ANCHOR.match(front)
        named = _ANCHOR.match(key)
        found.append(
            (
                place,
                named[1] if named else "",
                anchor[1] if anchor else "",
                key[1:] if key[:1] == "*" and own.kind is Kind.PLACEHOLDER else "",
                alias,
                key[:1] in _SIGNS and is_merge_key(own),
            )
        )
    return tuple(found)


def _gaps(green: Container) -> tuple[int, ...]:
    """Where the gap in front of each value starts: behind its key, or at its dash."""
    if green.keys:
        ends = zip(green.key_offsets, green.keys, strict=True)
        return tuple([offset + key.width for offset, key in ends])
    return (0,) if green.kind is Kind.DOCUMENT else green.starts
