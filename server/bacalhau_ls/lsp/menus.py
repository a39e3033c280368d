"""Items of completion for menus that take an edit less literally than LSP does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.features.completion.drafts import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.features.completion import Item
    from bacalhau_ls.lsp.client import Client

_QUOTES = ('"', "'")
_BREAK_AT_BRACKET = re.compile(r"(?<=[\[{,])\s*\n\s*|\s*\n\s*(?=[\]}])")


def for_menu(items: Iterable[Item], content: str, offset: int, client: Client) -> list[Item]:
    """*items* such that accepting one does what is meant; the cursor is at *offset*."""
    if client.has_menu_of_vim:
        items = [_before_cursor(item, content, offset) for item in items]
    if client.can("textDocument.completion.completionItem.snippetSupport"):
        return [_as_snippet(item) for item in items]
    if client.has_menu_of_vim:
        return [item for item in map(_on_one_line, items) if item.edit.text]
    return list(items)


def _before_cursor(item: Item, content: str, offset: int) -> Item:
    """The same, replacing nothing behind the cursor, if what is there can stay."""
    rest, text = content[offset : item.edit.end], item.edit.text
    if not rest or not (text.endswith(rest) or rest in _QUOTES):
        return item
    edit = item.edit._replace(end=offset, text=_without(rest, text))
    return item._replace(edit=edit, insert_end=offset, snippet=_without(rest, item.snippet))


def _without(rest: str, text: str) -> str:
    """As much of *text* as goes before *rest*: all, or the first word up to its quote."""
    return text.removesuffix(rest) if text.endswith(rest) else text.partition(rest)[0]


def _on_one_line(item: Item) -> Item:
    """Vim up to 9.1 and Neovim up to 0.9 write a NUL for each line break.

    Where brackets do not hold the lines together, as in YAML, the first one is left.
    """
    text = _BREAK_AT_BRACKET.sub(" ", item.edit.text).partition("\n")[0].rstrip("\r")
    return item._replace(edit=item.edit._replace(text=text))


def _as_snippet(item: Item) -> Item:
    """Neovim 0.10 and 0.11 write only the first word of what is no snippet."""
    text = item.edit.text
    if item.snippet or not re.search(r"\s", text):
        return item
    return item._replace(snippet=escaped(text))
