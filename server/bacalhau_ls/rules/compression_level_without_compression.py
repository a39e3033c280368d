"""A compression level where nothing is compressed (guide, fact 87)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Remove, Severity, Tag
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._cures import setting
from bacalhau_ls.rules._places import lacks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_ORDER = ("Name", "Path", "Type", "Format", "Compression", "CompressionLevel")


@rule("compression-level-without-compression", Severity.WARNING, "Tasks/*/ResultPaths/*")
def compression_level_without_compression(
    result: Node, _job: Mapping[str, Any]
) -> Iterator[Remark]:
    level, compression = result.get("CompressionLevel"), result.get("Compression")
    if level is None or level.key is None:
        return
    if compression.string == "none" if compression else lacks(result, "Compression"):
        yield Remark(
            level.key.span,
            "a level without compression has no effect; `Compression` can be `gzip` or `zstd`",
            fixes=(
                _compressing(result, "zstd"),
                _compressing(result, "gzip"),
                Fix("Remove `CompressionLevel`", (Remove(level.span),), lossy=True),
            ),
            tags=(Tag.UNNECESSARY,),
        )


def _compressing(result: Node, kind: str) -> Fix:
    operation = setting(result, "Compression", kind, _ORDER)
    return Fix(f"Compress with `{kind}`", (operation,), safe=False)
