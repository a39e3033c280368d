"""What is known of the children of a container, from version to version.

A list of thousands is asked the same things after every letter in one of its items: which items
there is something to say about, which have one name. So the answer is kept with the container,
and handed on to the version after an edit, for which only the children that changed are asked.
"""

from __future__ import annotations

from itertools import compress, count
from operator import is_not
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bacalhau_ls.syntax.green import Container, Green

    Pick: TypeAlias = Callable[[Iterable[int], Sequence[Green]], tuple[int, ...]]
    """Tells which of some numbers of children something holds for, in one pass."""

_KNOWN = "of its children"
_MOST_KNOWN = 16
"""Answers for one container; more come only from settings that change."""
_MOST_CHANGED = 16
"""Children; with more of them it is no longer worth while."""


class Known(Protocol):
    """An answer that hangs on nothing but the children."""

    def renewed(self, changed: Sequence[int], children: Sequence[Green]) -> Known:
        """The answer for *children*, of which those with the numbers *changed* are other ones."""
        ...


_K = TypeVar("_K", bound=Known)


def known(container: Container, question: Any, ask: Callable[[], _K]) -> _K:
    """What is known of the children of *container*; *ask* is for what nobody has asked yet."""
    answers: dict[Any, Any] = container.memo.setdefault(_KNOWN, {})
    if question not in answers:
        if len(answers) >= _MOST_KNOWN:
            answers.clear()
        answers[question] = ask()
    answer: _K = answers[question]
    return answer


def hand_on(old: Container, new: Container) -> Container:
    """*new*, the version after *old*, with what is known of the children that are the same."""
    answers: dict[Any, Known] | None = old.memo.get(_KNOWN)
    if answers and len(new.children) == len(old.children):
        changed = [*compress(count(), map(is_not, old.children, new.children))]
        if len(changed) <= _MOST_CHANGED:
            renewed = {each: was.renewed(changed, new.children) for each, was in answers.items()}
            new.memo[_KNOWN] = renewed
    return new


class Picked(NamedTuple):
    """The children that something holds for, by their numbers; it never comes to hold later."""

    numbers: tuple[int, ...]
    pick: Pick

    @classmethod
    def of(cls, children: Sequence[Green], pick: Pick) -> Picked:
        """Those among *children* that *pick* tells."""
        return cls(pick(range(len(children)), children), pick)

    def renewed(self, changed: Sequence[int], children: Sequence[Green]) -> Picked:
        return Picked(self.pick(sorted({*self.numbers, *changed}), children), self.pick)
