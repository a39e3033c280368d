"""How far a long piece of work is, for a client that wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled

if TYPE_CHECKING:
    from typing_extensions import Self

    from bacalhau_ls.lsp.server import Server


class WorkDone:
    """A piece of work that the user can watch and cancel; *token* is None if nobody watches."""

    def __init__(self, server: Server, token: types.ProgressToken | None, title: str) -> None:
        self._progress = server.work_done_progress
        self._token = token
        self._title = title
        self._percentage = 0

    def __enter__(self) -> Self:
        if self._token is not None:
            begin = types.WorkDoneProgressBegin(self._title, cancellable=True, percentage=0)
            self._progress.begin(self._token, begin)
        return self

    def __exit__(self, *_: object) -> None:
        if self._token is not None:
            self._progress.tokens.pop(self._token, None)
            self._progress.end(self._token, types.WorkDoneProgressEnd())

    def report(self, done: int, total: int) -> None:
        """*done* of *total* parts are done; raises if the user does not want the rest."""
        if self._token is None:
            return
        watched = self._progress.tokens.get(self._token)
        if watched and watched.cancelled():
            raise JsonRpcRequestCancelled
        percentage = 100 * done // max(total, 1)
        if percentage > self._percentage:
            self._percentage = percentage
            report = types.WorkDoneProgressReport(
                message=f"{done} of {total}", percentage=percentage
            )
            self._progress.report(self._token, report)
