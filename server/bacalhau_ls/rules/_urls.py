"""Addresses on the web: where they stand in a source or publisher, and their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.domain.flaws import is_stand_in
from bacalhau_ls.rules._places import params

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

_WHERE = {"urlDownload": "URL", "ipfs": "Gateway", "s3": "Endpoint"}


def urls(owner: Node) -> Iterator[tuple[Node, str]]:
    """The addresses in the params of a source or publisher, with their text."""
    for type_, name in _WHERE.items():
        node = parameters.get(name) if (parameters := params(owner, type_)) else None
        if node is not None and node.string and not is_stand_in(node.string):
            yield node, node.string
