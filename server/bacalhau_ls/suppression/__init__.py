"""Comments by which an author silences findings.

``// bacalhau-ls: ignore[code, ...]`` on the line of the finding or alone on the
line above it, ``ignore-file[code, ...]`` anywhere. One that silences nothing is a
finding itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bacalhau_ls.document import MARK
from bacalhau_ls.findings import Finding, Fix, RemoveComment, ReplaceText, Severity, Tag, listed
from bacalhau_ls.governing import comment_above
from bacalhau_ls.spelling import nearest
from bacalhau_ls.suppression.directives import Directive, Ignore, directives
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.text import Text

CODE = "unused-ignore"
_NEVER_IDLE = frozenset({"other-specification"})
"""The comment that silences it may be all that the other specification refuses in the file."""


def without_ignored(
    document: Document, findings: Iterable[Finding], codes: Callable[[], Collection[str]]
) -> Iterator[Finding]:
    """*findings* less those that comments silence, and with the idle comments.

    *codes* gives all codes that there are.
    """
    orders = list(directives(document))
    if not orders:
        yield from findings
        return
    silenced = {(ignore.code, order.line) for order in orders for ignore in order.ignores}
    found: defaultdict[int | None, dict[str, None]] = defaultdict(dict)
    lines = _Lines(document.text, {order.line for order in orders if order.line is not None})
    for finding in findings:
        line = lines.around(finding.span.start)
        found[line][finding.code] = found[None][finding.code] = None
        if (finding.code, None) not in silenced and (finding.code, line) not in silenced:
            yield finding
    if not any(code == CODE for code, _ in silenced):
        for order in orders:
            yield from _idle(order, list(found[order.line]), codes)


class _Lines:
    """Some lines of a text: there may be thousands of findings, most of them elsewhere."""

    def __init__(self, text: Text, numbers: Iterable[int]) -> None:
        self._numbers = sorted(numbers)
        self._starts = [text.line_span(number).start for number in self._numbers]
        self._ends = [text.line_span(number).end for number in self._numbers]

    def around(self, offset: int) -> int:
        """The number of the line that *offset* stands on, -1 if it is none of these."""
        index = bisect_right(self._starts, offset) - 1
        return self._numbers[index] if index >= 0 and offset <= self._ends[index] else -1


def _idle(
    order: Directive, found: list[str], codes: Callable[[], Collection[str]]
) -> Iterator[Finding]:
    """What there is to say about an order that is of no use; *found* are the codes there."""
    if not order.ignores:
        yield _without_codes(order, found)
    used = _NEVER_IDLE.union(found)
    idle = [ignore for ignore in order.ignores if ignore.code not in used]
    for ignore in idle:
        removal = _removal_of(order) if len(idle) == len(order.ignores) else _removal_of(ignore)
        if ignore.code in codes():
            yield _hint(ignore.span, f"no `{ignore.code}` finding is silenced here", removal)
        else:
            yield _unknown_code(ignore, removal, found, codes())


def _hint(span: Span, message: str, *fixes: Fix) -> Finding:
    return Finding(span, CODE, Severity.HINT, message, tags=(Tag.UNNECESSARY,), fixes=fixes)


def _without_codes(order: Directive, found: list[str]) -> Finding:
    message = f"name what is to be silenced, such as `{order.name}[{(found or ['wrong-type'])[0]}]`"
    if not found:
        return _hint(order.span, message, _removal_of(order))
    named = (ReplaceText(order.brackets, f"[{', '.join(found)}]"),)
    fix = Fix(f"Name {listed(found)}", named, preferred=True, safe=False)
    return _hint(order.span, message, fix)


def _unknown_code(
    ignore: Ignore, removal: Fix, found: list[str], codes: Collection[str]
) -> Finding:
    meant = nearest(ignore.code, found)
    close = meant or nearest(ignore.code, codes)
    message = f"there are no findings with the code `{ignore.code}`"
    if close:
        message += f", did you mean `{close[0]}`?"
    if not meant:
        return _hint(ignore.span, message, removal)
    change = (ReplaceText(ignore.span, meant[0]),)
    rename = Fix(f"Change to `{meant[0]}`", change, preferred=True, safe=False)
    removal = replace(removal, preferred=False, safe=False)
    return _hint(ignore.span, message, rename, removal)


def _removal_of(part: Directive | Ignore) -> Fix:
    """What removes what is idle, but not what else a comment says."""
    if isinstance(part, Ignore):
        return Fix("Remove the code", (ReplaceText(part.item, ""),), preferred=True)
    if part.is_alone:
        return Fix("Remove the comment", (RemoveComment(part.comment),), preferred=True)
    return Fix("Remove the directive", (ReplaceText(part.with_blanks, ""),), preferred=True)


# -- writing them ----------------------------------------------------------------


def ignoring(document: Document, held_to: str, code: str, offset: int) -> tuple[Edit, ...]:
    """The edits that silence *code* on the line of *offset*."""
    line = document.text.line_of(offset)
    known = _beside_others(document, code, line)
    return known or comment_above(document, offset, f"{MARK} ignore[{code}]", held_to)


def ignoring_in_file(document: Document, held_to: str, code: str) -> tuple[Edit, ...]:
    """The edits that silence *code* everywhere."""
    known = _beside_others(document, code, None)
    return known or comment_above(document, 0, f"{MARK} ignore-file[{code}]", held_to)


def _beside_others(document: Document, code: str, line: int | None) -> tuple[Edit, ...]:
    """The edits that silence *code* where codes are silenced already; none if none is."""
    for order in directives(document):
        if order.line == line and order.ignores:
            end = order.ignores[-1].span.end
            return (Edit(end, end, f", {code}"),)
    return ()
