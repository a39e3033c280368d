"""What follows the answer to `initialize`: ask for settings, register, get ready."""

from __future__ import annotations

import asyncio
import importlib
import logging
import pkgutil
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from lsprotocol import types

from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server

logger = logging.getLogger(__name__)

_warming: WeakKeyDictionary[Server, asyncio.Future[None]] = WeakKeyDictionary()


@handles(types.INITIALIZED, read=lambda _: None)
def initialized(server: Server, _params: None) -> None:
    server.registrations.listen_to_settings()
    server.ask_for_settings()
    server.registrations.watch_files()
    _warming[server] = asyncio.ensure_future(_warm_up())


async def _warm_up() -> None:
    """Import now what the first request would have to wait for; what comes has its turn."""
    from bacalhau_ls import features  # noqa: PLC0415
    from bacalhau_ls.diagnosis import diagnose  # noqa: PLC0415
    from bacalhau_ls.document import Document  # noqa: PLC0415
    from bacalhau_ls.syntax import json  # noqa: PLC0415

    try:
        diagnose(Document.read('{"Tasks": [{}]}'))
    except Exception:
        logger.exception("nothing can be diagnosed")
    for package in (features, json):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            _import(info.name)
            await asyncio.sleep(0)


def _import(module: str) -> None:
    try:
        importlib.import_module(module)
    except Exception:
        logger.exception("a feature is missing: %s", module)
