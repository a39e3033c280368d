"""A DNS server that is not given by its IP address (guide, fact 73)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.addresses import is_ip_address
from bacalhau_ls.domain.flaws import Flaw, around_blanks, is_stand_in
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._places import strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_WITH_SUFFIX = re.compile(r"\[?([0-9A-Fa-f:.]+?)\]?((?::|/)[0-9]+)")


@rule("invalid-dns-server", Severity.WARNING, "Tasks/*/Network/DNS")
def invalid_dns_server(servers: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for server, text in strings(servers):
        if not is_stand_in(text) and not is_ip_address(text):
            yield remark(server, around_blanks(text) or _flaw_of_suffix(text) or _no_address(text))


def _no_address(text: str) -> Flaw:
    return Flaw(0, len(text), "a DNS server is given by its IP address, such as `8.8.8.8`")


def _flaw_of_suffix(text: str) -> Flaw | None:
    """A port or the size of a network behind a sound address."""
    parts = _WITH_SUFFIX.fullmatch(text)
    if parts is None or not is_ip_address(parts[1]):
        return None
    what = "a port" if parts[2].startswith(":") else "the size of a network"
    return Flaw(
        *parts.span(2), f"a DNS server is given by its IP address, without {what}", parts[1]
    )
