"""What Bacalhau's own check makes of templates: it does not fill them in."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.templating import OPENING
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Span
from bacalhau_ls.validation.violations.unquoted_template import CODE, may_become_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.specification import Specification
    from bacalhau_ls.syntax.template_actions import Action
    from bacalhau_ls.syntax.tree import Node

_BEFORE_BARE: Final = frozenset("\r\n:,-[{")
"""What may stand in front of one, and the blanks before it, that is not inside of text."""
_QUOTE = re.compile(r"(?<!\\)\"")
_QUOTES: Final = ("'", '"')
_MOST_LOOKED_AT = 200


def template_findings(document: Document, specification: Specification) -> Iterator[Finding]:
    """Errors at all templates that nothing closes, one hint at the first that needs filling in."""
    is_for_bacalhau = document.notation is YAML or specification.takes_json_for_yaml
    if is_for_bacalhau and document.may_have_templates:
        yield from _unclosed(document)
        yield from islice(_refused(document, specification), 1)


def _unclosed(document: Document) -> Iterator[Finding]:
    content = document.content
    for start in islice(document.actions.places.unclosed, _MOST_LOOKED_AT):
        node = document.node_at(start)
        if isinstance(node.green, Scalar) and node.start <= start:
            yield Finding(*_lacking(content, node, start))


def _lacking(content: str, node: Node, start: int) -> tuple[Span, str, Severity, str]:
    """What keeps an action from starting at *start*."""
    closing = content.find("}}", start, node.end)
    line_end = start + len(content[start : node.end].split("\n", 1)[0].rstrip())
    end = min(closing + len(OPENING), line_end)
    if closing < 0:
        quote = content[node.start] if content[node.start] in _QUOTES else ""
        end = start + len(content[start:line_end].removesuffix(quote))
        what, cure = "this template is never closed", "write `}}` behind it"
    elif "{" in content[start + len(OPENING) : closing]:
        what, cure = "a template cannot hold `{`", 'write braces themselves as `{{"{{"}}`'
    else:
        what, cure = "a quote in this template is never closed", "write the other one"
    message = f"{what}, `bacalhau job run` refuses it: {cure}"
    return Span(start, end), "syntax-error", Severity.ERROR, message


def _refused(document: Document, specification: Specification) -> Iterator[Finding]:
    """The templates that YAML takes for something else, less those that are said one by one."""
    message = (
        "`bacalhau job validate` does not fill in templates and refuses this one,"
        " `bacalhau job run` fills it in"
    )
    for start, width in islice(document.actions.placed(_looked_at), _MOST_LOOKED_AT):
        span = Span(start, start + width)
        node = document.node_at(span.start)
        is_refused = _is_bare(node, span.start) or _ends_text(document.content, node, span)
        if is_refused and not _is_said_there(node, specification):
            yield Finding(span, CODE, Severity.HINT, message)


def _is_said_there(node: Node, specification: Specification) -> bool:
    schema = specification.governing(node) if node.kind is Kind.PLACEHOLDER else None
    return schema is not None and may_become_number(node, schema)


def _looked_at(actions: Sequence[Action]) -> Iterator[tuple[int, int]]:
    """The templates with no text right before them, and those with quotes: number and width."""
    for index, (text, before) in enumerate(actions):
        if not before or before in _BEFORE_BARE or '"' in text:
            yield index, len(text)


def _is_bare(node: Node, offset: int) -> bool:
    """Whether a template at *offset* stands for a key, a value or lines, not inside of text."""
    if node.kind is Kind.PLACEHOLDER:
        return node.start == offset
    green = node.green
    if not isinstance(green, Container):
        return False
    return any(node.start + p.start == offset and p.fault.skips for p in green.problems)


def _ends_text(content: str, node: Node, span: Span) -> bool:
    """Whether a quote inside of a template ends the text in double quotes around it."""
    is_around = isinstance(node.green, Scalar) and node.start < span.start < span.end < node.end
    return is_around and content[node.start] == '"' and bool(_QUOTE.search(content, *span))
