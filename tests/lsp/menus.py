"""The menus of real clients: what they announce, how they filter and what they write.

Read from their sources; `tests/editors` runs those that can be had.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Item: TypeAlias = dict[str, Any]

OLD_ITEM = {
    "snippetSupport": False,
    "commitCharactersSupport": False,
    "preselectSupport": False,
    "deprecatedSupport": False,
    "documentationFormat": ["plaintext"],
}
NEW_ITEM = OLD_ITEM | {
    "snippetSupport": True,
    "resolveSupport": {"properties": ["additionalTextEdits", "command"]},
    "tagSupport": {"valueSet": [1]},
}
DEFAULTS = {"itemDefaults": ["editRange", "insertTextFormat", "insertTextMode", "data"]}


def client(name: str | None, item: Any = None, **more: Any) -> dict[str, Any]:
    """The params of `initialize` of a client with these abilities in completion."""
    completion = {"completionItem": item, **more} if item is not None else {}
    info = {"clientInfo": {"name": name, "version": "1"}} if name else {}
    return {"capabilities": {"textDocument": {"completion": completion}}, **info}


CLIENTS = {
    "ALE 3.3": client(None, OLD_ITEM),
    "Neovim 0.7": client("Neovim", OLD_ITEM),
    "Neovim 0.11": client("Neovim", NEW_ITEM, completionList=DEFAULTS),
    "eglot 1.9": client(None, {"snippetSupport": False, "tagSupport": {"valueSet": [1]}}),
    "eglot with yasnippet": client(None, {"snippetSupport": True, "tagSupport": {"valueSet": [1]}}),
    "Kate 22.12": client("kate"),
    "VS Code": client("Visual Studio Code", NEW_ITEM | {"insertReplaceSupport": True}),
}
WITH_MENU_OF_VIM = ("ALE 3.3", "Neovim 0.7", "Neovim 0.11")


def range_of(item: Item, listed: dict[str, Any]) -> Any:
    if "textEdit" not in item:
        return listed["itemDefaults"]["editRange"]
    return item["textEdit"].get("range") or item["textEdit"]["replace"]


def text_of(item: Item) -> str:
    text: str = item.get("textEditText") or item["textEdit"]["newText"]
    if item.get("insertTextFormat") != 2:
        return text
    plain = re.sub(r"\$\{\d+:((?:\\.|[^}])*)\}|\$\d+", lambda stop: stop[1] or "", text)
    return re.sub(r"\\(.)", r"\1", plain)


def word_before(text: str) -> str:
    """What an editor takes for the word that is being written."""
    found = re.search(r"\w*$", text)
    assert found
    return found.group()


def vim_accepts(item: Item, listed: dict[str, Any], before: str, behind: str) -> str | None:
    """ALE and Vim: the word is what `\\k` says, the end of the edit does not count."""
    typed = word_before(before)
    text = text_of(item)
    return before.removesuffix(typed) + text + behind if text.startswith(typed) else None


def old_neovim_accepts(item: Item, listed: dict[str, Any], before: str, behind: str) -> str | None:
    """The start of the edit counts only for items without `filterText`."""
    if item.get("filterText") is not None:
        return vim_accepts(item, listed, before, behind)
    start = range_of(item, listed)["start"]["character"]
    text = text_of(item)
    return before[:start] + text + behind if text.startswith(before[start:]) else None


def new_neovim_accepts(item: Item, listed: dict[str, Any], before: str, behind: str) -> str | None:
    """Of what is no snippet, the first word; the end of the edit does not count."""
    start = range_of(item, listed)["start"]["character"]
    text = text_of(item)
    if item.get("insertTextFormat") != 2:
        text = text.split()[0]
    is_fit = (item.get("filterText") or item["label"]).startswith(before[start:])
    return before[:start] + text + behind if is_fit else None


def eglot_accepts(item: Item, listed: dict[str, Any], before: str, behind: str) -> str | None:
    """The edit counts as it is, but the list is held against the word."""
    if not (item.get("filterText") or item["label"]).startswith(word_before(before)):
        return None
    return lsp_accepts(item, listed, before, behind)


def lsp_accepts(item: Item, listed: dict[str, Any], before: str, behind: str) -> str | None:
    a_range = range_of(item, listed)
    start, end = a_range["start"]["character"], a_range["end"]["character"]
    if not (item.get("filterText") or item["label"]).startswith(before[start:]):
        return None
    return before[:start] + text_of(item) + (before + behind)[end:]


ACCEPTS: dict[str, Callable[[Item, dict[str, Any], str, str], str | None]] = {
    "ALE 3.3": vim_accepts,
    "Neovim 0.7": old_neovim_accepts,
    "Neovim 0.11": new_neovim_accepts,
    "eglot 1.9": eglot_accepts,
    "eglot with yasnippet": eglot_accepts,
    "Kate 22.12": eglot_accepts,
    "VS Code": lsp_accepts,
}
