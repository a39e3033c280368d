"""An address that is no HTTP address (guide, facts 59 to 61)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._url_flaws import flaw_of
from bacalhau_ls.rules._urls import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("invalid-url", Severity.WARNING, "Tasks/*/InputSources/*/Source", "Tasks/*/Publisher")
def invalid_url(owner: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for node, url in urls(owner):
        if flaw := flaw_of(url):
            yield remark(node, flaw)
