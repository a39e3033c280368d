"""A document of any notation as JSON; as JSON with comments, if it has any."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container, Green, Kind, Scalar
from bacalhau_ls.syntax.template_blocks import gives_json
from bacalhau_ls.syntax.templating import for_double_quotes
from bacalhau_ls.syntax.yaml.reading.quoted import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.refactoring.conversion.expansion import Page
    from bacalhau_ls.features.refactoring.conversion.remarks import Remarks

_INDENT: Final = 2
_LINE_WIDTH: Final = 80
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def json_text(page: Page) -> str:
    """*page* as JSON, with its comments behind ``//``."""
    return _text(page, "//")


def json_text_for_yaml(page: Page) -> str:
    """*page* as JSON for those who read it as YAML, with its comments behind ``#``."""
    return _text(page, "#")


def _text(page: Page, sign: str) -> str:
    return "\n".join([*_Writer(page.remarks, sign).document(page.tree), ""])


class _Writer:
    """Writes containers as lines."""

    def __init__(self, remarks: Remarks, sign: str) -> None:
        self._remarks = remarks
        self._sign = sign
        """What a comment starts with."""

    def document(self, tree: Container) -> Iterator[str]:
        place = id(tree), 0
        yield from self._commented(self._remarks.above.get(place, []), 0)
        yield from self._commented(self._remarks.behind.get(place, []), 0)
        yield from self._value(tree.children[0], "", "", "", 0)
        yield from self._commented(self._remarks.below.get(id(tree), []), 0)

    def _value(
        self, value: Green, head: str, comma: str, behind: str, column: int
    ) -> Iterator[str]:
        """A value between *head* and *comma*, with the comment *behind* on its first line."""
        if isinstance(value, Scalar):
            yield f"{head}{_literal(value)}{comma}{behind}"
            return
        opening, closing = "{}" if value.kind is Kind.OBJECT else "[]"
        below = self._remarks.below.get(id(value), [])
        if not value.children and not below:
            yield f"{head}{opening}{closing}{comma}{behind}"
            return
        if (flat := self._flat(value)) and len(head) + len(flat) <= _LINE_WIDTH:
            yield f"{head}{flat}{comma}{behind}"
            return
        yield f"{head}{opening}{behind}"
        for index in range(len(value.children)):
            yield from self._entry(value, index, column + _INDENT)
        yield from self._commented(below, column + _INDENT)
        yield f"{' ' * column}{closing}{comma}"

    def _commented(self, lines: list[str], column: int) -> Iterator[str]:
        yield from (f"{' ' * column}{self._comment(line)}" for line in lines)

    def _comment(self, words: str) -> str:
        return f"{self._sign} {words}" if words else self._sign

    def _flat(self, value: Green) -> str:
        """A container on one line, if it was on one before; else nothing."""
        if isinstance(value, Scalar):
            return _literal(value)
        if id(value) not in self._remarks.flat:
            return ""
        opening, closing = "{}" if value.kind is Kind.OBJECT else "[]"
        entries = [self._flat(child) for child in value.children]
        if not all(entries):
            return ""
        if value.keys:
            keys = map(_key, value.keys)
            entries = [f"{key}: {entry}" for key, entry in zip(keys, entries, strict=True)]
        return f"{opening}{', '.join(entries)}{closing}"

    def _entry(self, container: Container, index: int, column: int) -> Iterator[str]:
        remarks, place = self._remarks, (id(container), index)
        behind = remarks.behind.get(place, [])
        if place in remarks.spaced:
            yield ""
        yield from self._commented(remarks.above.get(place, []), column)
        if len(behind) > 1:
            yield from self._commented(behind, column)
        key = f"{_key(container.keys[index])}: " if container.keys else ""
        comma = "," if index + 1 < len(container.children) else ""
        beside = f" {self._comment(behind[0])}" if len(behind) == 1 else ""
        head = f"{' ' * column}{key}"
        yield from self._value(container.children[index], head, comma, beside, column)


def _key(key: Scalar) -> str:
    """A key in quotes, also one that a template is to fill."""
    if key.kind is not Kind.PLACEHOLDER:
        return _literal(key)
    text = quoted(key.text, 0, -1).value if key.text[0] in "\"'" else key.text
    return key.text if text is None else _string(text, key.text)


def _literal(leaf: Scalar) -> str:
    if leaf.kind is Kind.PLACEHOLDER:
        return leaf.text if gives_json(leaf.text) else _string(leaf.text, leaf.text)
    if leaf.kind is Kind.STRING:
        return _string(leaf.value, leaf.text)
    if leaf.kind is Kind.NUMBER and _NUMBER.fullmatch(leaf.text):
        return leaf.text
    return json.dumps(leaf.value)


def _string(text: str, written: str) -> str:
    literal = json.dumps(for_double_quotes(text, written), ensure_ascii=False)
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", literal)
