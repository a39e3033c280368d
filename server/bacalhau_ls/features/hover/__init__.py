"""Hover: what a key or value means, what it comes to, and how to cure what is wrong there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import prose, wording
from bacalhau_ls.cursor import Cursor, Role, locate
from bacalhau_ls.features.hover.anchors import anchors_in_words
from bacalhau_ls.prose import NOTHING, Prose
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.specification import Schema, Specification
    from bacalhau_ls.syntax.tree import Node

_MOST_FINDINGS = 5


class Hover(NamedTuple):
    """What to show, and the stretch of text that it is about."""

    span: Span
    content: Prose


class _Subject(NamedTuple):
    """The value that is spoken of, and the token that the pointer is on."""

    node: Node
    token: Span


def hover(
    document: Document,
    specification: Specification,
    offset: int,
    findings: Iterable[Finding] = (),
) -> Hover | None:
    """What there is to say about the place at *offset*; None if that is nothing."""
    about = [each for each in findings if _is_on(each.span, offset)][:_MOST_FINDINGS]
    pieces = [Hover(each.span, _trouble(each)) for each in about]
    if (anchored := anchors_in_words(document, offset)) is not None:
        pieces.append(Hover(*anchored))
    if (subject := _subject(document, offset)) is not None:
        explained = prose.paragraphs(_explained(specification, subject.node))
        pieces.append(Hover(subject.token, explained))
    content = prose.paragraphs(piece.content for piece in pieces)
    if not content:
        return None
    return Hover(subject.token if subject else pieces[0].span, content)


def _is_on(span: Span, offset: int) -> bool:
    return span.start <= offset < max(span.end, span.start + 1)


# -- what the pointer is on ---------------------------------------------------


def _subject(document: Document, offset: int) -> _Subject | None:
    cursor = locate(document, offset)
    if cursor.role is Role.COMMENT:
        return None
    if cursor.token.start <= offset < cursor.token.end:
        return _Subject(cursor.node, cursor.token)
    opened = _opened_at(cursor, offset)
    if opened is not None:
        return _Subject(opened, Span(offset, offset + 1))
    return _Subject(cursor.node, cursor.token) if cursor.token.end > cursor.token.start else None


def _opened_at(cursor: Cursor, offset: int) -> Node | None:
    """The object or array whose opening bracket is at *offset*, or the item whose dash is."""
    container = cursor.container
    green = container.green
    assert isinstance(green, Container)
    place = offset - container.start
    if green.block and green.kind is Kind.ARRAY and place in green.starts:
        return container.child(green.starts.index(place))
    child = container.child_at(offset)
    is_opened = child is not None and child.start == offset and isinstance(child.green, Container)
    return child if is_opened else None


# -- what is wrong ------------------------------------------------------------


def _trouble(finding: Finding) -> Prose:
    label = prose.strong(prose.text(finding.severity.word.capitalize()))
    what = prose.joined([label, prose.message(finding.message)], ": ")
    code = prose.joined([what, prose.code(finding.code)], " · ")
    cures = prose.bullets(
        prose.joined([prose.text("Fix:"), prose.message(fix.title)], " ") for fix in finding.fixes
    )
    return prose.paragraphs([code, cures])


# -- what it means ------------------------------------------------------------


def _explained(specification: Specification, node: Node) -> Iterator[Prose]:
    schema = specification.governing(node)
    if schema is None:
        return
    documentation = wording.documentation(schema)
    yield _heading(specification, node, schema)
    yield documentation.description
    if node.readable:
        yield wording.effect_in_words(schema, node.value)
    yield _facts(schema)
    yield from _of_object(schema, node)
    yield _values(schema, node)
    yield documentation.link


def _heading(specification: Specification, node: Node, schema: Schema) -> Prose:
    if schema.title:
        named = prose.strong(prose.text(schema.title))
    else:
        named = prose.code(node.name) if node.name else NOTHING
    notes = [wording.type_in_words(schema), _necessity(specification, node)]
    return prose.joined([named, *(prose.text(note) for note in notes)], " · ")


def _necessity(specification: Specification, node: Node) -> str:
    if node.parent is None or node.parent.kind is not Kind.OBJECT or node.name is None:
        return ""
    owner = specification.governing(node.parent)
    if owner is None or node.name not in owner.names:
        return ""
    return "required" if owner.is_required(node.name) else "optional"


def _facts(schema: Schema) -> Prose:
    """What is allowed, the default and an example, one to a line."""
    default = wording.default_in_words(schema)
    facts = (
        ("Allowed", prose.text(wording.range_in_words(schema))),
        ("Default", prose.code(default) if default else NOTHING),
        ("If left out", prose.message(str(schema.first("x-absent", "")))),
        ("Example", NOTHING if schema.values else wording.examples_in_words(schema)),
    )
    return prose.bullets(
        prose.joined([prose.text(name), fact], ": ") for name, fact in facts if fact
    )


def _values(schema: Schema, node: Node) -> Prose:
    """The allowed values with their meaning, the current one marked."""
    default = schema.first("default", ...)
    shown = []
    for value, meaning in wording.value_descriptions(schema):
        literal = prose.code(wording.literal(value))
        is_current = node.readable and wording.same(value, node.value)
        marks = ("this one",) * is_current + ("default",) * wording.same(value, default)
        note = prose.text(f"({', '.join(marks)})" if marks else "")
        named = prose.joined([prose.strong(literal) if is_current else literal, note], " ")
        shown.append(prose.joined([named, prose.message(meaning)], ": "))
    return prose.introduced("Allowed values:", shown)


def _of_object(schema: Schema, node: Node) -> Iterator[Prose]:
    """Which required keys an object lacks, and what holds because others are left out."""
    if node.kind is not Kind.OBJECT:
        return
    present = {child.name for child in node}
    lacking = [name for name in schema.required if name not in present]
    if lacking:
        names = prose.joined([prose.code(name) for name in lacking], ", ")
        yield prose.joined([prose.text("Still needed:"), names], " ")
    absent = ((name, schema.child(name)) for name in schema.names if name not in present)
    effects = (
        prose.joined([prose.code(name), prose.message(str(child.first("x-absent")))], ": ")
        for name, child in absent
        if child is not None and child.first("x-absent")
    )
    yield prose.introduced("Left out:", effects)
