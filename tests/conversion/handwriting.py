"""YAML and JSON with a comment wherever one may stand, for property tests.

The comments are numbered in the order of the text: ``c0``, ``c1``, ...
"""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Gap = Callable[[], str]

NAMES = st.sampled_from(["Name", "Type", "Tasks", "Engine", "a b"])
VALUES = st.recursive(
    st.sampled_from(["a", "b c", "#no", "// no", "one\ntwo\n", "", "1", 1, True]),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=3),
    max_leaves=8,
)


@st.composite
def commented_json(draw: st.DrawFn) -> str:
    """JSON with comments between any two tokens."""
    gaps = st.sampled_from(["", "", " ", "\n", " // @\n", "\n// @\n", " /* @ */ ", "\n/* @\n @ */"])

    def gap() -> str:
        return draw(gaps)

    return _numbered(gap() + "".join(_in_brackets(draw(VALUES), gap, gap)) + gap())


@st.composite
def commented_yaml(draw: st.DrawFn) -> str:
    """YAML in blocks, with brackets here and there, and comments wherever a line ends."""
    return _numbered("".join(_Yaml(draw).document(draw(VALUES))))


class _Yaml:
    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._is_behind_text = False
        """Whether an indented comment would be a line of the text above."""

    def _one_of(self, *texts: str) -> str:
        return self._draw(st.sampled_from(texts))

    def _above(self) -> str:
        more = [] if self._is_behind_text else ["  # @\n"]
        return self._one_of("", "", "", "# @\n", "\n", "\n# @\n\n# @\n", *more)

    def _behind(self) -> str:
        return self._one_of("", "", " # @")

    def _inside(self) -> str:
        deep = " " * 30
        return self._one_of("", " ", f"\n{deep}", f" # @\n{deep}", f"\n{deep}# @\n{deep}")

    def _is_block(self, value: Any) -> bool:
        return isinstance(value, (dict, list)) and bool(value) and bool(self._draw(st.booleans()))

    def document(self, value: Any) -> Iterator[str]:
        yield self._one_of("", "", "---\n", "--- # @\n", "# @\n---\n")
        yield self._above()
        if self._is_block(value):
            yield from self._entries(value, 0)
        else:
            yield f"{''.join(_in_brackets(value, self._inside))}{self._behind()}\n"
        yield self._above()
        yield self._one_of("", "", "...\n", "... # @\n# @\n")

    def _entries(self, value: Any, column: int) -> Iterator[str]:
        members = value.items() if isinstance(value, dict) else [(None, each) for each in value]
        for name, each in members:
            yield f"{self._above()}{' ' * column}{'-' if name is None else f'{name}:'}"
            if self._is_block(each):
                yield f"{self._behind()}\n"
                yield from self._entries(each, column + 2)
            else:
                yield from self._leaf(each, column + 2)

    def _leaf(self, value: Any, column: int) -> Iterator[str]:
        self._is_behind_text = isinstance(value, str) and value.endswith("\n")
        if self._is_behind_text:
            yield f" |{self._behind()}\n"
            yield from (f"{' ' * column}{line}\n" for line in value.splitlines())
        else:
            below = f"\n{self._above()}{' ' * column}"
            head = self._one_of(" ", " ", below, f" # @{below}")
            yield f"{head}{''.join(_in_brackets(value, self._inside))}{self._behind()}\n"


def _in_brackets(value: Any, gap: Gap, before_colon: Gap = str) -> Iterator[str]:
    if not isinstance(value, (dict, list)):
        yield json.dumps(value)
        return
    yield "{" if isinstance(value, dict) else "["
    entries = list(value.items()) if isinstance(value, dict) else [(None, each) for each in value]
    for index, (name, each) in enumerate(entries):
        yield ("," if index else "") + gap()
        if name is not None:
            yield f"{json.dumps(name)}{before_colon()}:{gap() or ' '}"
        yield from _in_brackets(each, gap, before_colon)
        yield gap()
    yield gap() + ("}" if isinstance(value, dict) else "]")


def _numbered(text: str) -> str:
    numbers = count()
    return re.sub("@", lambda _: f"c{next(numbers)}", text)


def numbers_in(text: str) -> list[str]:
    """The words of the comments, in the order of the text."""
    return re.findall(r"\bc[0-9]+\b", text)
