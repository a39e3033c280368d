"""An address of a web page where the address of a file is meant (guide, fact 61)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.addresses import parts_of
from bacalhau_ls.domain.flaws import Flaw
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._pages import flaw_of_page
from bacalhau_ls.rules._url_flaws import flaw_of
from bacalhau_ls.rules._urls import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("page-not-file", Severity.WARNING, "Tasks/*/InputSources/*/Source")
def page_not_file(source: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_ = source.get("Type")
    if type_ is None or type_.string != "urlDownload":
        return
    for node, url in urls(source):
        flaw = flaw_of_page(url) or _flaw_of_path(url)
        if flaw and not flaw_of(url):
            yield remark(node, flaw)


def _flaw_of_path(url: str) -> Flaw | None:
    parts = parts_of(url)
    if parts is None or not parts["host"] or parts["path"] not in ("", "/") or parts["rest"]:
        return None
    message = "this address names no file; it must go on with the path of one"
    return Flaw(*parts.span("host"), message)
