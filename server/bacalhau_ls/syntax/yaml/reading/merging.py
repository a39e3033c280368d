"""Merge keys: an object with the members that it takes over from others.

Bacalhau goes through an object in the order of the text, and what comes later
counts: a member below the merge key wins over what that brings, one above it
does not. Of several objects behind one merge key the first wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.far import is_far
from bacalhau_ls.syntax.green import Container, Kind, Problem, Scalar
from bacalhau_ls.syntax.yaml.reading import faults

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bacalhau_ls.syntax.green import Green


_IN_WORDS: Final = {
    Kind.STRING: "a string",
    Kind.NUMBER: "a number",
    Kind.LITERAL: "a word such as `null`",
    Kind.MISSING: "nothing",
    Kind.OBJECT: "an object",
    Kind.ARRAY: "a list",
}


class _Member(NamedTuple):
    """A member and where it is in the object that it ends up in."""

    key: Scalar
    key_offset: int
    child: Green
    offset: int
    start: int

    def shifted(self, by: int) -> _Member:
        """The same so much further on."""
        key, key_offset, child, offset, start = self
        return _Member(key, key_offset + by, child, offset + by, start + by)


def with_merged(written: Container, green: Container, merges: Iterable[int]) -> Container:
    """The object *green* with what its *merges*, the places of merge keys, take over.

    It is *written* with aliases that now stand for what they mean. What cannot be known stays.
    """
    own, members = list(_members(written)), list(_members(green))
    sources = {index for index in merges if _is_source(members[index])}
    refused = [_refused(own[index], members[index]) for index in merges if index not in sources]
    known = {members[index].key_offset for index in sources}
    kept = [p for p in green.problems if p.fault is not faults.MERGED or p.start not in known]
    read, replaced = _that_count(_read(members, sources))
    return green.altered(
        keys=tuple([member.key for member in read]),
        key_offsets=tuple([member.key_offset for member in read]),
        children=tuple([member.child for member in read]),
        offsets=tuple([member.offset for member in read]),
        starts=tuple([member.start for member in read]),
        problems=(*kept, *filter(None, refused), *map(_replaced, replaced)),
    )


def _members(green: Container) -> Iterator[_Member]:
    places = green.key_offsets, green.children, green.offsets, green.starts
    return map(_Member, green.keys, *places)


def _read(members: list[_Member], sources: Collection[int]) -> Iterator[tuple[_Member, bool]]:
    """The members one after the other, and whether each is taken over."""
    for index, member in enumerate(members):
        if index not in sources:
            yield member, False
            continue
        for source, place in _objects(member.child):
            yield from ((each.shifted(member.offset + place), True) for each in _members(source))


def _objects(source: Green) -> Iterator[tuple[Container, int]]:
    """The objects behind a merge key, the weakest first, and where each is in the value."""
    assert isinstance(source, Container)
    if source.kind is Kind.OBJECT:
        yield source, 0
        return
    for child, place in zip(reversed(source.children), reversed(source.offsets), strict=True):
        assert isinstance(child, Container)
        yield child, place


def _that_count(read: Iterable[tuple[_Member, bool]]) -> tuple[list[_Member], list[_Member]]:
    """Those that none below replaces, and the object's own ones that a merge key replaces.

    A key that is written twice is another matter.
    """
    below, taken_below = set[object](), set[object]()
    left, replaced = list[_Member](), list[_Member]()
    for member, is_taken in reversed([*read]):
        name = member.key.value
        if name is None or name not in (below if is_taken else taken_below):
            left.append(member)
        elif not is_taken:
            replaced.append(member)
        below.add(name)
        if is_taken:
            taken_below.add(name)
    return left[::-1], replaced[::-1]


def _replaced(member: _Member) -> Problem:
    end = member.key_offset + member.key.width
    return Problem(member.key_offset, end, faults.REPLACED, str(member.key.value))


def _is_source(merge: _Member) -> bool:
    """Whether something can be taken over: an object, or what stands in a list of objects.

    What an alias stands for must be an object itself.
    """
    if merge.child.kind is not Kind.ARRAY or is_far(merge.offset):
        return merge.child.kind is Kind.OBJECT
    assert isinstance(merge.child, Container)
    return all(child.kind is Kind.OBJECT for child in merge.child.children)


def _refused(written: _Member, merge: _Member) -> Problem | None:
    """What is wrong with a value that cannot be taken over, if it is known what it is."""
    source, own = merge.child, written.child
    if isinstance(own, Container) and isinstance(source, Container) and source.kind is Kind.ARRAY:
        items = zip(source.children, own.children, own.offsets, strict=True)
        for item, each, place in items:
            if item.kind is not Kind.OBJECT:
                return _problem(item, written.offset + place, each.width)
    if own.kind is Kind.MISSING:
        return _problem(source, written.key_offset, written.key.width)
    return _problem(source, written.offset, own.width)


def _problem(value: Green, start: int, width: int) -> Problem | None:
    is_open = isinstance(value, Scalar) and (value.faulty or value.kind not in _IN_WORDS)
    if is_open:
        return None
    return Problem(start, start + width, faults.NO_OBJECT, _IN_WORDS[value.kind])
