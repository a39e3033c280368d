"""Open, change, save, close: the text of the files in the editor.

The params are read by hand: this is what happens at every keystroke, and a
client that leaves out the version is to be served as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types

from bacalhau_ls.lsp import raw
from bacalhau_ls.lsp.changes import Changed, changed
from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server


class _Opened(NamedTuple):
    uri: str
    language: str
    version: int | None
    text: str


def _opened(params: Any) -> _Opened:
    item = params["textDocument"]
    language = item.get("languageId")
    return _Opened(
        raw.text(item["uri"]),
        language if isinstance(language, str) else "",
        raw.version(item),
        raw.text(item["text"]),
    )


@handles(types.TEXT_DOCUMENT_DID_OPEN, read=_opened)
def did_open(server: Server, opened: _Opened) -> None:
    server.documents.open(*opened)
    server.look_at_settings()
    _announce(server, opened.uri)


@handles(types.TEXT_DOCUMENT_DID_CHANGE, read=changed)
def did_change(server: Server, change: Changed) -> None:
    if server.documents.change(change.uri, change.version, change.changes):
        _announce(server, change.uri)


@handles(types.TEXT_DOCUMENT_DID_SAVE, types.SaveOptions(include_text=False), read=raw.uri)
def did_save(server: Server, _uri: str) -> None:
    server.look_at_settings()


@handles(types.TEXT_DOCUMENT_DID_CLOSE, read=raw.uri)
def did_close(server: Server, uri: str) -> None:
    if file := server.documents.close(uri):
        server.close(file)


def _announce(server: Server, uri: str) -> None:
    if file := server.documents.get(uri):
        server.publisher.changed(file)
