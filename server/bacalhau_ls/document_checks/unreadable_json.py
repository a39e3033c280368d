"""What Bacalhau makes of JSON, which it reads as YAML: some of it is an error there."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Fix, ReplaceText, Severity
from bacalhau_ls.settings import Strictness
from bacalhau_ls.specification.stages import Stage
from bacalhau_ls.syntax.green import Kind, Level, Scalar
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.tree import comments_in, problems_of
from bacalhau_ls.syntax.yaml.reading.resolution import meaning
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Located, Node

CODE: Final = "unreadable-json"
TOLERATED: Final = frozenset({Level.DIALECT, Level.COMMENT, Level.YAML})
"""Problems of JSON that are none in YAML, or that this module has another word for."""

_ESCAPES: Final = re.compile(
    r"\\(?:\\|(?P<bad>[^0abt\tnvfre \"'N_LPxuU\r\n]"
    r"|u[dD][89abAB][0-9a-fA-F]{2}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|u[dD][c-fC-F][0-9a-fA-F]{2}))"
)
_INDENT: Final = re.compile(r"[ \t]*")
_ENDS_LINE: Final = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_PAIR: Final = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


def as_bacalhau_reads(located: Located, strictness: Strictness) -> Located | None:
    """A problem of JSON where Bacalhau reads it; None if there it is none, or has another word.

    Who wants strict JSON gets to hear of all that it is not.
    """
    level = located.problem.fault.level
    if level not in TOLERATED:
        return located
    if strictness is not Strictness.JSON or level is Level.COMMENT:
        return None
    if level is Level.YAML:
        return located._replace(problem=located.problem._replace(fault=faults.COMMENT))
    return located


def passed_over(strictness: Strictness) -> frozenset[Level]:
    """The levels of problems that are always none where Bacalhau reads JSON."""
    return frozenset({Level.COMMENT}) if strictness is Strictness.JSON else TOLERATED


def unreadable_findings(document: Document) -> Iterator[Finding]:
    """The comments, escape sequences and keys of JSON that Bacalhau stumbles over."""
    if document.notation is not JSON:
        return
    for finding in chain(_comments(document), _escapes(document)):
        yield finding.at_stage(Stage.VALIDATE)
    yield from _bare_keys(document)


def _bare_keys(document: Document) -> Iterator[Finding]:
    """The keys without quotes that are no text in YAML."""
    for problem, owner in problems_of(document.top, faults.BARE_KEY):
        text, span = problem.detail, Span(problem.start, problem.end)
        kind, value = meaning(text)
        quote = Fix("Put it in quotes", (ReplaceText(span, f'"{text}"'),), preferred=True)
        if kind is Kind.LITERAL and value is None:
            message = f"Bacalhau reads JSON as YAML, where `{text}` is no name without quotes"
            found = Finding(span, CODE, Severity.ERROR, message, fixes=(quote,))
            yield found.at_stage(Stage.VALIDATE)
        elif kind is Kind.LITERAL and _has_own_names(owner):
            name = str(value).lower()
            if name != text.lower():
                yield _of_truth(span, text, name, quote)


def _has_own_names(owner: Node) -> bool:
    """Whether the author may have chosen the names in *owner*: those of a job are given."""
    return owner.parent is not None and owner.parent.kind is not Kind.DOCUMENT


def _of_truth(span: Span, text: str, name: str, quote: Fix) -> Finding:
    message = f"without quotes `{text}` is {name} in YAML, and the name becomes `{name}`"
    return Finding(
        span, "boolean-key", Severity.WARNING, message, fixes=(replace(quote, safe=False),)
    )


def _escapes(document: Document) -> Iterator[Finding]:
    """The escape sequences that YAML does not know."""
    for found in _ESCAPES.finditer(document.content) if "\\" in document.content else ():
        if found["bad"] and _is_in_quotes(document, found.start()):
            yield _escape(document, found)


def _comments(document: Document) -> Iterator[Finding]:
    message = "Bacalhau reads JSON as YAML, where comments start with `#`"
    for comment in comments_in(document.top):
        text = document.content[comment.start : comment.end]
        if text.startswith("//"):
            opening = Span(comment.start, comment.start + 2)
            mark = _apart(document, comment, "#")
            fix = Fix("Write `#`", (ReplaceText(opening, mark),), preferred=True, safe=False)
            yield Finding(comment, CODE, Severity.ERROR, message, fixes=(fix,))
        elif text.startswith("/*"):
            blanks = _INDENT.match(document.content, comment.end)
            end = blanks.end() if blanks else comment.end
            lines = ReplaceText(Span(comment.start, end), _as_lines(document, comment))
            fix = Fix("Write it with `#`", (lines,), preferred=True, safe=False)
            yield Finding(comment, CODE, Severity.ERROR, message, fixes=(fix,))


def _apart(document: Document, comment: Span, text: str) -> str:
    """*text*, which YAML takes for a comment only if a blank is in front of it."""
    before = document.content[max(0, comment.start - 1) : comment.start]
    return text if before == "" or before.isspace() else f" {text}"


def _as_lines(document: Document, comment: Span) -> str:
    """A comment between ``/*`` and ``*/`` as lines that start with ``#``."""
    content = document.content
    body = content[comment.start : comment.end].removeprefix("/*").removesuffix("*/")
    words = [line.strip(" \t\r*") for line in body.split("\n")]
    newline = "\r\n" if "\r\n" in content else "\n"
    line_start = content.rfind("\n", 0, comment.start) + 1
    indent = _INDENT.match(content, line_start, comment.start)
    outer = newline + (indent.group() if indent else "")
    text = outer.join(f"# {line}".rstrip() for line in words if line) or "#"
    is_last = _ENDS_LINE.match(content, comment.end) is not None
    return _apart(document, comment, text) + ("" if is_last else outer)


def _is_in_quotes(document: Document, offset: int) -> bool:
    node = document.node_at(offset)
    for each in (node, *((child.key for child in node) if len(node) else ())):
        green = each.green if each is not None else None
        if isinstance(green, Scalar) and each is not None and each.start <= offset < each.end:
            return green.kind is Kind.STRING and green.text.startswith('"')
    return False


def _escape(document: Document, found: re.Match[str]) -> Finding:
    pair = _PAIR.match(document.content, found.start())
    span = Span(*(pair or found).span())
    better = _character(pair[0]) if pair else found["bad"] if found["bad"] == "/" else None
    message = "Bacalhau reads JSON as YAML, which does not know this escape sequence"
    fixes: tuple[Fix, ...] = ()
    if better is not None:
        fixes = (Fix(f"Write `{better}`", (ReplaceText(span, better),), preferred=True),)
    return Finding(span, CODE, Severity.ERROR, message, fixes=fixes)


def _character(pair: str) -> str:
    high, low = int(pair[2:6], 16), int(pair[8:12], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
