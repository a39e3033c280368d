"""The format of a result and the extension of its file tell different things (guide, fact 89)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import quoted
from bacalhau_ls.findings import Fix, Related, SetValue, Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._places import characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_EXTENSIONS = {
    ("raw",): "7z avi bin bmp bz2 doc docx gif h5 ico jpeg jpg mov mp3 mp4 npy npz onnx parquet pdf"
    " pkl png pt rar sqlite tar tgz tif tiff wasm wav webp xls xlsx xz zip",
    ("json", "text"): "geojson json jsonl ndjson",
    ("csv", "text"): "csv tsv",
    ("text", "csv"): "dat txt",
    ("text",): "htm html log md xml yaml yml",
}
"""Extensions of files by the formats that those can have, the likeliest first."""
_FITTING = {name: formats for formats, names in _EXTENSIONS.items() for name in names.split()}
_PACKED = ("gz", "zst")


@rule("format-contradicts-extension", Severity.INFORMATION, "Tasks/*/ResultPaths/*")
def format_contradicts_extension(result: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_, format_, path = (result.get(name) for name in ("Type", "Format", "Path"))
    if format_ is None or path is None or path.string is None:
        return
    if type_ is None or type_.string != "file" or format_.string not in ("json", "csv", "text"):
        return
    extension = _extension(path.string)
    fitting = _FITTING.get(extension.lower())
    if fitting and format_.string not in fitting:
        start = path.string.rindex(extension)
        yield Remark(
            format_.span,
            f"the format is `{format_.string}`, but the file ends in `.{extension}`",
            fixes=(
                Fix(
                    f"Set `Format` to {quoted(fitting[0])}",
                    (SetValue(format_.span, fitting[0]),),
                    safe=False,
                ),
            ),
            related=(Related(characters(path, start, start + len(extension)), "the extension"),),
        )


def _extension(path: str) -> str:
    """What stands behind the last dot of the file's name; packing is left aside."""
    parts = path.rpartition("/")[2].split(".")[1:]
    if parts and parts[-1].lower() in _PACKED:
        parts.pop()
    return parts[-1] if parts else ""
