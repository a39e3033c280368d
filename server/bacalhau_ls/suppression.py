"""Comments by which an author silences findings.

``// bacalhau-ls: ignore[code, ...]`` at the end of a line or alone on the line
above it, ``ignore-file[code, ...]`` anywhere. One that silences nothing is a
finding itself.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.findings import Finding, Fix, RemoveComment, ReplaceText, Severity, Tag
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.text import Text

CODE = "unused-ignore"
_MARK = "bacalhau-ls:"
_DIRECTIVE = re.compile(r"bacalhau-ls:[ \t]*(ignore-file|ignore)[ \t]*\[([^\[\]\r\n]*)\]")
_WORD = re.compile(r"[^\s,]+")
_COMMA = re.compile(r"\s*,\s*")


class _Ignore(NamedTuple):
    """One code that one comment names."""

    code: str
    span: Span
    comment: Span
    line: int | None
    """The line that it silences; None for all."""
    item: Span
    """The code with one of the commas around it."""
    directive: Span
    """All of the directive, with the blanks before it."""
    is_bare: bool
    """Whether the comment holds nothing but directives."""

    @property
    def silences(self) -> tuple[str, int | None]:
        return self.code, self.line


def without_ignored(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """*findings* less those that comments silence, and with the idle comments."""
    if _MARK not in document.content:
        yield from findings
        return
    ignores = list(_ignores(document))
    silenced = {ignore.silences for ignore in ignores}
    used: set[tuple[str, int | None]] = set()
    for finding in findings:
        line = document.text.line_of(finding.span.start)
        matching = silenced & {(finding.code, None), (finding.code, line)}
        used |= matching
        if not matching:
            yield finding
    if not any(ignore.code == CODE for ignore in ignores):
        yield from _unused(ignores, used)


def _ignores(document: Document) -> Iterator[_Ignore]:
    lines = _CommentLines(document.text)
    for comment in document.notation.comments(document.top):
        text = document.content[comment.start : comment.end]
        for directive in _DIRECTIVE.finditer(text):
            line = lines.silenced_by(comment) if directive[1] == "ignore" else None
            is_bare = not re.search(r"\w", _DIRECTIVE.sub("", text))
            start = len(text[: directive.start()].rstrip(" \t"))
            whole = Span(start, directive.end()).shifted(comment.start)
            for word in _WORD.finditer(text, directive.start(2), directive.end(2)):
                span = Span(*word.span()).shifted(comment.start)
                item = _item(text, word, directive).shifted(comment.start)
                yield _Ignore(word.group(), span, comment, line, item, whole, is_bare)


def _item(text: str, word: re.Match[str], directive: re.Match[str]) -> Span:
    """A code in a list of codes, with the comma that goes when it goes."""
    if comma := _COMMA.match(text, word.end(), directive.end(2)):
        return Span(word.start(), comma.end())
    before = text[directive.start(2) : word.start()]
    return Span(directive.start(2) + len(before.rstrip(" \t,")), word.end())


class _CommentLines:
    """Which line a comment is about; no line is looked at twice."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._known: dict[int, int | None] = {}
        """The first line that is more than a comment, from a line on."""

    def silenced_by(self, comment: Span) -> int:
        """The line of *comment*, or the first one below that is more than a comment."""
        text = self._text
        line = text.line_of(comment.start)
        start, before = text.line_start(line), comment.start
        while before > start and text.content[before - 1].isspace():
            before -= 1
        if before > start:
            return line
        last = text.line_of(comment.end)
        below = self._first_from(last + 1)
        return last if below is None else below

    def _first_from(self, line: int) -> int | None:
        passed = []
        while line < self._text.line_count and line not in self._known:
            passed.append(line)
            if not _is_comment(self._text.line_text(line)):
                self._known[line] = line
                break
            line += 1
        found = self._known.get(line)
        self._known.update(dict.fromkeys(passed, found))
        return found


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith(("//", "#"))


def _unused(ignores: list[_Ignore], used: set[tuple[str, int | None]]) -> Iterator[Finding]:
    """What there is to say about those of *ignores* that were of no use."""
    idle = [ignore for ignore in ignores if ignore.silences not in used]
    codes = Counter(ignore.comment for ignore in ignores)
    idle_codes = Counter(ignore.comment for ignore in idle)
    for ignore in idle:
        alone = idle_codes[ignore.comment] == codes[ignore.comment]
        fix = (
            _removal(ignore)
            if alone
            else Fix("Remove the code", (ReplaceText(ignore.item, ""),), preferred=True)
        )
        message = f"no `{ignore.code}` finding is silenced here"
        yield Finding(
            ignore.span, CODE, Severity.HINT, message, tags=(Tag.UNNECESSARY,), fixes=(fix,)
        )


def _removal(ignore: _Ignore) -> Fix:
    """What removes all that a comment silences, but not what else it says."""
    if ignore.is_bare:
        return Fix("Remove the comment", (RemoveComment(ignore.comment),), preferred=True)
    return Fix("Remove the directive", (ReplaceText(ignore.directive, ""),), preferred=True)


# -- writing them ----------------------------------------------------------------


def ignoring(document: Document, code: str, offset: int) -> tuple[Edit, ...]:
    """The edits that silence *code* on the line of *offset*."""
    return _with_directive(document, "ignore", code, offset, document.text.line_of(offset))


def ignoring_in_file(document: Document, code: str) -> tuple[Edit, ...]:
    """The edits that silence *code* everywhere."""
    return _with_directive(document, "ignore-file", code, 0, None)


def _with_directive(
    document: Document, directive: str, code: str, offset: int, line: int | None
) -> tuple[Edit, ...]:
    for ignore in _ignores(document) if _MARK in document.content else ():
        if ignore.line == line:
            return (Edit(ignore.span.end, ignore.span.end, f", {code}"),)
    words = f"{_MARK} {directive}[{code}]"
    return document.notation.comment_above(document.content, document.top, offset, words)
