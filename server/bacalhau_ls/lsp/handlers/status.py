"""`bacalhau/status`: whether a file is taken for a spec, and why, for an editor's status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.governing import choice
from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from bacalhau_ls.lsp.documents import OpenFile
    from bacalhau_ls.lsp.server import Server


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
    if not detection.is_spec:
        return {"active": False, "reason": detection.reason, "specification": None}
    name, why = _specification(server, file)
    reason = f"{detection.reason}; it is held to `{name}`: {why}"
    return {"active": True, "reason": reason, "specification": name}


def _specification(server: Server, file: OpenFile) -> tuple[str, str]:
    """What a file is held to, and why."""
    scope = server.preferences.scope(file.uri)
    custom = server.validators.custom(scope)
    if custom is not None:
        return custom.specification.name, "the setting `schema` says so"
    return choice(file.document, scope.settings)
