"""How the author of a text writes: line ends and indentation, quotes and spacing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.json.gaps import Entries, has_line_break, lead, starts_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

_DEFAULT_INDENT = "  "
_TABBED_LINE = re.compile(r"[\r\n]\t+[^\s]")
_MOST_LOOKED_AT = 64
_MOST_NEIGHBOURS = 8
_PLAIN_COLON = re.compile(r"[ \t]*:[ \t]*")


class Lines(NamedTuple):
    """What one line looks like in the whole text."""

    newline: str
    indent: str
    """One step of indentation."""


class Habits(NamedTuple):
    """How entries are written at one place."""

    key_quote: str = '"'
    """The quote around keys; empty if they have none."""
    text_quote: str = '"'
    """The quote around strings."""
    colon: str = ": "
    comma: str = ", "
    padding: str = ""
    """What stands inside the brackets of a container on one line."""


def lines_of(text: str, top: Node) -> Lines:
    """How the lines of *text* end and are indented; found once, as every fix asks for it."""
    assert isinstance(top.green, Container)
    known: tuple[str, Lines] | None = top.green.memo.get("lines")
    if known is None or known[0] is not text:
        indent = indent_of(text, top) or ("\t" if _TABBED_LINE.search(text) else _DEFAULT_INDENT)
        known = top.green.memo["lines"] = text, Lines(newline_of(text), indent)
    return known[1]


def newline_of(text: str) -> str:
    """The line end that most lines have."""
    if "\r" not in text:
        return "\n"
    pairs = text.count("\r\n")
    counts = {
        "\n": text.count("\n") - pairs,
        "\r\n": pairs,
        "\r": text.count("\r") - pairs if "\r" in text else 0,
    }
    return max(counts, key=lambda newline: counts[newline])


def indent_of(text: str, top: Node) -> str:
    """One step of indentation, as most containers near the root have it; empty if none is."""
    steps: Counter[str] = Counter()
    for node in islice(_containers(top), _MOST_LOOKED_AT):
        if step := _step_in(text, node):
            steps[step] += 1
    return steps.most_common(1)[0][0] if steps else ""


def _containers(top: Node) -> Iterator[Node]:
    """The objects and arrays, the outer ones first."""
    level = [top]
    while level:
        below = []
        for node in level:
            if node.kind is not Kind.DOCUMENT:
                yield node
            children = islice(node, _MOST_LOOKED_AT)
            below += [child for child in children if isinstance(child.green, Container)]
        level = below[:_MOST_LOOKED_AT]


def _step_in(text: str, node: Node) -> str:
    """By how much the entries of *node* are indented deeper than its own line."""
    green = node.green
    if not isinstance(green, Container) or green.entry_column <= green.indent:
        return ""
    entries, own = Entries(text, node), node.member_span.start
    first = next((i for i in range(len(entries)) if entries.starts_line(i)), None)
    if first is None or not starts_line(text, own) or has_line_break(text, own, node.start):
        return ""
    outer, inner = lead(text, node.start), lead(text, entries.start(first))
    return inner.removeprefix(outer) if inner.startswith(outer) else ""


def habits_of(text: str, node: Node) -> Habits:
    """How the entries of *node* are written, or those around it if it has none."""
    while not len(node) and node.parent is not None and node.parent.kind is not Kind.DOCUMENT:
        node = node.parent
    entries = Entries(text, node)
    near = range(min(len(entries), _MOST_NEIGHBOURS))
    keys = {text[entries.start(i)] for i in near} if node.kind is Kind.OBJECT else set[str]()
    key_quote = _quote_of(keys)
    strings = {
        child.green.text[0]
        for child in (node.child(i) for i in near)
        if isinstance(child.green, Scalar) and child.kind is Kind.STRING and child.green.text
    }
    text_quote = "'" if (strings or keys) == {"'"} else '"'
    return Habits(key_quote, text_quote, *_spacing(text, entries))


def _quote_of(first_characters: set[str]) -> str:
    """The quote that all keys have; double ones if they differ or there are none."""
    if first_characters == {"'"}:
        return "'"
    is_bare = first_characters and not first_characters & {'"', "'", "{", ":"}
    return "" if is_bare else '"'


def _spacing(text: str, entries: Entries) -> tuple[str, str, str]:
    """What stands around colons, behind commas and inside brackets, where that shows."""
    colon, comma, padding = ": ", ", ", ""
    if not len(entries):
        return colon, comma, padding
    if entries.node.kind is Kind.OBJECT:
        between = text[entries.key_end(0) : entries.value_start(0)]
        if _PLAIN_COLON.fullmatch(between):
            colon = between
    if len(entries) > 1 and (behind := text[slice(*entries.gap(1))]) in (",", ", "):
        comma = behind
    elif colon == ":":
        comma = ","
    if entries.inner.start < entries.start(0):
        opening = text[entries.inner.start : entries.start(0)]
        padding = opening if opening == " " else ""
    return colon, comma, padding


def is_on_one_line(text: str, node: Node) -> bool:
    """Whether *node* starts and ends on the same line."""
    return not has_line_break(text, *node.span)
