"""The actions of a whole text, which a keystroke beside them leaves as they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from bacalhau_ls.syntax.template_blocks import role_of
from bacalhau_ls.syntax.templating import LONGEST_ACTION, OPENING, actions_in, unclosed_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.text import Edit

    Verdict = TypeVar("Verdict")

_BLANKS: Final = re.compile(r"[ \t]*")


class Action(NamedTuple):
    """An action, wherever it stands."""

    text: str
    before: str
    """What stands in front of it and of blanks there; empty at the start of the text."""


class Order:
    """Actions one after the other, and what was found out about them: no place counts."""

    def __init__(self, actions: Iterable[Action]) -> None:
        self.actions = tuple(actions)
        self._known: dict[Any, tuple[Any, ...]] = {}

    def known(self, ask: Callable[[tuple[Action, ...]], Iterable[Verdict]]) -> tuple[Verdict, ...]:
        """What *ask* answers about them; it is asked once."""
        if ask not in self._known:
            self._known[ask] = tuple(ask(self.actions))
        return self._known[ask]


class Places(NamedTuple):
    """Where actions start, and where one starts that nothing closes."""

    order: Order
    starts: list[int]
    unclosed: list[int]

    def after(self, old: str, new: str, edit: Edit) -> Places | None:
        """The same after *edit*; None if it may have touched an action or what is before one."""
        least, behind = max(edit.start - 1, 0), edit.start + len(edit.text)
        if OPENING in old[least : edit.end + 1] or OPENING in new[least : behind + 1]:
            return None
        index = bisect_left(self.starts, edit.start)
        if index and self.starts[index - 1] + len(self.order.actions[index - 1].text) > edit.start:
            return None
        open_before = bisect_left(self.unclosed, edit.start)
        if open_before and self.unclosed[open_before - 1] + LONGEST_ACTION >= edit.start:
            return None
        starts = _shifted(self.starts, index, edit.delta)
        blanks = _BLANKS.match(new, behind)
        if index < len(starts) and blanks and blanks.end() == starts[index]:
            return None
        return Places(self.order, starts, _shifted(self.unclosed, open_before, edit.delta))


class Actions:
    """The actions of *content*, looked for when somebody asks."""

    def __init__(self, content: str, places: Places | None = None) -> None:
        self._content = content
        self._places = places

    def edited(self, content: str, edit: Edit) -> Actions:
        """Those of *content*, which is the text after *edit*."""
        known = self._places
        return Actions(content, known.after(self._content, content, edit) if known else None)

    @property
    def places(self) -> Places:
        """All of them, with their places."""
        if self._places is None:
            self._places = _places_in(self._content)
        return self._places

    @property
    def have_blocks(self) -> bool:
        """Whether any of them opens a block."""
        return bool(self.places.order.known(_blocks))

    def placed(
        self, ask: Callable[[tuple[Action, ...]], Iterable[tuple[int, Verdict]]]
    ) -> Iterator[tuple[int, Verdict]]:
        """What *ask* says of actions by their numbers, each with where the action starts."""
        places = self.places
        for index, verdict in places.order.known(ask):
            yield places.starts[index], verdict


def _places_in(content: str) -> Places:
    found = [*actions_in(content)]
    order = Order(Action(each.group(), _before(content, each.start())) for each in found)
    return Places(order, [each.start() for each in found], [*unclosed_in(content)])


def _blocks(actions: tuple[Action, ...]) -> Iterator[Action]:
    return islice((each for each in actions if role_of(each.text).depth > 0), 1)


def _before(content: str, start: int) -> str:
    at = start - 1
    while at >= 0 and content[at] in " \t":
        at -= 1
    return content[at] if at >= 0 else ""


def _shifted(places: list[int], index: int, delta: int) -> list[int]:
    """*places* of which those from *index* on have moved."""
    return [*places[:index], *[place + delta for place in places[index:]]]
