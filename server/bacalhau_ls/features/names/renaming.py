"""Another name for something: whether it can have it, and the edits that give it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bacalhau_ls.domain.mentions import Characters
from bacalhau_ls.domain.names import Sort
from bacalhau_ls.edits import applied
from bacalhau_ls.features.names.refusals import refusal
from bacalhau_ls.features.names.uses import name_at
from bacalhau_ls.findings import RenameKey, SetValue, Severity
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.features.names.name import Name
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation import Validator

_SIGNS_OF_TEXT: Final = "\"'|>"
"""What a text starts with in which everything stands for itself."""


class CannotRenameError(ValueError):
    """Why something cannot get a new name, in words for the user."""


def renameable(document: Document, offset: int) -> Name | None:
    """The name at *offset* if it can get another one."""
    name = name_at(document, offset)
    return name if name and any(use.declares for use in name.uses) else None


def rename(document: Document, validator: Validator, offset: int, new: str) -> list[Edit]:
    """The edits that give the name at *offset* the text *new*; raises `CannotRenameError`."""
    name = renameable(document, offset)
    if name is None:
        message = "no name that is set in this file stands here"
        raise CannotRenameError(message)
    if name.sort is Sort.PATH:
        new = new.rstrip("/") or new
    if new == name.text:
        return []
    if why := refusal(document, validator.specification, name, new):
        raise CannotRenameError(why)
    edits = [Edit(*use.span, new) for use in name.uses]
    if name.sort is Sort.ANCHOR:
        return edits
    edits = list(_written(document, edits))
    if why := _objection(document, validator, name, edits):
        raise CannotRenameError(why)
    return edits


# -- the edits ---------------------------------------------------------------------


def _written(document: Document, plain: list[Edit]) -> Iterator[Edit]:
    """The *plain* edits, but with quotes around what would mean something else without."""
    after, moved = document.edited(reversed(plain)), 0
    for token, group in groupby(plain, lambda edit: _token_at(document, edit.start)):
        edits = list(group)
        if _is_kept(document, token, edits, _token_at(after, edits[0].start + moved)):
            yield from edits
        else:
            yield from _in_quotes(document, token, edits)
        moved += sum(edit.delta for edit in edits)


def _token_at(document: Document, offset: int) -> Node:
    """The key or scalar that *offset* is in; of an anchor maybe what is around it."""
    node = document.whole.node_at(offset)
    if not isinstance(node.green, Container):
        return node
    keys = (child.key for child in node.children_touching(Span(offset, offset)))
    return next((key for key in keys if key and key.span.covers(offset)), node)


def _is_kept(document: Document, token: Node, edits: Iterable[Edit], after: Node) -> bool:
    """Whether the text of a token is the same *after* the edits, but for what they change."""
    content = Characters(document, token).content
    if content is None or document.content[token.start] in _SIGNS_OF_TEXT:
        return True
    is_sound = after.readable and not after.green.flawed
    return is_sound and after.value == _changed(document, content, edits)


def _in_quotes(document: Document, token: Node, edits: Iterable[Edit]) -> Iterator[Edit]:
    text = _changed(document, token.span, edits)
    is_key = token.parent is None
    operation = RenameKey(token.span, text) if is_key else SetValue(token.span, text)
    whole = document.whole
    yield from whole.notation.edits(whole.content, whole.top, (operation,))


def _changed(document: Document, span: Span, edits: Iterable[Edit]) -> str:
    """What *span* holds after *edits* inside it."""
    within = (Edit(start - span.start, end - span.start, text) for start, end, text in edits)
    return applied(document.content[slice(*span)], within)


# -- what would be said about it ------------------------------------------------------


def _objection(document: Document, validator: Validator, name: Name, edits: list[Edit]) -> str:
    """What is said against the new name where it is declared, and not against the old one.

    Warnings about paths and the like are about more than their names.
    """
    gravest = Severity.WARNING if name.sort is Sort.VARIABLE else Severity.ERROR
    declared = [use.span for use in name.uses if use.declares]
    moved, shift = [], 0
    for edit in edits:
        if any(_touch(span, Span(edit.start, edit.end)) for span in declared):
            moved.append(Span(edit.start, edit.start + len(edit.text)).shifted(shift))
        shift += edit.delta
    before = _said(validator, document, declared, gravest)
    after = _said(validator, document.edited(reversed(edits)), moved, gravest)
    return next((message for code, message in after.items() if code not in before), "")


def _said(
    validator: Validator, document: Document, spans: list[Span], gravest: Severity
) -> dict[str, str]:
    """The findings at *spans* by their codes."""
    return {
        finding.code: finding.message
        for finding in validator.findings(document.root)
        if finding.severity <= gravest and any(_touch(finding.span, span) for span in spans)
    }


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
