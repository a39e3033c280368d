"""Tags and anchors, which stand in front of a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.resolution import tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROPERTY: Final = re.compile(r"!<[^ \t\r\n>]*>|[&!][^ \t\r\n,\[\]{}]*")


_ANCHOR: Final = re.compile(r"&[A-Za-z0-9_-]+(?![^?:%@`])")


def scalar_with_property(written: str, scalar: Scalar | None) -> Scalar:
    """*scalar* with the tags and anchors *written* in front; None if nothing follows them."""
    raw = written + (scalar.text if scalar else "")
    parts = written.split()
    tag = next((part for part in parts if part.startswith("!")), "")
    problems = tuple(p.shifted(len(written)) for p in scalar.problems) if scalar else ()
    problems = (*_unnamed(written, parts), *problems)
    if scalar is None:
        kind, value = tagged(tag, "")
        return Scalar(kind, raw, value, problems)
    if not tag or scalar.kind in (Kind.PLACEHOLDER, Kind.WORD):
        return Scalar(scalar.kind, raw, scalar.value, problems)
    is_plain = scalar.text[:1] not in "\"'|>"
    kind, value = tagged(tag, scalar.text if is_plain else scalar.value)
    return Scalar(kind, raw, value, problems)


def _unnamed(written: str, parts: Sequence[str]) -> Iterator[Problem]:
    """The anchors that Bacalhau finds no name in."""
    for part in parts:
        if part.startswith("&") and _ANCHOR.match(part) is None:
            start = written.index(part)
            yield Problem(start, start + len(part), faults.BAD_ANCHOR)
