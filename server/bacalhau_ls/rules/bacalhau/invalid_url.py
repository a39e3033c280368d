"""An address that Bacalhau cannot download from, or data in no `data:` URL."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bacalhau_ls.domain.flaws import is_stand_in
from bacalhau_ls.findings import Fix, SetValue, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import params
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_DATA = re.compile(r"data:[^,]*,(?:[^%]|%[0-9A-Fa-f]{2})*", re.DOTALL)


@rule(
    "invalid-url",
    Severity.ERROR,
    "Tasks/*/InputSources/*/Source",
    specifications=(BACALHAU,),
    stage=Stage.RUN,
)
def invalid_url(source: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for type_, flaw_of in (("urlDownload", _flaw_of_address), ("inline", _flaw_of_data)):
        node = parameters.get("URL") if (parameters := params(source, type_)) else None
        text = node.string.strip() if node and node.string else ""
        if node is not None and text and (flaw := flaw_of(text)):
            yield Remark(node.span, flaw, fixes=tuple(_cures(type_, node, text)))


def _flaw_of_address(text: str) -> str:
    try:
        parts = urlsplit(text.strip(" '\""))
    except ValueError:
        return "this is no address"
    if parts.scheme.lower() not in ("http", "https"):
        return "the address must start with `https://` or `http://`"
    return "" if parts.path else "the address must go on with the path of a file"


def _flaw_of_data(text: str) -> str:
    if not text.startswith("data:"):
        return "data in the job is written as a `data:` URL, such as `data:,hello`"
    return "" if _DATA.fullmatch(text) else "a `data:` URL has a comma in front of the data"


def _cures(type_: str, node: Node, text: str) -> Iterator[Fix]:
    if type_ == "inline" and not text.startswith("data:") and not is_stand_in(text):
        data = b64encode((node.string or "").encode("utf-8", "surrogatepass")).decode("ascii")
        url = f"data:text/plain;base64,{data}"
        yield Fix("Write it as a `data:` URL", (SetValue(node.span, url),), preferred=True)
