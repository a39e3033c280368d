"""How wide containers are when all of them is on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container, Level
from bacalhau_ls.syntax.json.formatting.spacing import Ends, colon_gap, flat_gap
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Container as Collection
    from collections.abc import Iterator

_BRACKETS = _COLON = _COMMA = 2


def measure(text: str, green: Container, start: int, frozen: Collection[int]) -> dict[int, int]:
    """The width on one line of a container and of all in it, by the id of the green one."""
    pending, found = [(green, start)], []
    while pending:
        container, at = pending.pop()
        found.append((container, at))
        for child, offset in zip(container.children, container.offsets, strict=True):
            if isinstance(child, Container):
                pending.append((child, at + offset))
    widths: dict[int, int] = {}
    for container, at in reversed(found):
        widths[id(container)] = _width(text, container, at, frozen, widths)
    return widths


def padding_of(text: str, start: int) -> str:
    """What stands inside the brackets of the container at *start*, if it is on one line."""
    return " " if text[start + 1 : start + 2] in (" ", "\t") else ""


def _width(
    text: str,
    green: Container,
    start: int,
    frozen: Collection[int],
    widths: dict[int, int],
) -> int:
    if id(green) in frozen or not green.closed:
        return green.width
    inner = sum(
        widths[id(child)] if isinstance(child, Container) else child.width
        for child in green.children
    )
    inner += sum(key.width for key in green.keys) + _BRACKETS
    if any(problem.fault.level is not Level.DUPLICATE for problem in green.problems):
        return inner + sum(len(gap) for gap in _gaps(text, green, start))
    if not green.children:
        return inner
    padding = 2 * len(padding_of(text, start))
    return inner + _COLON * len(green.keys) + _COMMA * (len(green.children) - 1) + padding


def _gaps(text: str, green: Container, start: int) -> Iterator[str]:
    """The gaps of a container as they are on one line."""
    starts = green.key_offsets or green.offsets
    end, padding = start + 1, padding_of(text, start)
    for index, child in enumerate(green.children):
        gap = Span(end, start + starts[index])
        yield _respaced(text, gap, flat_gap(text, gap, Ends(opens=index == 0), padding))
        if green.keys:
            gap = Span(gap.end + green.keys[index].width, start + green.offsets[index])
            yield _respaced(text, gap, colon_gap(text, gap, ""))
        end = start + green.offsets[index] + child.width
    gap = Span(end, start + green.width - 1)
    ends = Ends(opens=not green.children, closes=True)
    yield _respaced(text, gap, flat_gap(text, gap, ends, padding))


def _respaced(text: str, gap: Span, new: str | None) -> str:
    return text[slice(*gap)] if new is None else new
