"""Comments by which an author silences findings.

``// bacalhau-ls: ignore[code, ...]`` at the end of a line or alone on the line
above it, ``ignore-file[code, ...]`` anywhere. One that silences nothing is a
finding itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bacalhau_ls.findings import Finding, Fix, ReplaceText, Severity, Tag
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document

CODE = "unused-ignore"
_MARK = "bacalhau-ls:"
_DIRECTIVE = re.compile(r"bacalhau-ls:[ \t]*(ignore-file|ignore)[ \t]*\[([^\]\r\n]*)\]")
_WORD = re.compile(r"[^\s,]+")


@dataclass
class _Ignore:
    """One code that one comment names."""

    code: str
    span: Span
    comment: Span
    line: int | None
    """The line that it silences; None for all."""
    used: bool = field(default=False)


def without_ignored(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """*findings* less those that comments silence, and with the idle comments."""
    if _MARK not in document.content:
        yield from findings
        return
    ignores = list(_ignores(document))
    for finding in findings:
        line = document.text.line_of(finding.span.start)
        matching = [i for i in ignores if i.code == finding.code and i.line in (None, line)]
        for ignore in matching:
            ignore.used = True
        if not matching:
            yield finding
    idle = [ignore for ignore in ignores if not ignore.used and ignore.code != CODE]
    if not any(ignore.code == CODE for ignore in ignores):
        yield from (_unused(document, ignore, idle) for ignore in idle)


def _ignores(document: Document) -> Iterator[_Ignore]:
    for comment in document.notation.comments(document.top):
        text = document.content[comment.start : comment.end]
        for directive in _DIRECTIVE.finditer(text):
            line = _silenced_line(document, comment) if directive[1] == "ignore" else None
            for word in _WORD.finditer(text, directive.start(2), directive.end(2)):
                span = Span(comment.start + word.start(), comment.start + word.end())
                yield _Ignore(word.group(), span, comment, line)


def _silenced_line(document: Document, comment: Span) -> int:
    """The line of the comment, or the first one below that is more than a comment."""
    text = document.text
    line = text.line_of(comment.start)
    if document.content[text.line_start(line) : comment.start].strip():
        return line
    last = text.line_of(comment.end)
    below = range(last + 1, text.line_count)
    return next((n for n in below if not _is_comment(text.line_text(n))), last)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith(("//", "#"))


def _unused(document: Document, ignore: _Ignore, idle: list[_Ignore]) -> Finding:
    alone = sum(other.comment == ignore.comment for other in idle) == _codes_in(document, ignore)
    span = ignore.comment if alone else ignore.span
    fix = Fix(
        "Remove the comment" if alone else "Remove the code",
        (ReplaceText(span, ""),),
        preferred=True,
    )
    message = f"no `{ignore.code}` finding is silenced here"
    return Finding(ignore.span, CODE, Severity.HINT, message, tags=(Tag.UNNECESSARY,), fixes=(fix,))


def _codes_in(document: Document, ignore: _Ignore) -> int:
    text = document.content[ignore.comment.start : ignore.comment.end]
    return sum(len(_WORD.findall(match[2])) for match in _DIRECTIVE.finditer(text))
