"""Completion: the list, and the documentation of an item when it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from lsprotocol import types

from bacalhau_ls.lsp.completions import Shown, documentation
from bacalhau_ls.lsp.handlers import handles
from bacalhau_ls.lsp.images import images_elsewhere

if TYPE_CHECKING:
    from bacalhau_ls.features.completion import Item
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

_APART = ("*", "<", "=")
"""What begins something in an alias, a merge key or a comment to us, and nothing anywhere else."""
_OPTIONS = types.CompletionOptions(
    trigger_characters=['"', ":", ",", "{", "[", " ", *_APART],
    resolve_provider=True,
    completion_item=types.ServerCompletionItemOptions(label_details_support=True),
)
_offered: WeakKeyDictionary[Server, list[Item]] = WeakKeyDictionary()
"""The last list of each session: the one whose items may be asked about."""


@handles(types.TEXT_DOCUMENT_COMPLETION, _OPTIONS)
async def completion(server: Server, params: types.CompletionParams) -> dict[str, Any]:
    """What could be written at a place, as this client can show it."""
    from bacalhau_ls.lsp.menus import for_menu  # noqa: PLC0415 - not at the start

    uri = params.text_document.uri
    spec = server.snapshot(uri)
    snapshot = spec or _unrecognised(server, uri)
    if snapshot is None:
        return {"isIncomplete": False, "items": []}
    offset = snapshot.offset(params.position)
    typed = params.context.trigger_character if params.context else None
    items = await _items(server, snapshot, offset, typed or "", is_spec=spec is not None)
    items = for_menu(items, snapshot.document.content, offset, server.client)
    _offered[server] = items
    return Shown(server.client, snapshot).list_of(items)


async def _items(
    server: Server, file: Snapshot, offset: int, typed: str, *, is_spec: bool
) -> list[Item]:
    """What could be written where *typed* has asked by itself.

    Behind a colon nothing that starts a new line: who goes on with one presses the key
    that would accept it. Of a file that may become a spec what it is offered.
    """
    from bacalhau_ls.features.completion import Completion  # noqa: PLC0415 - not at the start
    from bacalhau_ls.features.completion.beginnings import beginnings  # noqa: PLC0415

    validator = server.validators.governing(file.document, file.scope)
    place = Completion(file.job, validator, offset)
    if typed in _APART:
        return place.apart
    if is_spec:
        items = place.items(await images_elsewhere(server, file.uri) if place.takes_images else ())
    else:
        items = beginnings(file.job, validator.specification, offset, place.items)
    return [item for item in items if typed != ":" or not item.edit.text.startswith("\n")]


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


@handles(types.COMPLETION_ITEM_RESOLVE)
def resolve(server: Server, params: types.CompletionItem) -> types.CompletionItem:
    """The item with its documentation."""
    known, number = _offered.get(server, []), params.data
    if isinstance(number, int) and 0 <= number < len(known) and known[number].label == params.label:
        params.documentation = documentation(known[number].documentation, server.client)
    return params
