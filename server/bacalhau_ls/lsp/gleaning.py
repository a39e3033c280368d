"""Something from every spec in the folders: read once, and again where a file has changed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from bacalhau_ls.lsp import uris
from bacalhau_ls.lsp.preferences import stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bacalhau_ls.lsp.preferences import Scope
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

Found = TypeVar("Found")


class _Gleaned(NamedTuple):
    """What was found in one file, and in which content and scope of it."""

    content: object
    scope: Scope
    found: list[object]


class Gleaning(Generic[Found]):
    """What *look* finds in each spec of one session, open or not."""

    def __init__(self, look: Callable[[Snapshot], list[Found]]) -> None:
        self._look = look
        self._known: dict[str, _Gleaned] = {}

    async def all(self, server: Server) -> list[Found]:
        """What there is now; between files others have their turn."""
        listed = await server.specs.uris()
        keys = {uris.key(uri) for uri in listed}
        self._known = {key: known for key, known in self._known.items() if key in keys}
        for uri in listed:
            self._known[uris.key(uri)] = self._gleaned(server, uri)
            await asyncio.sleep(0)  # a cancellation, or the next keystroke
        return [*self.at_hand()]

    def at_hand(self, but: str = "") -> Iterator[Found]:
        """What is known already, that of the file at the URI *but* left out."""
        for key, known in self._known.items():
            if key != uris.key(but):
                yield from known.found  # type: ignore[misc]

    def _gleaned(self, server: Server, uri: str) -> _Gleaned:
        file, path = server.documents.get(uri), uris.to_path(uri)
        content = file or (path and stamp_of(path))
        scope = server.preferences.scope(uri)
        known = self._known.get(uris.key(uri))
        if known and known.content == content and known.scope is scope:
            return known
        if file is not None:
            snapshot = server.snapshot(uri)
        else:
            spec = server.specs.read(uri, path, scope) if path else None
            snapshot = spec[0] if spec else None
        return _Gleaned(content, scope, [*self._look(snapshot)] if snapshot else [])
