"""The tree with what aliases and merge keys stand for in their place, as Bacalhau reads it.

What is taken over is `far`. What a container means follows from itself and from the anchors above
it that it needs, so it is kept with it: an edit works out anew the containers on the way to it,
and those that take over what it changed. A container without aliases means itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.far import FAR, far, size
from bacalhau_ls.syntax.green import Container, Kind, Problem, Scalar
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.marks import MARKS, kept, marks_of
from bacalhau_ls.syntax.yaml.reading.merging import with_merged
from bacalhau_ls.syntax.yaml.reading.scalar_tokens import as_name

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Fault, Green
    from bacalhau_ls.syntax.yaml.reading.marks import Mark

_MEANING: Final = "what it means"
_DEPTH: Final = "aliases one behind the other"
_MOST_VALUES: Final = 100_000
"""So much may stand behind the aliases of a text: a bomb of them does no harm."""
_DEEPEST: Final = 16
"""So many aliases may be one behind the other."""
_UNFINISHED: Final = Scalar(Kind.MISSING, "", None)
"""What an anchor stands for inside of its own value."""


def meant(text: str, tree: Container) -> Container:
    """What the document *tree* means."""
    if not marks_of(text, tree, 0).entries:
        return tree
    anchors: dict[str, Green] = {}
    way = [] if _MEANING in tree.memo else [_Open(tree, ())]
    while way:
        inner = way[-1].go_on(anchors)
        if inner is not None:
            way.append(inner)
        else:
            way.pop().finish()
    meaning: _Meaning = tree.memo[_MEANING]
    return meaning.other or tree


class _Meaning(NamedTuple):
    """What a container means."""

    needed: tuple[Green | None, ...]
    """All that it hangs on besides itself: what the anchors mean that it needs."""
    other: Container | None
    """What it stands for; None if that is the container itself, which would hold itself else."""
    anchors: dict[str, Green]
    """What those in it mean, of several of one name the last; scalars are far already."""
    taken: int
    """How many values stand behind its aliases."""
    depth: int
    """How many of them are one behind the other."""


class _Open:
    """A container whose entries are gone through, in the order of the text."""

    def __init__(self, green: Container, needed: tuple[Green | None, ...]) -> None:
        self._green = green
        self._needed = needed
        self._marks = iter(kept(green).entries)
        self._opened: Mark | None = None
        """The entry that is gone through itself."""
        self._anchors: dict[str, Green] = {}
        self._children: dict[int, Green] = {}
        """What entries mean."""
        self._keys: dict[int, Scalar] = {}
        """What their keys mean."""
        self._aliases: list[int] = []
        self._problems: list[Problem] = []
        self._taken = 0
        self._depth = 0

    def go_on(self, anchors: dict[str, Green]) -> _Open | None:
        """Go through the entries up to one that must be gone through itself, if there is one.

        *anchors* has what each name means at that place. It is at every letter, so what is
        known costs no call.
        """
        while (mark := self._opened or next(self._marks, None)) is not None:
            place, key, anchor, name, alias, _ = mark
            child = self._green.children[place]
            if (key or name) and not self._opened:
                self._go_past_key(mark, anchors)
            if type(child) is not Container:
                if anchor:
                    anchors[anchor] = self._anchors[anchor] = far(child)
                if alias:
                    self._resolve(place, alias, anchors.get(alias))
                continue
            known: _Meaning | None = child.memo.get(_MEANING)
            if not self._opened:
                if anchor:
                    anchors[anchor] = _UNFINISHED
                needed = tuple(map(anchors.get, child.memo[MARKS].needed))
                if known is None or known.needed != needed:
                    self._opened = mark
                    return _Open(child, needed)
            assert known is not None
            anchors.update(known.anchors)
            self._anchors.update(known.anchors)
            meant = known.other or child
            if anchor and anchor not in known.anchors:
                anchors[anchor] = self._anchors[anchor] = meant
            self._children[place] = meant
            self._taken += known.taken
            self._depth = max(self._depth, known.depth)
            self._opened = None
        return None

    def _go_past_key(self, mark: Mark, anchors: dict[str, Green]) -> None:
        place, key, _, name, _, _ = mark
        if name:
            self._resolve_key(place, name, anchors.get(name))
        if key:
            anchors[key] = self._anchors[key] = far(self._green.keys[place])

    def _resolve(self, place: int, name: str, target: Green | None) -> None:
        """Put what an alias stands for in its place, or say why there is nothing."""
        if target is None or target is _UNFINISHED:
            fault = faults.HOLDS_ITSELF if target else faults.NO_ANCHOR
            self._note(self._green.offsets[place], self._green.children[place], fault, name)
            return
        depth = target.memo.get(_DEPTH, 0) + 1
        if depth <= _DEEPEST:
            taken = far(target) if isinstance(target, Container) else target
            self._children[place] = taken
            self._aliases.append(place)
            self._taken += size(taken)
            self._depth = max(self._depth, depth)

    def _resolve_key(self, place: int, name: str, target: Green | None) -> None:
        """The same for an alias in the place of a key, which stands for text."""
        key = self._green.keys[place]
        if target is not None and target is not _UNFINISHED and isinstance(target, Scalar):
            known = as_name(Scalar(target.kind, key.text, target.value))
            if known.kind is Kind.STRING:
                self._keys[place] = known
            if not known.faulty:
                return
        fault = faults.NO_ANCHOR if target is None else faults.NO_KEY
        self._note(self._green.key_offsets[place], key, fault, name)

    def _note(self, start: int, green: Green, fault: Fault, name: str) -> None:
        self._problems.append(Problem(start, start + green.width, fault, name))

    def finish(self) -> None:
        """Keep what it comes to; what would be too much stays as it is written."""
        made = self._made() if self._taken <= _MOST_VALUES else self._green
        taken, depth = (self._taken, self._depth) if self._taken <= _MOST_VALUES else (0, 0)
        other = None if made is self._green else made
        if other is not None:
            other.memo[_DEPTH] = depth
        self._green.memo[_MEANING] = _Meaning(self._needed, other, self._anchors, taken, depth)

    def _made(self) -> Container:
        """The container with what its aliases and its merge keys stand for."""
        green = self._green
        children, offsets = list(green.children), list(green.offsets)
        for place, child in self._children.items():
            children[place] = child
        for place in self._aliases:
            offsets[place] += FAR
        merges = [mark[0] for mark in kept(green).entries if mark[-1]]
        if not (merges or self._problems or self._keys or tuple(children) != green.children):
            return green
        made = green.altered(
            keys=tuple([self._keys.get(place, key) for place, key in enumerate(green.keys)]),
            children=tuple(children),
            offsets=tuple(offsets),
            problems=(*self._open_still(), *self._problems),
        )
        return with_merged(green, made, merges) if merges else made

    def _open_still(self) -> list[Problem]:
        """The problems of the container, but for keys that are known now."""
        known = {self._green.key_offsets[place] for place in self._keys}
        problems = self._green.problems
        return [p for p in problems if p.fault is not faults.ALIAS_KEY or p.start not in known]
