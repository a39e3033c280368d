"""Semantic tokens: the parts of values that mean more than text to Bacalhau."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import wording
from bacalhau_ls.domain import names, places
from bacalhau_ls.domain.mentions import Characters
from bacalhau_ls.domain.parts import by_tasks
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Kind, Scalar
from bacalhau_ls.syntax.templating import actions_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.specification import Schema, Specification
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

_AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Sort(Enum):
    """What a token is."""

    TYPE = auto()
    """A value that decides what else belongs into its object."""
    CHOICE = auto()
    """Another value from a list."""
    AMOUNT = auto()
    UNIT = auto()
    VARIABLE = auto()
    TEMPLATE = auto()


class Token(NamedTuple):
    """A stretch of one line and what it is."""

    span: Span
    sort: Sort
    is_declaration: bool = False

    def shifted(self, by: int) -> Token:
        """The same *by* code points further on."""
        return self._replace(span=self.span.shifted(by))


def semantic_tokens(
    document: Document, specification: Specification, within: Span | None = None
) -> list[Token]:
    """The tokens that touch *within*, or all, in the order of the text; none overlap."""
    if within is None:
        found = [*by_tasks(document, specification, _starting_in)]
    else:
        found = _touching(document, specification, within)
    tokens: list[Token] = []
    for token in sorted(found, key=lambda token: token.span):
        if not tokens or tokens[-1].span.end <= token.span.start:
            tokens.append(token)
    return tokens


def _touching(document: Document, specification: Specification, within: Span) -> list[Token]:
    return [
        *_by_schema(document, specification, within),
        *_variables(document, within),
    ]


def _starting_in(document: Document, specification: Specification, part: Span) -> list[Token]:
    found = _touching(document, specification, part)
    return [token for token in found if part.start <= token.span.start < part.end]


def _by_schema(document: Document, specification: Specification, within: Span) -> Iterator[Token]:
    for node, schema in specification.governed(document.root, within):
        if node.kind is Kind.PLACEHOLDER:
            if isinstance(node.green, Scalar) and TEMPLATE_OPENING not in node.green.text:
                continue  # an alias: editors know those
            line = document.text.line_span(document.text.line_of(node.start))
            yield Token(node.span._replace(end=min(node.end, line.end)), Sort.TEMPLATE)
        elif node.kind is Kind.STRING and node.readable:
            yield from _in_string(document, node, schema)


def _in_string(document: Document, node: Node, schema: Schema) -> Iterator[Token]:
    text = str(node.value)
    if "{{" in text:
        characters = Characters(document, node)
        for match in actions_in(characters.text):
            yield Token(characters.span(*match.span()), Sort.TEMPLATE)
    elif text in schema.values:
        sort = Sort.TYPE if node.name == places.DISCRIMINATOR else Sort.CHOICE
        yield from _stretches(document, node, (0, len(text), sort))
    elif (size := wording.size_in(schema, text)) and wording.amount_in_words(schema, text):
        unit = len(text) - len(size.unit)
        amount = (0, len(size.number), Sort.AMOUNT)
        yield from _stretches(document, node, amount, (unit, len(text), Sort.UNIT))
    elif schema.first("x-unit") and _AMOUNT.fullmatch(text):
        yield from _stretches(document, node, (0, len(text), Sort.AMOUNT))


def _stretches(document: Document, node: Node, *parts: tuple[int, int, Sort]) -> Iterator[Token]:
    characters = Characters(document, node)
    for start, end, sort in parts:
        if end <= len(characters.text):
            yield Token(characters.span(start, end), sort)


def _variables(document: Document, within: Span) -> Iterator[Token]:
    """Where variables are set and where they are used."""
    tasks = document.root.at(*places.TASKS)
    for task in tasks.children_touching(within) if tasks else ():
        for use in names.variables_in(document, task):
            if use.span.end >= within.start and use.span.start <= within.end:
                yield Token(use.span, Sort.VARIABLE, use.declares is not None)
