"""Document links: from what a spec names to its page or file."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.domain import places, web
from bacalhau_ls.domain.mentions import Characters
from bacalhau_ls.domain.places import word
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.domain.web import Page
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

_ADDRESS = re.compile(r"(https?|s3|ipfs)://[^\s\"'`<>{}\\^|]+")
_TRAILING = ".,;:!?)]"
_UNSAFE_PATH = re.compile(r"^[\\/]{2}|[\x00-\x1f$*]|\{\{|^~|://")
"""Paths of other machines, and what is no path of a file."""


class Link(NamedTuple):
    """A stretch of text and where it leads: to an address or to a file."""

    span: Span
    url: str
    """Empty for a file."""
    path: str
    """The path of a file, absolute or from the folder of the spec; empty for an address."""
    tooltip: str


def document_links(
    document: Document, exists: Callable[[str], bool], limit: int = 2000
) -> list[Link]:
    """The links in the order of the text, none within another; *exists* knows which files do."""
    found: list[Link] = []
    for link in sorted(_all(document, exists, limit)):
        if not found or link.span.start >= found[-1].span.end:
            found.append(link)
    return found[:limit]


def _all(document: Document, exists: Callable[[str], bool], limit: int) -> Iterator[Link]:
    for engine in _first(document, places.ENGINE, limit):
        yield from _of_engine(document, engine, exists)
    for source in _first(document, places.SOURCE, limit):
        yield from _of_source(document, source, exists)
        yield from _of_storage(document, source)
    for publisher in _first(document, places.PUBLISHER, limit):
        yield from _of_storage(document, publisher)
    yield from _addresses(document, limit)


def _first(document: Document, path: places.Path, limit: int) -> Iterator[Node]:
    return islice(places.below(document.root, places.in_tasks(path)), limit)


# -- by what a place means ------------------------------------------------------


def _of_engine(document: Document, engine: Node, exists: Callable[[str], bool]) -> Iterator[Link]:
    image, module = engine.at("Params", "Image"), engine.at("Params", "EntryModule")
    if image is not None:
        yield from _to_page(document, image, web.image_page(word(image)))
    if module is not None and engine.parent is not None:
        path = _mounted_file(engine.parent, word(module)) or word(module)
        yield from _to_file(document, module, path, exists)


def _mounted_file(task: Node, path: str) -> str:
    """The local file that an input puts at *path*; empty if there is none."""
    for source in places.below(task, places.INPUT):
        target = word(source.get("Target")).rstrip("/")
        origin = _local_path(source.get("Source"))
        is_below = path == target or path.startswith(f"{target}/")
        if target and origin is not None and is_below:
            return word(origin).rstrip("/") + path[len(target) :]
    return ""


def _of_source(document: Document, source: Node, exists: Callable[[str], bool]) -> Iterator[Link]:
    origin = _local_path(source)
    if origin is not None:
        yield from _to_file(document, origin, word(origin), exists)


def _local_path(source: Node | None) -> Node | None:
    if source is None or word(source.get("Type")) != "local":
        return None
    return source.at("Params", "SourcePath")


def _of_storage(document: Document, storage: Node) -> Iterator[Link]:
    kind, params = word(storage.get("Type")), storage.get("Params")
    if params is None:
        return
    if kind == "s3" and (bucket := params.get("Bucket")):
        region, endpoint = word(params.get("Region")), word(params.get("Endpoint"))
        name, key = word(bucket), params.get("Key")
        yield from _to_page(document, bucket, web.s3_page(name, "", region, endpoint))
        if key is not None:
            yield from _to_page(document, key, web.s3_page(name, word(key), region, endpoint))
    elif kind == "ipfs" and (cid := params.get("CID")):
        page = web.ipfs_page(word(cid), word(params.get("Gateway")))
        yield from _to_page(document, cid, page)


def _to_page(document: Document, node: Node, page: Page | None) -> Iterator[Link]:
    content = Characters(document, node).content
    if page is not None and content is not None and node.string:
        yield Link(content, page.url, "", page.tooltip)


def _to_file(
    document: Document, node: Node, path: str, exists: Callable[[str], bool]
) -> Iterator[Link]:
    content = Characters(document, node).content
    if path and content and not _UNSAFE_PATH.search(path) and exists(path):
        yield Link(content, "", path, "Open the file")


# -- addresses anywhere -----------------------------------------------------------


def _addresses(document: Document, limit: int) -> Iterator[Link]:
    """Addresses within strings, whatever the strings mean."""
    end = 0
    for match in islice(_ADDRESS.finditer(document.content), limit):
        if match.start() < end:
            continue
        node = document.node_at(match.start())
        if node.kind is Kind.STRING:
            end = node.end
            yield from _addresses_in(Characters(document, node))


def _addresses_in(characters: Characters) -> Iterator[Link]:
    for match in _ADDRESS.finditer(characters.text):
        start, address = match.start(), match.group().rstrip(_TRAILING)
        is_template = characters.text.startswith("{{", match.end())
        page = None if is_template else _page_of(match[1], address)
        if page is not None:
            span = characters.span(start, start + len(address))
            yield Link(span, page.url, "", page.tooltip)


def _page_of(scheme: str, address: str) -> Page | None:
    rest = address.partition("://")[2]
    if scheme == "s3":
        bucket, _, key = rest.partition("/")
        return web.s3_page(bucket, key)
    if scheme == "ipfs":
        return web.ipfs_page(rest.removeprefix("ipfs/"))
    return web.web_page(address)
