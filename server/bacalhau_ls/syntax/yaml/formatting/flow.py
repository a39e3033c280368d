"""Lists and mappings in brackets: blanks within lines, the indentation of further lines.

Their entries stay on the lines that they are on; only what is on one line and
too long for it is opened up, an entry on each line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container, Scalar
from bacalhau_ls.syntax.yaml.formatting import gaps
from bacalhau_ls.syntax.yaml.formatting.gaps import Gap, Place
from bacalhau_ls.syntax.yaml.formatting.page import LINE_END
from bacalhau_ls.syntax.yaml.formatting.texts import spans_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.yaml.formatting.page import Page
    from bacalhau_ls.syntax.yaml.formatting.soundness import Broken
    from bacalhau_ls.syntax.yaml.formatting.style import Style

_DEEPEST: Final = 64
"""Brackets in brackets below are left as they are."""
_BLANKS_BEFORE_COMMA: Final = re.compile(r"([ \t]+),[ \t]*(?:#[^\r\n]*)?[\r\n]")


class FlowPrinter:
    """Lays out what is in brackets on a page."""

    def __init__(self, page: Page, style: Style, broken: Broken) -> None:
        self._page = page
        self._style = style
        self._broken = broken
        self._widths: dict[int, int | None] = {}

    def lay_out(self, place: Place) -> None:
        """Lay out a container and all in it."""
        pending = [place]
        while pending:
            place = pending.pop()
            if self._stays(place):
                self._page.keep_inside(place.start, place.end)
                continue
            self._page.take_comments(place.green, place.start)
            if self._is_too_wide(place):
                pending += self._opened(place)
            else:
                pending += self._respaced(place)

    def _stays(self, place: Place) -> bool:
        within = self._page.within
        is_outside = place.end <= within.start or within.end <= place.start
        is_broken = id(place.green) in self._broken.pinned or not place.green.closed
        return is_outside or is_broken or place.depth > _DEEPEST

    # -- on the lines that they are on -------------------------------------------

    def _respaced(self, place: Place) -> Iterator[Place]:
        """Put blanks and indentation right; what is left to do in it."""
        page, green, unit = self._page, place.green, self._style.unit
        outer = place.outer
        for index, child in enumerate(green.children):
            column = place.used if place.is_bare else None
            if not place.is_bare and self._space(gaps.before(self._page.text, place, index)):
                outer = column = place.outer + unit
                page.place(place.start + green.starts[index], column)
            at = place.start + green.offsets[index]
            if green.keys:
                is_below = self._space(gaps.colon(self._page.text, place, index))
                column = None if column is None else column + green.keys[index].width + len(": ")
                if is_below:
                    column = outer + unit
                    page.place(at, column)
                self._keep_text(green.keys[index], place.start + green.key_offsets[index])
            if isinstance(child, Container):
                yield Place(child, at, outer, column, place.depth + 1)
            else:
                self._keep_text(child, at)
        if not place.is_bare and self._space(gaps.behind(self._page.text, place)):
            page.place(place.end - 1, place.outer)

    def _keep_text(self, scalar: Scalar, start: int) -> None:
        if spans_lines(scalar.text):
            self._page.keep_inside(start, start + scalar.width)

    def _space(self, gap: Gap) -> bool:
        """Put the blanks of a gap right; whether it goes on to another line."""
        page = self._page
        old = page.text[gap.start : gap.end]
        if not spans_lines(old):
            if gap.pattern.fullmatch(old) and old != gap.flat:
                page.respace(gap.start, gap.end, gap.flat)
            return False
        found = _BLANKS_BEFORE_COMMA.match(old)
        if found and gap.flat.startswith(","):
            page.replace(gap.start, gap.start + found.end(1), "")
        return True

    # -- too wide for a line -----------------------------------------------------

    def _is_too_wide(self, place: Place) -> bool:
        if place.used is None or not place.green.children or place.is_bare:
            return False
        if self._page.kept[self._page.line_of(place.start)] & LINE_END:
            return False  # what is behind it there stays as it is
        width = self._width(place)
        return width is not None and place.used + width > self._style.line_width

    def _width(self, place: Place) -> int | None:
        """How wide a container is on one line; None if it is to stay as it is."""
        known = self._widths.get(id(place.green), -1)
        if known != -1:
            return known
        width = None
        if not self._stays(place) and not spans_lines(self._page.text[place.start : place.end]):
            width = self._sum_of_widths(place)
        self._widths[id(place.green)] = width
        return width

    def _sum_of_widths(self, place: Place) -> int | None:
        found, text = gaps.all_gaps(self._page.text, place), self._page.text
        if not all(gap.pattern.fullmatch(text, gap.start, gap.end) for gap in found):
            return None
        total = sum(len(gap.flat) for gap in found) + sum(key.width for key in place.green.keys)
        for child, offset in zip(place.green.children, place.green.offsets, strict=True):
            width: int | None = child.width
            if isinstance(child, Container):
                inner = Place(child, place.start + offset, 0, None, place.depth + 1)
                width = self._width(inner)
            if width is None:
                return None
            total += width
        return total + (0 if place.is_bare else len("[]"))

    def _opened(self, place: Place) -> Iterator[Place]:
        """Put each entry on a line of its own; what is left to do in it."""
        page, green, newline = self._page, place.green, self._style.newline
        inner = place.outer + self._style.unit
        for index, child in enumerate(green.children):
            gap = gaps.before(self._page.text, place, index)
            page.respace(gap.start, gap.end, f"{gap.flat.rstrip()}{newline}{' ' * inner}")
            column = inner
            if green.keys:
                self._space(gaps.colon(self._page.text, place, index))
                column += green.keys[index].width + len(": ")
            if isinstance(child, Container):
                at = place.start + green.offsets[index]
                yield Place(child, at, inner, column, place.depth + 1)
        gap = gaps.behind(self._page.text, place)
        page.respace(gap.start, gap.end, f"{gap.flat.rstrip()}{newline}{' ' * place.outer}")
