"""What a client has changed in an open file: read once, when it arrives.

By hand, as in `raw`: this is what happens at every keystroke, and a client
that leaves out the version is to be served as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.lsp import raw
from bacalhau_ls.text import Edit, Position

if TYPE_CHECKING:
    from bacalhau_ls.text import Encoding, Text


class Change(NamedTuple):
    """All of a text is replaced."""

    text: str


class Replacement(NamedTuple):
    """A change of a stretch of text, as clients send it, from one `Position` to another.

    All in one tuple: a burst has hundreds of them, most of which are only looked at.
    """

    text: str
    start_line: int
    start_column: int
    end_line: int
    end_column: int

    def edit(self, text: Text, encoding: Encoding) -> Edit:
        """It as a change of *text*; places outside the text count as its nearest end."""
        start = text.offset(Position(self.start_line, self.start_column), encoding)
        end = text.offset(Position(self.end_line, self.end_column), encoding)
        return Edit(min(start, end), max(start, end), self.text)

    def below(self, line: int) -> Replacement:
        """The same in a text that begins with *line* of this one."""
        return self._replace(start_line=self.start_line - line, end_line=self.end_line - line)


@dataclass(slots=True)
class Changed:
    """Changes of one file, one after the other."""

    uri: str
    version: int | None
    """That of the last one; None if the client has not said."""
    changes: list[Change | Replacement]

    def add(self, params: Any) -> None:
        """Take over what has come later for the same file; raises as `changed` does."""
        self.changes += list(map(_change, params["contentChanges"]))
        self.version = raw.version(params["textDocument"])


def changed(params: Any) -> Changed:
    """The params of `textDocument/didChange`, if they are not read yet; raises as `raw` does."""
    if isinstance(params, Changed):
        return params
    item = params["textDocument"]
    changes = list(map(_change, params["contentChanges"]))
    return Changed(raw.text(item["uri"]), raw.version(item), changes)


def _change(change: Any) -> Change | Replacement:
    text, a_range = raw.text(change["text"]), change.get("range")
    if a_range is None:
        return Change(text)
    start, end = a_range["start"], a_range["end"]
    start_line, start_column = int(start["line"]), int(start["character"])
    return Replacement(text, start_line, start_column, int(end["line"]), int(end["character"]))
