"""Tags and anchors, which stand in front of a value."""

from __future__ import annotations

import re
from typing import Final

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.yaml.reading.resolution import tagged

PROPERTY: Final = re.compile(r"!<[^ \t\r\n>]*>|[&!][^ \t\r\n,\[\]{}]*")


def scalar_with_property(written: str, scalar: Scalar | None) -> Scalar:
    """*scalar* with the tags and anchors *written* in front; None if nothing follows them."""
    raw = written + (scalar.text if scalar else "")
    tag = next((part for part in written.split() if part.startswith("!")), "")
    problems = tuple(p.shifted(len(written)) for p in scalar.problems) if scalar else ()
    if scalar is None:
        kind, value = tagged(tag, "", is_plain=True)
        return Scalar(kind, raw, value)
    if not tag or scalar.kind in (Kind.PLACEHOLDER, Kind.WORD):
        return Scalar(scalar.kind, raw, scalar.value, problems)
    is_plain = scalar.text[:1] not in "\"'|>"
    kind, value = tagged(tag, scalar.text if is_plain else scalar.value, is_plain=is_plain)
    return Scalar(kind, raw, value, problems)
