"""Places behind an alias: a value that is taken over from elsewhere, with offsets of its own.

The text has no room for it, so it counts in another unit. It stands `FAR` behind its alias, and
everything in it is `FAR` times as wide and as far from its start as where it is written. So each
offset tells, written to the base of `FAR`, which alias it is behind and where in the value it is;
an alias in that value adds one more digit. No text is that long, so offsets in the text stay
what they are.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.syntax.green import Container, Kind, Scalar

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Green

FAR: Final = 1 << 40
_COPY: Final = "seen from afar"
_SIZE: Final = "values in it"


def is_far(offset: int) -> bool:
    """Whether *offset* is behind an alias."""
    return offset >= FAR


def alias_at(offset: int) -> int:
    """Where the alias stands that *offset* is behind; an offset in the text as it is."""
    return offset % FAR


def inside(offset: int) -> int:
    """Where in its value an *offset* behind an alias is; again far if there is one more alias."""
    return offset // FAR - 1


def size(green: Green) -> int:
    """How many values there are in what `far` has made."""
    known: int = green.memo.get(_SIZE, 1)
    return known


def far(green: Green) -> Green:
    """*green* as it is behind an alias; as a rule the same object for the same one."""
    if isinstance(green, Scalar):
        return _far_scalar(green)
    pending = [green]
    while pending:
        current = pending[-1]
        unknown = [] if _COPY in current.memo else _without_copy(current)
        pending.extend(unknown)
        if not unknown:
            pending.pop()
            if _COPY not in current.memo:
                current.memo[_COPY] = _container(current)
    return _known(green)


def _without_copy(green: Container) -> list[Container]:
    """The containers in it that have not been looked at from afar; each once."""
    inner = (each for each in green.children if isinstance(each, Container))
    return [*dict.fromkeys(each for each in inner if _COPY not in each.memo)]


def _known(green: Green) -> Green:
    """The same of what is in a container whose containers all have their copies."""
    if isinstance(green, Scalar):
        return _far_scalar(green)
    copy: Container = green.memo[_COPY]
    return copy


def _far_scalar(green: Scalar) -> Scalar:
    return _scalar(green.kind, green.text, green.value, green.width, green.faulty)


@lru_cache(maxsize=4096)
def _scalar(kind: Kind, text: str, value: Any, width: int, faulty: bool) -> Scalar:  # noqa: FBT001
    copy = Scalar(kind, text, value)
    copy.faulty = faulty  # what is wrong with it is said where it is written
    copy.width = width * FAR
    return copy


def _container(green: Container) -> Container:
    """The copy of a container in which all containers have theirs."""
    children = tuple(map(_known, green.children))
    copy = green.altered(
        width=green.width * FAR,
        children=children,
        offsets=_times(green.offsets),
        keys=tuple(map(_far_scalar, green.keys)),
        key_offsets=_times(green.key_offsets),
        problems=tuple([each for each in green.problems if not each.fault.message]),
        starts=_times(green.starts),
    )
    copy.memo[_SIZE] = 1 + sum(map(size, children))
    return copy


def _times(offsets: tuple[int, ...]) -> tuple[int, ...]:
    return tuple([offset * FAR for offset in offsets])
