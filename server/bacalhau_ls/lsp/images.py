"""The images that other specs use, for completion."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bacalhau_ls.lsp.gleaning import Gleaning

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

_LONGEST_WAIT = 0.2
"""Seconds that a list may be late for them. What comes later is in the next one."""

_known: WeakKeyDictionary[Server, Gleaning[str]] = WeakKeyDictionary()
_looking: WeakKeyDictionary[Server, asyncio.Task[list[str]]] = WeakKeyDictionary()


async def images_elsewhere(server: Server, here: str) -> list[str]:
    """The images in all specs but the one at the URI *here*, as far as they are known."""
    images = _known.setdefault(server, Gleaning(_images))
    looking = _looking.get(server)
    if looking is None or looking.done():
        looking = _looking[server] = asyncio.ensure_future(images.all(server))
    await asyncio.wait({looking}, timeout=_LONGEST_WAIT)
    return [*images.at_hand(but=here)]


def _images(snapshot: Snapshot) -> list[str]:
    from bacalhau_ls.domain import places  # noqa: PLC0415 - not needed at the start

    found = places.below(snapshot.job.root, places.in_tasks(places.IMAGE))
    return [places.word(image) for image in found]
