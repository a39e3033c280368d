"""What templates are written with: variables that the file uses elsewhere, and functions."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.cursor import Role, locate
from bacalhau_ls.document_checks.template_functions import FUNCTIONS
from bacalhau_ls.features.completion.items import Candidate, Item, ItemKind, Rank
from bacalhau_ls.syntax.green import TEMPLATE_OPENING
from bacalhau_ls.syntax.templating import actions_in
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.validation import Validator

_VARIABLE = re.compile(r"(?<![\w.)\"'`])\.[A-Za-z_][\w.]*")
_WORD = re.compile(r"[\w.]*")
_CLOSED = re.compile(r"[^{}\r\n]*\}\}")
_MOST_LOOKED_AT = 200
_DETAIL = "a variable of this template"
_CALL = "a function of templates"
_QUOTES = ('"', "`")


def templates(place: Place) -> Iterator[Candidate]:
    """The variables, where a text may stand."""
    schema, content = place.schema, place.opening.content
    if schema is None or "string" not in schema.types or TEMPLATE_OPENING not in content:
        return
    for name in _variables(content):
        text = f"{{{{{name}}}}}"
        yield Candidate(text, ItemKind.MENTION, Rank.SNIPPET, sketch=text, detail=_DETAIL)


def is_in_template(document: Document, offset: int) -> bool:
    """Whether a template is being written at *offset*, where no value of the tree can stand."""
    is_begun = _begun(document.content, offset) is not None
    return is_begun and locate(document, offset).role is not Role.COMMENT


def template_words_at(document: Document, _validator: Validator, offset: int) -> list[Item]:
    """Variables and functions for a template that is being written at *offset*, if one is."""
    begun = _begun(document.content, offset)
    if begun is None or not is_in_template(document, offset):
        return []
    start, end = begun.word
    own = document.content[start:end]
    found = [_item(name, begun) for name in _variables(document.content) if name != own]
    if own.startswith(".") or begun.is_in_text:
        return found
    # What follows a function is for its author to write.
    return [*found, *(_item(name, begun._replace(closing=""), _CALL) for name in FUNCTIONS)]


class _Begun(NamedTuple):
    """A template that is being written."""

    word: Span
    """Its word at the cursor."""
    closing: str
    """What is still to be written behind that."""
    is_in_text: bool
    """Whether the word is a part of a text in quotes."""


def _begun(content: str, offset: int) -> _Begun | None:
    line = max(content.rfind("\n", 0, offset), content.rfind("\r", 0, offset)) + 1
    start = content.rfind(TEMPLATE_OPENING, line, offset)
    typed = content[start + len(TEMPLATE_OPENING) : offset]
    if start < 0 or "}" in typed:
        return None
    before, behind = _WORD.match(typed[::-1]), _WORD.match(content, offset)
    assert before is not None
    assert behind is not None
    closing = "" if _CLOSED.match(content, behind.end()) else "}}"
    blank = " " if closing and typed.lstrip("-")[:1].isspace() else ""
    is_in_text = any(typed.count(quote) % 2 for quote in _QUOTES)
    return _Begun(Span(offset - before.end(), behind.end()), blank + closing, is_in_text)


def _variables(content: str) -> dict[str, None]:
    """The names in the order of the text."""
    found = islice(actions_in(content), _MOST_LOOKED_AT)
    return dict.fromkeys(name for each in found for name in _VARIABLE.findall(each.group()))


def _item(name: str, begun: _Begun, detail: str = _DETAIL) -> Item:
    edit = Edit(*begun.word, f"{name}{begun.closing}")
    return Item.plain(name, ItemKind.MENTION, edit, detail)
