"""Addresses on the web: where they stand in a source or publisher, and their parts."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING

from bacalhau_ls.domain.flaws import is_stand_in
from bacalhau_ls.rules._places import params

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

_WHERE = {"urlDownload": "URL", "ipfs": "Gateway", "s3": "Endpoint"}
_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:(?P<user>[^/?#@]*)@)?"
    r"(?P<host>\[[^\]/]*\]|[^/?#:]*)(?::(?P<port>[^/?#]*))?(?P<path>[^?#]*)(?P<rest>.*)",
    re.DOTALL,
)
_LOCAL_NAME = re.compile(r"[^.]+|.*\.(?:local|localhost|internal|lan|test)", re.IGNORECASE)


def urls(owner: Node) -> Iterator[tuple[Node, str]]:
    """The addresses in the params of a source or publisher, with their text."""
    for type_, name in _WHERE.items():
        node = parameters.get(name) if (parameters := params(owner, type_)) else None
        if node is not None and node.string and not is_stand_in(node.string):
            yield node, node.string


def parts_of(url: str) -> re.Match[str] | None:
    """Scheme, user, host, port, path and rest of *url*; None if it has no ``://``."""
    return _PARTS.fullmatch(url)


def is_local(host: str) -> bool:
    """Whether *host* is on the same machine or in a private network."""
    try:
        return ip_address(host.strip("[]")).is_private
    except ValueError:
        return _LOCAL_NAME.fullmatch(host) is not None
