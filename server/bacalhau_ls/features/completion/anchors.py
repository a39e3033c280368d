"""Anchors in YAML: behind the ``*`` of an alias, and of objects behind the ``<`` of a merge key."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Final

from bacalhau_ls import prose
from bacalhau_ls.cursor import Role, locate
from bacalhau_ls.features.completion.items import Item, ItemKind
from bacalhau_ls.syntax.anchors import MERGE_KEY, is_merge_key
from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.tree import comment_at
from bacalhau_ls.text import Edit, Span
from bacalhau_ls.validation.json_types import is_one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.anchors import AnchorUse
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation import Validator

_NAME_CHARACTERS: Final = f"{string.ascii_letters}{string.digits}_-"
_BEGUN: Final = re.compile(r"(?:^|[\s\[{,])\*\Z")
_SIGNS: Final = 2
"""The star and what stands before it."""
_MERGE_BEGUN: Final = re.compile(r"(?:^|[{,])[ \t]*(?:-[ \t]+)*(?P<key><<?)\Z", re.MULTILINE)
_REST: Final = re.compile(r"[A-Za-z0-9_-]*")
_LONGEST_NAME: Final = 1000
_LONGEST_DETAIL: Final = 60
_LONGEST_INDENT: Final = 1000
_SHAPES: Final = {Kind.OBJECT: "an object", Kind.ARRAY: "a list"}


def anchors_at(document: Document, validator: Validator, offset: int) -> list[Item]:
    """The anchors above *offset* if an alias is being written there; those that fit come first."""
    content = document.content
    written = content[max(offset - _LONGEST_NAME, 0) : offset]
    begun = written.rstrip(_NAME_CHARACTERS)
    if not _BEGUN.search(begun[-_SIGNS:]):
        return []
    start = offset - len(written) + len(begun)
    alias = document.whole.node_at(start)
    if not isinstance(alias.green, Scalar) or alias.start != start - 1:
        return []
    rest = _REST.match(content, offset)
    assert rest is not None
    types = _types(document, validator, start)
    offered = [
        _item(use, Span(start, rest.end()))._replace(
            is_unfit=bool(types) and not is_one_of(use.node, types)
        )
        for use in _above(document.whole, start)
    ]
    return sorted(offered, key=lambda item: item.is_unfit)


def merges_at(document: Document, _validator: Validator, offset: int) -> list[Item]:
    """Whole merge keys, if one is being written at *offset*, for the anchors of objects above."""
    content = document.content
    if not content.startswith("<", offset - 1):
        return []  # at every letter elsewhere, this is all that it costs
    begun = _MERGE_BEGUN.search(content[max(offset - _LONGEST_INDENT, 0) : offset])
    if begun is None or content[offset : offset + 1].strip(" \t\r\n}"):
        return []
    start = offset - len(begun["key"])
    if comment_at(document.whole.top, start) or not _is_word(document.whole, Span(start, offset)):
        return []
    objects = (use for use in _above(document.whole, start) if use.node.kind is Kind.OBJECT)
    return [_merging(use, Span(start, offset)) for use in objects]


def _is_word(document: Document, span: Span) -> bool:
    """Whether what is there is no part of a longer text."""
    cursor = locate(document, span.end)
    is_in_text = isinstance(document.node_at(span.start).green, Scalar)
    return cursor.token == span or (cursor.role is Role.ENTRY and not is_in_text)


def _merging(use: AnchorUse, span: Span) -> Item:
    item = _item(use, span)
    written = f"{MERGE_KEY}: *{use.name}"
    edit = item.edit._replace(text=written)
    return item._replace(label=written, edit=edit, filter_text=written)


def _above(document: Document, offset: int) -> Iterator[AnchorUse]:
    """The anchors that an alias at *offset* can mean, the nearest first.

    An anchor belongs to the last value of that name, and not inside of this value itself.
    """
    known: dict[str, AnchorUse] = {}
    for use in document.anchor_uses():
        if use.declares and use.span.end < offset:
            known.pop(use.name, None)
            known[use.name] = use
    yield from (use for use in reversed(known.values()) if not use.node.span.covers(offset))


def _types(document: Document, validator: Validator, offset: int) -> tuple[str, ...]:
    """The types of JSON that the value at *offset* may have; empty if that is not known."""
    node = document.node_at(offset)
    ways = (node, node.parent) if node.parent and node.parent.kind is Kind.ARRAY else (node,)
    keys = (each.key for each in ways if each)
    if any(key and is_merge_key(key.green) for key in keys):
        return ("object",)
    schema = validator.specification.governing(node) if node.parent else None
    return tuple(schema.types) if schema else ()


def _item(use: AnchorUse, span: Span) -> Item:
    detail = prose.on_one_line(_in_words(use.node), _LONGEST_DETAIL)
    return Item.plain(use.name, ItemKind.MENTION, Edit(*span, use.name), detail)


def _in_words(node: Node) -> str:
    """What an alias of *node* stands for."""
    if not isinstance(node.green, Container):
        return str(node.value)
    names = ", ".join(name for child in node if (name := child.name))
    shape = _SHAPES.get(node.kind, "")
    return f"{shape} with {names}" if names else shape
