"""An address of a web page where the address of a file is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._pages import flaw_of_page
from bacalhau_ls.rules._places import params

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "page-not-file",
    Severity.WARNING,
    "Tasks/*/InputSources/*/Source",
    specifications=(BACALHAU,),
)
def page_not_file(source: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    parameters = params(source, "urlDownload")
    node = parameters.get("URL") if parameters else None
    if node is not None and node.string and (flaw := flaw_of_page(node.string)):
        yield remark(node, flaw)
