"""Comments that address us and order nothing: ``# bacalhau-ls: ingore[wrong-type]``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.document import MARK
from bacalhau_ls.findings import Finding, Fix, ReplaceText, Severity, Tag, listed
from bacalhau_ls.governing import NAMES
from bacalhau_ls.spelling import nearest
from bacalhau_ls.suppression.directives import comments_to_us
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document

CODE: Final = "unknown-directive"
_SPECIFICATION: Final = "specification"
_ORDERS: Final = ("ignore", "ignore-file", _SPECIFICATION)
_BEGUN: Final = re.compile(
    rf"(?m:^)[^\w\r\n]*{MARK}[ \t]*(?P<order>(?P<word>[A-Za-z][\w-]*|)"
    r"(?:(?P<sign>[ \t]*[:=][ \t]*|[ \t]+)(?P<value>[\w.-]*))?)"
)
"""A comment, or a line of it, that starts with our mark: others only speak of us."""
_KNOWN: Final = re.compile(rf"ignore(?:-file)?(?![\w-])|{_SPECIFICATION}[ \t]*=")
_OF_OTHERS: Final = re.compile(
    r"(?:disable|ignore|noqa|off|silence|skip|suppress)(?:-next)?(?P<all>-file|-all)?(?:-line)?"
)
"""How comments to other linters begin."""


def unknown_directives(document: Document) -> Iterator[Finding]:
    """The comments to us that hold no order that there is."""
    for comment in comments_to_us(document) if document.may_address_us else ():
        text = document.content[comment.start : comment.end]
        for begun in _BEGUN.finditer(text):
            if not _KNOWN.match(begun["order"]):
                yield _finding(begun, comment.start)


def _finding(begun: re.Match[str], base: int) -> Finding:
    word = begun["word"]
    if word == _SPECIFICATION:
        return _without_sign(begun, base)
    one_of = f"it can be {listed(_ORDERS, 'or')}"
    if not word:
        at = begun.start("order")
        span = Span(at - len(MARK), at).shifted(base)
        return _hint(span, f"this comment orders nothing, {one_of}")
    span = Span(*begun.span("word")).shifted(base)
    close = _meant(word)
    if not close:
        return _hint(span, f"unknown directive `{word}`, {one_of}")
    message = f"unknown directive `{word}`, did you mean `{close}`?"
    return _hint(span, message, _change(span, close))


def _meant(word: str) -> str:
    if of_others := _OF_OTHERS.fullmatch(word.lower()):
        return "ignore-file" if of_others["all"] else "ignore"
    return next(iter(nearest(word, _ORDERS)), "")


def _without_sign(begun: re.Match[str], base: int) -> Finding:
    """Of ``specification: guide``: the sign of equality is missing."""
    value, span = begun["value"] or "", Span(*begun.span("order")).shifted(base)
    wanted = [f"{_SPECIFICATION}={name}" for name in (nearest(value, NAMES) or NAMES)]
    message = f"`{_SPECIFICATION}` needs `=` and a name, such as `{wanted[0]}`"
    return _hint(span, message, *(_change(span, each) for each in wanted))


def _change(span: Span, text: str) -> Fix:
    return Fix(f"Change to `{text}`", (ReplaceText(span, text),), safe=False)


def _hint(span: Span, message: str, *fixes: Fix) -> Finding:
    return Finding(span, CODE, Severity.HINT, message, tags=(Tag.UNNECESSARY,), fixes=fixes)
