"""Data that travels without encryption (guide, facts 59 to 61)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.addresses import is_local, parts_of
from bacalhau_ls.domain.flaws import Flaw
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._urls import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "plain-http",
    Severity.HINT,
    "Tasks/*/InputSources/*/Source",
    "Tasks/*/Publisher",
    specifications=BOTH,
)
def plain_http(owner: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for node, url in urls(owner):
        parts = parts_of(url)
        if parts and parts["scheme"].lower() == "http" and not is_local(parts["host"]):
            cured = "https" + url[len("http") :]
            message = "anyone on the way can read or change what comes by `http`; use `https`"
            yield remark(node, Flaw(*parts.span("scheme"), message, cured))
