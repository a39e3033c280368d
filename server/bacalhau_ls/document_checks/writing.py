"""What keeps templates and aliases from being written in another way than the author's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.document_checks.anchors import anchor_findings
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.anchors import is_alias, takes_over
from bacalhau_ls.syntax.green import Container, Green, Kind, Scalar
from bacalhau_ls.syntax.template_blocks import gives_json, gives_text, may_give_several
from bacalhau_ls.syntax.templating import for_double_quotes, line_trims_in, outside
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node

DEEPEST: Final = 100
"""Levels that can be written: the text grows with the square of the depth."""
_QUOTE: Final = re.compile("[\"']")
_GIVES_SEVERAL: Final = "this template may give several values, and nobody can tell where they end"
_NEEDS_QUOTES: Final = "in JSON what stands between these templates would be part of a text"
_NEEDS_ESCAPES: Final = (
    "in double quotes this template would need a `\\`, with which Bacalhau cannot fill it in:"
    " put the texts in it into backticks first"
)
_TRIMS: Final = (
    "the `-` of this template takes away the white space beside it, and that is another one in"
    " the other notation: leave the `-` out first"
)


def has_aliases(tree: Container) -> bool:
    """Whether there is an alias or a merge key anywhere."""
    pending: list[Container] = [tree]
    while pending:
        container = pending.pop()
        if any(map(takes_over, (*container.keys, *container.children))):
            return True
        pending.extend(child for child in container.children if isinstance(child, Container))
    return False


def alias_obstacles(document: Document) -> Iterator[Finding]:
    """Aliases and merge keys that stand for nothing, or for too much."""
    if not has_aliases(document.tree):
        return
    unknown = [obstacle(*each.span, each.message) for each in anchor_findings(document)]
    yield from unknown
    if not unknown and not _is_writable(document.meant.tree):
        yield from (_too_much(node) for node in _first_that_takes_over(document.top))


def template_obstacles(document: Document) -> Iterator[Finding]:
    """Templates that double quotes would break."""
    for node in _values(document):
        for part in (node.key, node):
            if part is None or not isinstance(part.green, Scalar):
                continue
            if message := _broken_by_quotes(part.green):
                yield obstacle(*part.span, message)


def trim_obstacles(document: Document) -> Iterator[Finding]:
    """Templates that take away line breaks, or what stands around their text."""
    for node in _values(document):
        for part in (node.key, node):
            if part is not None and isinstance(part.green, Scalar):
                trims = line_trims_in(part.green.text)
                yield from (obstacle(*span.shifted(part.start), _TRIMS) for span in trims)


def comma_obstacles(document: Document) -> Iterator[Finding]:
    """Templates between brackets that give the commas there as well."""
    for node in _values(document):
        around = node.parent.green if node.parent else None
        is_in_brackets = isinstance(around, Container) and not around.block
        if is_in_brackets and node.kind is Kind.PLACEHOLDER and _may_give_several(node.green):
            yield obstacle(*node.span, _GIVES_SEVERAL)


def _may_give_several(green: Green) -> bool:
    return isinstance(green, Scalar) and may_give_several(green.text)


def _values(document: Document) -> Iterator[Node]:
    """All values, if templates may be among them."""
    pending = [document.root] if document.may_have_templates else []
    while pending:
        node = pending.pop()
        if isinstance(node.green, Container):
            pending.extend(node)
        yield node


def _broken_by_quotes(leaf: Scalar) -> str:
    """How quotes around a text would change what its templates give; nothing if they would not."""
    text = leaf.text if leaf.kind is Kind.PLACEHOLDER else leaf.value
    if not isinstance(text, str) or gives_json(leaf.text):
        return ""
    if for_double_quotes(text, leaf.text) is None:
        return _NEEDS_ESCAPES
    is_bare = leaf.kind is Kind.PLACEHOLDER and leaf.text[0] not in "\"'"
    is_plain = not _QUOTE.search(outside(text)) and gives_text(text)
    return _NEEDS_QUOTES if is_bare and not is_plain else ""


def _is_writable(meant: Container) -> bool:
    """Whether everything has been put in its place, and not too deep."""
    pending: list[tuple[Green, int]] = [(meant, 0)]
    while pending:
        green, depth = pending.pop()
        if depth > DEEPEST or is_alias(green):
            return False
        if isinstance(green, Container):
            if any(map(takes_over, green.keys)):
                return False
            pending.extend((child, depth + 1) for child in green.children)
    return True


def _first_that_takes_over(top: Node) -> Iterator[Node]:
    """The value of the first alias or merge key of the text."""
    pending = [top]
    while pending:
        node = pending.pop()
        if any(takes_over(each.green) for each in (node.key, node) if each):
            yield node
            return
        pending.extend(reversed(list(node)))


def _too_much(node: Node) -> Finding:
    what = "aliases and merge keys cannot be written out: they stand for too much, or for no object"
    return obstacle(*node.span, what)


def obstacle(start: int, end: int, message: str) -> Finding:
    """A finding that says why something cannot be written."""
    return Finding(Span(start, end), "not-convertible", Severity.ERROR, message)
