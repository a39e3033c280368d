"""`bacalhau/status`: whether a file is taken for a spec, and why, for an editor's status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server

_SPECIFICATION = "guide"


def _uri(raw: Any) -> str:
    uri = raw["uri"]
    if not isinstance(uri, str):
        message = "not a string"
        raise TypeError(message)
    return uri


@handles("bacalhau/status", read=_uri)
def status(server: Server, uri: str) -> dict[str, Any]:
    file = server.documents.get(uri)
    if file is None:
        return {"active": False, "reason": "the file is not open", "specification": None}
    detection = server.detection(file)
    return {
        "active": detection.is_spec,
        "reason": detection.reason,
        "specification": _SPECIFICATION if detection.is_spec else None,
    }
