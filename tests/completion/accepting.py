"""What a text is after an item of completion has been accepted.

A place is a text with ``|`` for the cursor. The edits are applied as an editor does it that
knows nothing but LSP; snippets are expanded to what their stops hold at first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.completion import Item, complete

if TYPE_CHECKING:
    from bacalhau_ls.text import Edit

_STOP = re.compile(r"\\([$}\\])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+", re.DOTALL)


def offered(place: str, images: tuple[str, ...] = ()) -> list[Item]:
    """The items at the ``|`` in *place*."""
    before, _, behind = place.partition("|")
    return complete(Document.read(before + behind), guide(), len(before), images)


def labels(place: str, images: tuple[str, ...] = ()) -> list[str]:
    return [item.label for item in offered(place, images)]


def item_of(place: str, label: str) -> Item:
    """The one item of that label."""
    found = [item for item in offered(place) if item.label == label]
    assert len(found) == 1, f"{label} is not among {labels(place)}"
    return found[0]


def after(place: str, label: str) -> str:
    """The text after accepting, in an editor that knows no snippets."""
    return accepted(place.replace("|", "", 1), item_of(place, label))


def snippet_after(place: str, label: str) -> str:
    """The same with the stops shown, as ``<1:text>``."""
    item = item_of(place, label)
    shown = _STOP.sub(_shown, item.snippet) if item.snippet else item.edit.text
    return accepted(place.replace("|", "", 1), item, shown)


def _shown(stop: re.Match[str]) -> str:
    if stop[1]:
        return stop[1]
    number = re.search(r"\d+", stop.group())
    assert number
    inside = f":{_unescaped(stop[2])}" if stop[2] else ""
    return f"<{number.group()}{inside}>"


def _unescaped(text: str) -> str:
    return re.sub(r"\\([$}\\])", r"\1", text)


def expanded(snippet: str) -> str:
    """What a snippet comes to if nobody goes to its stops."""
    return _STOP.sub(lambda stop: stop[1] or _unescaped(stop[2] or ""), snippet)


def accepted(text: str, item: Item, written: str | None = None) -> str:
    """*text* with all edits of *item*."""
    own = item.edit if written is None else item.edit._replace(text=written)
    edits: list[Edit] = sorted((own, *item.elsewhere), reverse=True)
    for edit in edits:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
