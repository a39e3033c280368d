"""An IPFS content identifier that is none (guide, fact 59)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import is_stand_in
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._cids import flaw_of
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._places import params

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("invalid-cid", Severity.WARNING, "Tasks/*/InputSources/*/Source", specifications=BOTH)
def invalid_cid(source: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    ipfs = params(source, "ipfs")
    cid = ipfs.get("CID") if ipfs else None
    if cid is None or not cid.string or is_stand_in(cid.string):
        return
    if flaw := flaw_of(cid.string):
        yield remark(cid, flaw)
