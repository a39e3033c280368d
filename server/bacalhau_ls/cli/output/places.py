"""What the formats for machines share: positions, and marks that survive edits elsewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.text import Encoding

if TYPE_CHECKING:
    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.text import Span

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTEXT = 100


class Range(NamedTuple):
    """One-based lines and columns of a span; *end_column* is the one behind it."""

    line: int
    column: int
    end_line: int
    end_column: int


def one_based(document: Document, span: Span) -> Range:
    """Where *span* is, in UTF-16 units."""
    start = document.text.position(span.start, Encoding.UTF16)
    end = document.text.position(span.end, Encoding.UTF16)
    return Range(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def dumped(value: Any, indent: int | None = None) -> str:
    """*value* as JSON in ASCII, which no terminal and no locale can misread."""
    return json.dumps(value, indent=indent)


def well_formed(text: str) -> str:
    """*text* without the lone surrogates that many readers refuse."""
    return _LONE_SURROGATE.sub("\ufffd", text)


class Fingerprints:
    """Names findings by what they are about, so that moving a line does not rename them."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, ...]] = Counter()

    def of(self, path: str, document: Document, finding: Finding) -> str:
        """A name no other finding of this run has; the same in the next run."""
        identity = (path, finding.code, _around(document, finding.span))
        self._seen[identity] += 1
        basis = "\0".join((*identity, str(self._seen[identity])))
        return sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _around(document: Document, span: Span) -> str:
    line = document.text.line_span(document.text.line_of(span.start))
    start, end = max(line.start, span.start - _CONTEXT), min(line.end, span.end + _CONTEXT)
    return document.content[start:end].strip()
