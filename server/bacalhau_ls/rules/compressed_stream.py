"""Compression of standard output, standard error or the exit code (guide, facts 66 and 68)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Related, Remove, Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._results import STREAMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("compressed-stream", Severity.WARNING, "Tasks/*/ResultPaths/*")
def compressed_stream(result: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_, compression = result.get("Type"), result.get("Compression")
    if type_ is None or compression is None or type_.string not in STREAMS:
        return
    if compression.string in ("gzip", "zstd"):
        unneeded = (compression, result.get("CompressionLevel"))
        removals = tuple(Remove(node.span) for node in unneeded if node is not None)
        yield Remark(
            compression.span,
            f"a result of type `{type_.string}` is not compressed;"
            " only files and directories can be",
            fixes=(Fix("Remove the compression", removals, preferred=True, lossy=True),),
            related=(Related(type_.span, "the type of the result"),),
        )
