"""Which specification a file is held to, and why.

The file itself says it in a comment, ``# bacalhau-ls: specification=bacalhau``, with
``//`` where that starts a comment; else the settings do; else the notation does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.document import MARK
from bacalhau_ls.findings import Finding, Fix, ReplaceText, Severity, listed
from bacalhau_ls.settings import Specifying
from bacalhau_ls.spelling import nearest
from bacalhau_ls.syntax.green import Scalar
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.text import Edit, Text

GUIDE: Final = "guide"
BACALHAU: Final = "bacalhau"
NAMES: Final = (GUIDE, BACALHAU)
TITLES: Final = {GUIDE: "the guide", BACALHAU: "Bacalhau v1.9.3"}
"""What the specifications are called in a sentence."""

_DIRECTIVE = re.compile(
    rf"(?://|\#|/\*)[^\r\n]*?{MARK}[ \t]*specification[ \t]*=[ \t]*(?P<name>[\w.-]*)"
)
_NAMING = re.compile(r"[ \t]*specification[ \t]*=")


class Choice(NamedTuple):
    """A specification and why it is this one."""

    name: str
    reason: str
    """The rest of a sentence that starts with the name."""


class Directive(NamedTuple):
    """What a comment says about the specification."""

    word: str
    span: Span
    """Where the word is."""


def choice(document: Document, settings: Settings) -> Choice:
    """The specification that *document* is held to."""
    directive = directive_in(document)
    if directive is not None and directive.word in NAMES:
        return Choice(directive.word, "a comment in the file says so")
    if settings.specification is not Specifying.AUTO:
        return Choice(settings.specification.value, "the setting `specification` says so")
    if document.notation is JSON:
        return Choice(GUIDE, "the file is JSON")
    return Choice(BACALHAU, "the file is YAML")


def other_than(name: str) -> str:
    """The specification that *name* is not."""
    return BACALHAU if name == GUIDE else GUIDE


def directive_in(document: Document) -> Directive | None:
    """The first comment that names a specification; None if there is none."""
    if not document.may_address_us:
        return None
    for found in _directives(document.text):
        node = document.node_at(found.start())
        inside = isinstance(node.green, Scalar) and node.start < found.start() < node.end
        if not inside:
            return Directive(found["name"], Span(*found.span("name")))
    return None


def _directives(text: Text) -> Iterator[re.Match[str]]:
    """What looks like such a comment; there may be thousands of others to us."""
    at = text.content.find(MARK)
    while at >= 0:
        end = at + len(MARK)
        if _NAMING.match(text.content, end):
            line = text.line_span(text.line_of(at))
            yield from _DIRECTIVE.finditer(text.content, *line)
            end = line.end
        at = text.content.find(MARK, end)


def directive_findings(document: Document) -> Iterator[Finding]:
    """What is wrong with the comment that names a specification."""
    directive = directive_in(document)
    if directive is None or directive.word in NAMES:
        return
    ranked = [*nearest(directive.word, NAMES), *NAMES]
    message = f"unknown specification `{directive.word}`, it can be {listed(NAMES, 'or')}"
    fixes = tuple(
        Fix(f"Change to `{name}`", (ReplaceText(directive.span, name),), safe=False)
        for name in dict.fromkeys(ranked)
    )
    yield Finding(directive.span, "unknown-value", Severity.WARNING, message, fixes=fixes)


def naming(document: Document, name: str) -> Fix:
    """What makes *document* say in a comment that it follows the specification *name*."""
    title = f"Hold the file to {TITLES[name]}"
    if (directive := directive_in(document)) is not None:
        return Fix(title, (ReplaceText(directive.span, name),), preferred=True, safe=False)
    words = f"{MARK} specification={name}"
    operations = tuple(
        ReplaceText(Span(edit.start, edit.end), edit.text)
        for edit in comment_above(document, 0, words, name)
    )
    return Fix(title, operations, preferred=True, safe=False)


def comment_above(document: Document, offset: int, words: str, name: str) -> tuple[Edit, ...]:
    """What puts *words* in a comment above the line of *offset*, or else at its end.

    It is one for readers of the specification *name*: Bacalhau reads JSON as YAML.
    """
    edits = document.notation.comment_above(document.content, document.top, offset, words)
    if name != BACALHAU:
        return edits
    return tuple(edit._replace(text=edit.text.replace("//", "#", 1)) for edit in edits)
