"""What is found out about something once, and kept with it as long as it lives."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable


class Remembering(Protocol):
    """What has a place for answers: a container of a tree, which never changes, or a schema."""

    memo: dict[Any, Any]


_About = TypeVar("_About", bound=Remembering)
_Answer = TypeVar("_Answer")


def once(find: Callable[[_About], _Answer]) -> Callable[[_About], _Answer]:
    """*find*, which is a pure function, asked once about each thing."""

    @wraps(find)
    def known(about: _About) -> _Answer:
        memo = about.memo
        if find not in memo:
            memo[find] = find(about)
        answer: _Answer = memo[find]
        return answer

    return known


def kept(about: Remembering, question: Any, find: Callable[[], _Answer]) -> _Answer:
    """The answer to *question* that is kept with *about*, from *find* the first time."""
    memo = about.memo
    if question not in memo:
        memo[question] = find()
    answer: _Answer = memo[question]
    return answer
