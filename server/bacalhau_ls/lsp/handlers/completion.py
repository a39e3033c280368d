"""Completion: the list, and the documentation of an item when it is looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from lsprotocol import types

from bacalhau_ls.lsp.completions import Shown, documentation
from bacalhau_ls.lsp.handlers import handles
from bacalhau_ls.lsp.images import images_elsewhere

if TYPE_CHECKING:
    from bacalhau_ls.features.completion import Item
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

_OPTIONS = types.CompletionOptions(
    trigger_characters=['"', ":", ",", "{", "[", " "],
    resolve_provider=True,
    completion_item=types.ServerCompletionItemOptions(label_details_support=True),
)
_offered: WeakKeyDictionary[Server, list[Item]] = WeakKeyDictionary()
"""The last list of each session: the one whose items may be asked about."""


@handles(types.TEXT_DOCUMENT_COMPLETION, _OPTIONS)
async def completion(server: Server, params: types.CompletionParams) -> types.CompletionList:
    """What could be written at a place, as this client can show it.

    Behind a colon just typed nothing that starts a new line: who goes on with one presses
    the key that would accept it.
    """
    from bacalhau_ls.lsp.menus import for_menu  # noqa: PLC0415 - not at the start

    uri = params.text_document.uri
    spec = server.snapshot(uri)
    snapshot = spec or _unrecognised(server, uri)
    if snapshot is None:
        return types.CompletionList(is_incomplete=False, items=[])
    offset = snapshot.offset(params.position)
    items = await _items(server, spec, offset) if spec else _first_items(server, snapshot, offset)
    if params.context and params.context.trigger_character == ":":
        items = [item for item in items if not item.edit.text.startswith("\n")]
    items = for_menu(items, snapshot.document.content, offset, server.client)
    _offered[server] = items
    return Shown(server.client, snapshot).list_of(items)


async def _items(server: Server, spec: Snapshot, offset: int) -> list[Item]:
    from bacalhau_ls.features.completion import (  # noqa: PLC0415 - not at the start
        complete,
        wants_images,
    )

    validator = server.validators.governing(spec.document, spec.scope)
    images: list[str] = []
    if wants_images(spec.job, validator, offset):
        images = await images_elsewhere(server, spec.uri)
    return complete(spec.job, validator, offset, images)


def _unrecognised(server: Server, uri: str) -> Snapshot | None:
    """An open file that is not known for a spec, as it would be read if it were one."""
    from bacalhau_ls.lsp.snapshot import Snapshot  # noqa: PLC0415 - not at the start

    file = server.documents.get(uri)
    if file is None:
        return None
    scope = server.preferences.scope(uri)
    validator = server.validators.governing(file.document, scope)
    document = validator.specification.reading(file.document)
    return Snapshot(file.uri, file.version, document, scope, server.documents.encoding)


def _first_items(server: Server, file: Snapshot, offset: int) -> list[Item]:
    """What a file is offered that may become a spec."""
    from bacalhau_ls.features.completion import complete  # noqa: PLC0415 - not at the start
    from bacalhau_ls.features.completion.beginnings import beginnings  # noqa: PLC0415

    validator = server.validators.governing(file.document, file.scope)
    offered = partial(complete, file.job, validator, offset)
    return beginnings(file.job, validator.specification, offset, offered)


@handles(types.COMPLETION_ITEM_RESOLVE)
def resolve(server: Server, params: types.CompletionItem) -> types.CompletionItem:
    """The item with its documentation."""
    known, number = _offered.get(server, []), params.data
    if isinstance(number, int) and 0 <= number < len(known) and known[number].label == params.label:
        params.documentation = documentation(known[number].documentation, server.client)
    return params
