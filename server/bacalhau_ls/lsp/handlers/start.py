"""What follows the answer to `initialize`: ask for settings, register, get ready."""

from __future__ import annotations

import asyncio
import importlib
import logging
import pkgutil
from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server

logger = logging.getLogger(__name__)


@handles(types.INITIALIZED, read=lambda _: None)
def initialized(server: Server, _params: None) -> None:
    server.registrations.listen_to_settings()
    server.ask_for_settings()
    server.registrations.watch_files()
    asyncio.get_running_loop().call_soon(_warm_up)


def _warm_up() -> None:
    """Import now what the first request would have to wait for."""
    from bacalhau_ls import features  # noqa: PLC0415
    from bacalhau_ls.diagnosis import diagnose  # noqa: PLC0415
    from bacalhau_ls.document import Document  # noqa: PLC0415

    diagnose(Document.read('{"Tasks": [{}]}'))
    for info in pkgutil.walk_packages(features.__path__, f"{features.__name__}."):
        _import(info.name)


def _import(module: str) -> None:
    try:
        importlib.import_module(module)
    except Exception:
        logger.exception("a feature is missing: %s", module)
