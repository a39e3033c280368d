"""Semantic tokens, of a whole file or of a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp.handlers import about_specs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.semantic_tokens import Token
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot
    from bacalhau_ls.text import Span

_TYPES = {
    "TYPE": types.SemanticTokenTypes.Type,
    "CHOICE": types.SemanticTokenTypes.EnumMember,
    "AMOUNT": types.SemanticTokenTypes.Number,
    "UNIT": types.SemanticTokenTypes.Keyword,
    "VARIABLE": types.SemanticTokenTypes.Variable,
    "TEMPLATE": types.SemanticTokenTypes.Macro,
}
_LEGEND = types.SemanticTokensLegend(
    [each.value for each in _TYPES.values()], [types.SemanticTokenModifiers.Declaration.value]
)
_NUMBERS = {name: number for number, name in enumerate(_TYPES)}


@about_specs(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, None, _LEGEND)
def full(
    server: Server, snapshot: Snapshot, _params: types.SemanticTokensParams
) -> types.SemanticTokens:
    return _tokens(server, snapshot, None)


@about_specs(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, None, _LEGEND)
def part(
    server: Server, snapshot: Snapshot, params: types.SemanticTokensRangeParams
) -> types.SemanticTokens:
    return _tokens(server, snapshot, snapshot.span(params.range))


def _tokens(server: Server, snapshot: Snapshot, within: Span | None) -> types.SemanticTokens:
    from bacalhau_ls.features.semantic_tokens import semantic_tokens  # noqa: PLC0415

    specification = server.validator(snapshot).specification
    tokens = semantic_tokens(snapshot.job, specification, within)
    return types.SemanticTokens(list(_numbers(snapshot, tokens)))


def _numbers(snapshot: Snapshot, tokens: list[Token]) -> Iterator[int]:
    """Five numbers for each token, its place relative to the one before."""
    line = column = 0
    position, encoding = snapshot.document.text.position, snapshot.encoding
    for token in tokens:
        start = position(token.span.start, encoding)
        end = position(token.span.end, encoding)
        yield start.line - line
        yield start.column - (column if start.line == line else 0)
        yield end.column - start.column
        yield _NUMBERS[token.sort.name]
        yield int(token.is_declaration)
        line, column = start
