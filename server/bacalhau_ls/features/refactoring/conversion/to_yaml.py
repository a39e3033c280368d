"""A document of any notation as YAML in block style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.features.refactoring.conversion.scalars import (
    block_text,
    scalar_text,
    string_text,
)
from bacalhau_ls.syntax.green import Container, Green, Kind, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.refactoring.conversion.expansion import Page
    from bacalhau_ls.features.refactoring.conversion.remarks import Remarks

_INDENT: Final = 2


def yaml_text(page: Page) -> str:
    """*page* as YAML, with its comments."""
    return "\n".join([*_Writer(page.remarks).document(page.tree), ""])


class _Writer:
    """Writes containers as lines."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks

    def document(self, tree: Container) -> Iterator[str]:
        root = tree.children[0]
        yield from _commented(self._above(tree, 0), 0)
        if isinstance(root, Container) and root.children:
            behind = self._behind(tree, 0).strip()
            yield from [behind] if behind else []
            yield from self._block(root, 0)
        else:
            yield from self._value(tree, 0, "", 0)
        yield from _commented(self._remarks.below.get(id(tree), []), 0)

    def _block(self, container: Container, column: int, lead: str | None = None) -> Iterator[str]:
        """The entries of a container; the first one behind *lead*, if there is one."""
        for index in range(len(container.children)):
            is_beside = index == 0 and lead is not None
            if not is_beside:
                if self._is_spaced(container, index):
                    yield ""
                yield from _commented(self._above(container, index), column)
            start = lead if is_beside and lead is not None else " " * column
            yield from self._entry(container, index, start, column)
        yield from _commented(self._remarks.below.get(id(container), []), column)

    def _is_spaced(self, container: Container, index: int) -> bool:
        """Whether a blank line is due above an entry: text that keeps its own would keep it too."""
        is_spaced = (id(container), index) in self._remarks.spaced
        return is_spaced and not (index and _keeps_blank_lines(container.children[index - 1]))

    def _above(self, container: Container, index: int) -> list[str]:
        """The comments above an entry; for one behind a dash, above the dash."""
        remarks, place = self._remarks, (id(container), index)
        found = list(remarks.above.get(place, []))
        value = container.children[index]
        if inside := self._inside_empty(value):
            return found + remarks.behind.get(place, []) + inside
        is_beside = container.kind is Kind.ARRAY and isinstance(value, Container) and value.children
        if not is_beside:
            behind = remarks.behind.get(place, [])
            return found + (behind if len(behind) > 1 else [])
        assert isinstance(value, Container)
        return found + remarks.behind.get(place, []) + self._above(value, 0)

    def _entry(self, container: Container, index: int, start: str, column: int) -> Iterator[str]:
        value = container.children[index]
        if container.kind is Kind.OBJECT:
            head = f"{start}{_key(container.keys[index])}:"
        else:
            head = f"{start}-"
        if not isinstance(value, Container) or not value.children:
            yield from self._value(container, index, head, column)
        elif container.kind is Kind.OBJECT:
            yield head + self._behind(container, index)
            yield from self._block(value, column + _INDENT)
        else:
            yield from self._block(value, column + _INDENT, f"{head} ")

    def _value(self, container: Container, index: int, head: str, column: int) -> Iterator[str]:
        """A value that is no block, behind *head*."""
        value, behind = container.children[index], self._behind(container, index)
        is_text = isinstance(value, Scalar) and value.kind is Kind.STRING
        column += _INDENT
        lines = block_text(value.value, column) if is_text and isinstance(value, Scalar) else None
        if lines is not None and head:
            yield f"{head} {lines[0]}{behind}"
            yield from lines[1:]
        else:
            yield f"{head} {_inline(value)}".lstrip(" " if not head else "") + behind

    def _inside_empty(self, value: Green) -> list[str]:
        """The comments between brackets that nothing else is between."""
        is_empty = isinstance(value, Container) and not value.children
        return self._remarks.below.get(id(value), []) if is_empty else []

    def _behind(self, container: Container, index: int) -> str:
        if self._inside_empty(container.children[index]):
            return ""  # all of them are above
        words = self._remarks.behind.get((id(container), index), [])
        return f"  {_comment(words[0])}" if len(words) == 1 else ""


def _keeps_blank_lines(value: Green) -> bool:
    """Whether a value ends with a text that keeps the blank lines behind it."""
    while isinstance(value, Container) and value.children:
        value = value.children[-1]
    is_text = isinstance(value, Scalar) and isinstance(value.value, str)
    lines = block_text(value.value, 0) if is_text and isinstance(value, Scalar) else None
    return lines is not None and lines[0].endswith("+")


def _key(key: Scalar) -> str:
    return key.text if key.kind is Kind.PLACEHOLDER else string_text(key.value)


def _inline(value: Green) -> str:
    if isinstance(value, Scalar):
        return scalar_text(value)
    return "{}" if value.kind is Kind.OBJECT else "[]"


def _commented(lines: list[str], column: int) -> Iterator[str]:
    yield from (f"{' ' * column}{_comment(line)}" for line in lines)


def _comment(words: str) -> str:
    return f"# {words}" if words else "#"
