"""Completion: the list, and the documentation of an item when it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from lsprotocol import types

from bacalhau_ls.lsp import raw
from bacalhau_ls.lsp.completions import Shown, documentation
from bacalhau_ls.lsp.handlers import handles
from bacalhau_ls.lsp.images import images_elsewhere

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bacalhau_ls.features.completion import Completion, Item
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot
    from bacalhau_ls.text import Position
    from bacalhau_ls.validation import Validator

_List: TypeAlias = "dict[str, Any]"
"""The `CompletionList` of LSP as plain JSON."""
_APART = ("*", "<", "=")
"""What begins something in an alias, a merge key or a comment to us, and nothing anywhere else."""
_OPTIONS = types.CompletionOptions(
    trigger_characters=['"', ":", ",", "{", "[", " ", *_APART],
    resolve_provider=True,
    completion_item=types.ServerCompletionItemOptions(label_details_support=True),
)
_offered: WeakKeyDictionary[Server, list[Item]] = WeakKeyDictionary()
"""The last list of each session: the one whose items may be asked about."""


class _Asked(NamedTuple):
    uri: str
    position: Position
    typed: str
    """What has asked by itself; empty if the author did."""


def _asked(params: Any) -> _Asked:
    context = params.get("context") or {}
    position = raw.position(params["position"])
    return _Asked(raw.uri(params), position, str(context.get("triggerCharacter") or ""))


@handles(types.TEXT_DOCUMENT_COMPLETION, _OPTIONS, read=_asked)
def completion(server: Server, asked: _Asked) -> _List | Coroutine[Any, Any, _List]:
    """What could be written at a place, at once unless other files have a say in it."""
    from bacalhau_ls.features.completion import Completion  # noqa: PLC0415 - not at the start

    spec = server.snapshot(asked.uri)
    file = spec or _unrecognised(server, asked.uri)
    if file is None:
        return {"isIncomplete": False, "items": []}
    validator = server.validator(file)
    offset = file.document.text.offset(asked.position, file.encoding)
    place = Completion(file.job, validator, offset)
    if asked.typed in _APART:
        return _shown(server, file, offset, place.apart)
    if spec is not None and place.takes_images:
        return _with_images(server, file, place, asked.typed)
    items = place.items() if spec is not None else _beginnings(file, validator, place)
    return _shown(server, file, offset, _for_typed(items, asked.typed))


async def _with_images(server: Server, file: Snapshot, place: Completion, typed: str) -> _List:
    items = place.items(await images_elsewhere(server, file.uri))
    return _shown(server, file, place.offset, _for_typed(items, typed))


def _beginnings(file: Snapshot, validator: Validator, place: Completion) -> list[Item]:
    """What a file that may become a spec is offered."""
    from bacalhau_ls.features.completion.beginnings import beginnings  # noqa: PLC0415 - as above

    return beginnings(file.job, validator.specification, place.offset, place.items)


def _for_typed(items: list[Item], typed: str) -> list[Item]:
    """*items* where *typed* has asked by itself.

    Behind a colon nothing that starts a new line: who goes on with one presses the key
    that would accept it.
    """
    return [item for item in items if typed != ":" or not item.edit.text.startswith("\n")]


def _shown(server: Server, file: Snapshot, offset: int, items: list[Item]) -> _List:
    """*items* as this client can show them."""
    from bacalhau_ls.lsp.menus import for_menu  # noqa: PLC0415 - not at the start

    shown = for_menu(items, file.document.content, offset, server.client)
    _offered[server] = shown
    return Shown(server.client, file).list_of(shown)


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
