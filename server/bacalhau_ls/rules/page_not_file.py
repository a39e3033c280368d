"""An address of a web page where the address of a file is meant (guide, fact 61)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.addresses import parts_of
from bacalhau_ls.domain.flaws import Flaw
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._url_flaws import flaw_of
from bacalhau_ls.rules._urls import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_PAGES = (
    (
        re.compile(r"https?://(?:www\.)?github\.com/([^/]+/[^/]+)/blob/([^?#]+)"),
        r"https://raw.githubusercontent.com/\1/\2",
    ),
    (re.compile(r"(https?://gitlab\.com/[^?#]+?/-)/blob/([^?#]+)"), r"\1/raw/\2"),
    (re.compile(r"(https?://huggingface\.co/[^?#]+?)/blob/([^?#]+)"), r"\1/resolve/\2"),
)
"""Pages that show a file, and where the file itself is."""


@rule("page-not-file", Severity.WARNING, "Tasks/*/InputSources/*/Source", specifications=BOTH)
def page_not_file(source: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_ = source.get("Type")
    if type_ is None or type_.string != "urlDownload":
        return
    for node, url in urls(source):
        flaw = _flaw_of_page(url) or _flaw_of_path(url)
        if flaw and not flaw_of(url):
            yield remark(node, flaw)


def _flaw_of_page(url: str) -> Flaw | None:
    for page, file in _PAGES:
        if (match := page.match(url)) and (blob := url.find("/blob/")) >= 0:
            message = "this is a web page about the file, so HTML would be downloaded"
            return Flaw(blob + 1, blob + len("/blob"), message, match.expand(file))
    return None


def _flaw_of_path(url: str) -> Flaw | None:
    parts = parts_of(url)
    if parts is None or not parts["host"] or parts["path"] not in ("", "/") or parts["rest"]:
        return None
    message = "this address names no file; it must go on with the path of one"
    return Flaw(*parts.span("host"), message)
