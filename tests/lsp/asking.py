"""Sound params for every request that the server answers, at any place of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lsp.talk import URI

if TYPE_CHECKING:
    from collections.abc import Callable

Place = dict[str, int]
START: Place = {"line": 0, "character": 0}


def at(line: int, character: int) -> Place:
    return {"line": line, "character": character}


def _document(uri: str, _place: Place) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}}


def _position(uri: str, place: Place) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": place}


def _range(uri: str, place: Place) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "range": {"start": START, "end": place}}


def _with(make: Callable[[str, Place], dict[str, Any]], **more: Any) -> Any:
    return lambda uri, place: make(uri, place) | more


_LAYOUT = {"tabSize": 2, "insertSpaces": True}
PARAMS: dict[str, Callable[[str, Place], dict[str, Any]]] = {
    "bacalhau/status": lambda uri, _place: {"uri": uri},
    "completionItem/resolve": lambda _uri, _place: {"label": "Name"},
    "codeAction/resolve": lambda _uri, _place: {"title": "Remove it"},
    "textDocument/codeAction": _with(_range, context={"diagnostics": []}),
    "textDocument/codeLens": _document,
    "textDocument/completion": _position,
    "textDocument/definition": _position,
    "textDocument/diagnostic": _document,
    "textDocument/documentHighlight": _position,
    "textDocument/documentLink": _document,
    "textDocument/documentSymbol": _document,
    "textDocument/foldingRange": _document,
    "textDocument/formatting": _with(_document, options=_LAYOUT),
    "textDocument/hover": _position,
    "textDocument/inlayHint": _range,
    "textDocument/onTypeFormatting": _with(_position, ch="\n", options=_LAYOUT),
    "textDocument/prepareRename": _position,
    "textDocument/rangeFormatting": _with(_range, options=_LAYOUT),
    "textDocument/references": _with(_position, context={"includeDeclaration": True}),
    "textDocument/rename": _with(_position, newName="other"),
    "textDocument/selectionRange": lambda uri, place: (
        _document(uri, place) | {"positions": [place]}
    ),
    "textDocument/semanticTokens/full": _document,
    "textDocument/semanticTokens/range": _range,
    "workspace/diagnostic": lambda _uri, _place: {"previousResultIds": []},
    "workspace/executeCommand": lambda uri, _place: {
        "command": "bacalhau.showJson",
        "arguments": [uri],
    },
    "workspace/symbol": lambda _uri, _place: {"query": "o"},
}
"""For each request what makes its params of a URI and a position."""


def params(method: str, uri: str = URI, place: Place = START) -> dict[str, Any]:
    """The params of a request about a place."""
    return PARAMS[method](uri, place)
