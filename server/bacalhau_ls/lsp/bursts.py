"""Changes that have arrived together: applied as few edits, so that a burst is read once.

Changes close to each other are put together in a window of whole lines, which
is as small as what they touch; only then does the document take them over.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bacalhau_ls.edits import in_common
from bacalhau_ls.text import Edit, Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.lsp.changes import Replacement
    from bacalhau_ls.text import Encoding

_WIDEST = 4096


class _Window:
    """The lines of a text that an edit touches, while they are being changed further."""

    def __init__(self, text: Text, edit: Edit) -> None:
        self._first = text.line_of(edit.start)
        self._span = Span(text.line_start(self._first), text.line_span(text.line_of(edit.end)).end)
        self._before = text.content[self._span.start - 1 : self._span.start]
        self._after = text.content[self._span.end : self._span.end + 1]
        start, end = self._span
        self._old = text.content[start:end]
        self._is_all = len(self._old) == len(text)
        """Whether there are no other lines."""
        inside = Edit(edit.start - start, edit.end - start, edit.text)
        self._content = _after(self._old, inside)
        self._is_plain = _is_plain(self._content)
        """Whether it is one line in which columns are offsets."""
        self._only: Edit | None = edit

    @property
    def _is_narrow(self) -> bool:
        """Whether it is worth its while."""
        return len(self._old) + len(self._content) <= _WIDEST

    def _replaces_all(self, start: int, end: int) -> bool:
        """Whether nothing of the text is left if that is replaced, see `_is_new_text`."""
        return self._is_all and start == 0 and end == len(self._content)

    def take_from(self, changes: Iterator[Replacement], encoding: Encoding) -> Replacement | None:
        """Make *changes* up to the first that is not all in these lines, which is returned."""
        if not self._is_narrow:
            return next(changes, None)
        change = self._type_on(changes)
        while change is not None and self._takes(change, encoding):
            change = self._type_on(changes)
        return change

    def _type_on(self, changes: Iterator[Replacement]) -> Replacement | None:
        """The same while these lines are a single plain one and stay so, as they mostly do."""
        if not self._is_plain:
            return next(changes, None)
        content, line = self._content, self._first
        for change in changes:
            text, first, start, last, end = change
            if not first == last == line or not 0 <= start <= end <= len(content) <= _WIDEST:
                break
            if not (content and text.isascii() and text.isprintable()):
                break
            if self._replaces_all(start, end):
                break
            content, self._only = content[:start] + text + content[end:], None
        else:
            change = None
        self._content = content
        return change

    def _takes(self, change: Replacement, encoding: Encoding) -> bool:
        """Make a further *change*; whether it is all in these lines."""
        if not self._is_narrow or not self._is_apart:
            return False
        edit = self._in_lines(change, encoding)
        if edit is None or self._replaces_all(edit.start, edit.end):
            return False
        self._content = _after(self._content, edit)
        self._is_plain = _is_plain(self._content)
        self._only = None
        return True

    def _in_lines(self, change: Replacement, encoding: Encoding) -> Edit | None:
        """The place of *change* in these lines; None if it is not all in them."""
        here, lines = change.below(self._first), Text(self._content)
        if not {here.start_line, here.end_line}.issubset(range(lines.line_count)):
            return None
        return here.edit(lines, encoding)

    @property
    def _is_apart(self) -> bool:
        r"""Whether its lines are lines of the text too: no ``\r\n`` begins or ends outside."""
        content = self._content
        begins_outside = self._before == "\r" and (content or self._after).startswith("\n")
        return not begins_outside and not content.endswith("\r")

    @property
    def edit(self) -> Edit:
        """All changes so far as one; of several, without what they leave as it is."""
        if self._only is not None:
            return self._only
        old, new = self._old, self._content
        head = in_common(old, new)
        tail = in_common(old[head:][::-1], new[head:][::-1])
        start, end = self._span
        return Edit(start + head, end - tail, new[head : len(new) - tail])


def _is_new_text(text: Text, edit: Edit) -> bool:
    """Whether nothing of *text* is left: that means more than other changes, and is none's part."""
    return edit.start == 0 and edit.end == len(text)


def _is_plain(text: str) -> bool:
    return text.isascii() and "\n" not in text and "\r" not in text


def _after(text: str, edit: Edit) -> str:
    return text[: edit.start] + edit.text + text[edit.end :]


def joined(text: Text, changes: Iterable[Replacement], encoding: Encoding) -> Iterator[Edit]:
    """Edits, one after the other, that do to *text* what *changes* do one after the other."""
    rest = iter(changes)
    change = next(rest, None)
    while change is not None:
        edit, change = change.edit(text, encoding), next(rest, None)
        if change is not None and not _is_new_text(text, edit):
            window = _Window(text, edit)
            change = window.take_from(chain([change], rest), encoding)
            edit = window.edit
        yield edit
        if change is not None:
            text = text.apply(edit)
