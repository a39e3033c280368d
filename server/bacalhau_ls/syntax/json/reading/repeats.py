"""Containers that were read before: equal sound ones of one text are one object.

Specs repeat themselves: the same resources, the same timeouts in every task.
What is alike is kept once, judged once, and where it holds nothing but scalars
it is recognised by its text without being read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json.reading.brackets import CLOSERS
from bacalhau_ls.syntax.json.reading.frame import OPENERS

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Container
    from bacalhau_ls.syntax.json.reading.frame import Frame

_LONGEST = 400


class Repeats:
    """The sound containers that were read so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_outline: dict[object, tuple[Container, int]] = {}
        self._by_text: dict[tuple[str, int, bool], Container] = {}

    def known_at(self, start: int, closer: str, indent: int, trusted: bool) -> Container | None:  # noqa: FBT001 - how it is kept
        """The container that starts at *start*, if its text was read before."""
        end = self._text.find(closer, start + 1, start + _LONGEST) + 1
        return self._by_text.get((self._text[start:end], indent, trusted)) if end else None

    def shared(self, container: Container, frame: Frame) -> Container:
        """*container*, just read in *frame*, or the one before that is alike in everything."""
        if container.troubled or container.residue or not container.aligned:
            return container
        known, place = self._by_outline.setdefault(container.outline, (container, frame.start))
        if known is container and container.width <= _LONGEST:
            self._keep_text(container, frame.start)
        return known if self._is_same_text(place, frame.start, container.width) else container

    def _is_same_text(self, one: int, other: int, width: int) -> bool:
        """Whether the blanks are the same too: what is laid out is remembered with a container."""
        return self._text[one : one + width] == self._text[other : other + width]

    def _keep_text(self, container: Container, start: int) -> None:
        text = self._text[start : start + container.width]
        closer = CLOSERS[OPENERS[container.kind]]
        if text.find(closer) == len(text) - 1 and _stands_alone(text, container.indent, closer):
            self._by_text[text, container.indent, container.trusted] = container


def _stands_alone(text: str, indent: int, closer: str) -> bool:
    """Whether *text* is read alike wherever its line is indented by *indent*.

    It holds no other container, and no line that could belong to one around it.
    """
    if "{" in text[1:] or "[" in text[1:] or "\r" in text:
        return False
    lines = text.split("\n")[1:]
    return all(line.strip() == closer or line[: indent + 1].isspace() for line in lines)
