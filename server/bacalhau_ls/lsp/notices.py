"""From our log to the user: each problem once, as a line in the client's log.

The log itself goes to standard error, where few people look.
"""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Self

_OURS = "bacalhau_ls"
_TYPES = {
    logging.WARNING: types.MessageType.Warning,
    logging.ERROR: types.MessageType.Error,
    logging.CRITICAL: types.MessageType.Error,
}


class ClientLog(logging.Handler):
    """Passes our warnings and errors on to a client, each text once, from any thread."""

    def __init__(self, send: Callable[[types.LogMessageParams], object]) -> None:
        super().__init__(logging.WARNING)
        self._send = send
        self._told: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the client, unless it has been told."""
        message = record.getMessage()
        if message in self._told:
            return
        self._told.add(message)
        kind = _TYPES.get(record.levelno, types.MessageType.Warning)
        with contextlib.suppress(RuntimeError):  # the loop is closed, the client gone
            self._send(types.LogMessageParams(kind, message))

    def __enter__(self) -> Self:
        logging.getLogger(_OURS).addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger(_OURS).removeHandler(self)
