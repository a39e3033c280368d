"""Commands that a client may run: go to a place, show a spec as strict JSON."""

from __future__ import annotations

import atexit
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, NoReturn

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams

from bacalhau_ls.lsp import uris
from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.lsp.server import Server

GO_TO = "bacalhau.goTo"
SHOW_JSON = "bacalhau.showJson"
_NO_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_NAME = 60


def _execute(server: Server, params: types.ExecuteCommandParams) -> Any:
    command = _COMMANDS.get(params.command)
    if command is None:
        _refuse(f"unknown command `{params.command}`")
    return command(server, *_target(params.arguments or []))


def _refuse(reason: str) -> NoReturn:
    raise JsonRpcInvalidParams(reason)


def _target(arguments: Any) -> tuple[str, types.Range | None]:
    """The URI and, where there is one, the range that a command is about."""
    if not arguments or not isinstance(arguments[0], str):
        _refuse("the first argument is the URI of a spec")
    if len(arguments) == 1:
        return arguments[0], None
    try:
        start, end = (arguments[1][each] for each in ("start", "end"))
        positions = (types.Position(int(at["line"]), int(at["character"])) for at in (start, end))
        return arguments[0], types.Range(*positions)
    except (KeyError, TypeError, ValueError):
        _refuse("the second argument is a range")


def _go_to(server: Server, uri: str, place: types.Range | None) -> None:
    _show(server, uri, place)


def _show_json(server: Server, uri: str, _place: types.Range | None) -> str:
    """The strict JSON of a spec; clients that can show a file show it."""
    from bacalhau_ls.features.strict_json import as_json, obstacles  # noqa: PLC0415

    snapshot = server.snapshot(uri)
    if snapshot is None:
        _refuse(f"`{uris.name(uri)}` is not open, or no spec")
    if found := obstacles(snapshot.document):
        line = snapshot.document.text.line_of(found[0].span.start) + 1
        reason = f"line {line} cannot be written as JSON: {found[0].message}"
        raise JsonRpcException(reason, types.LSPErrorCodes.RequestFailed.value)
    text = "".join(as_json(snapshot.document))
    if server.client.can("window.showDocument.support"):
        _show(server, uris.from_path(_written(uri, text)), None)
    return text


def _written(uri: str, text: str) -> Path:
    """A file with *text* that lives as long as the server."""
    stem = _NO_NAME.sub("-", uris.name(uri).partition(".")[0])[:_LONGEST_NAME]
    path = _folder() / f"{stem or 'job'}.json"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@cache
def _folder() -> Path:
    """A folder that nobody else can read, removed at the end."""
    folder = mkdtemp(prefix="bacalhau-ls-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _show(server: Server, uri: str, place: types.Range | None) -> None:
    params = types.ShowDocumentParams(uri, take_focus=True, selection=place)
    server.ask(types.WINDOW_SHOW_DOCUMENT, params)


_COMMANDS: dict[str, Callable[[Server, str, types.Range | None], Any]] = {
    GO_TO: _go_to,
    SHOW_JSON: _show_json,
}
execute_command = handles(
    types.WORKSPACE_EXECUTE_COMMAND, types.ExecuteCommandOptions(list(_COMMANDS))
)(_execute)
