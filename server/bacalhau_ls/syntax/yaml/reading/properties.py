"""Tags and anchors, which stand in front of a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.anchors import is_alias, is_merge_key
from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.resolution import short_tag, tagged
from bacalhau_ls.syntax.yaml.reading.scalar_tokens import as_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANCHOR: Final = re.compile(r"&[A-Za-z0-9_-]+(?!:\Z|[^?:%@`])")
"""One with a name; behind it some signs may stand, but no colon alone: its key has no text."""
_PART: Final = re.compile(r"#[^\r\n]*|[&!]\S*")
"""A property, or a comment between two of them."""
_OF_MERGE_KEYS: Final = ("", "!", "!!merge")
_IN_WORDS: Final = {"&": "anchor", "!": "tag"}


def scalar_with_property(written: str, scalar: Scalar | None) -> Scalar:
    """*scalar* with the tags and anchors *written* in front; None if nothing follows them."""
    raw = written + (scalar.text if scalar else "")
    tag = _tag_in(written)
    problems = tuple(p.shifted(len(written)) for p in scalar.problems) if scalar else ()
    problems = (*property_problems(written, scalar), *problems)
    if scalar is None:
        kind, value = tagged(tag, "")
        return Scalar(kind, raw, value, problems)
    if not tag or scalar.kind in (Kind.PLACEHOLDER, Kind.WORD):
        return Scalar(scalar.kind, raw, scalar.value, problems)
    is_plain = scalar.text[:1] not in "\"'|>"
    kind, value = tagged(tag, scalar.text if is_plain else scalar.value)
    return Scalar(kind, raw, value, problems)


def key_with_property(written: str, key: Scalar) -> Scalar:
    """*key* with the tags and anchors *written* in front: text, whatever they make of it."""
    if is_merge_key(key) and short_tag(_tag_in(written)) not in _OF_MERGE_KEYS:
        key = Scalar(Kind.STRING, key.text, key.text)
    return as_name(scalar_with_property(written, key))


def property_problems(written: str, value: Scalar | None = None) -> Iterator[Problem]:
    """What Bacalhau refuses of the tags and anchors *written* in front of *value*."""
    is_of_alias = value is not None and is_alias(value)
    signs = set[str]()
    for part in _parts(written):
        sign = part.group()[0]
        if sign == "&" and _ANCHOR.match(part.group()) is None:
            yield Problem(*part.span(), faults.BAD_ANCHOR)
        elif is_of_alias or sign in signs:
            fault = faults.PROPERTY_OF_ALIAS if is_of_alias else faults.SECOND_PROPERTY
            yield Problem(*part.span(), fault, _IN_WORDS[sign])
        signs.add(sign)


def _tag_in(written: str) -> str:
    tags = (part.group() for part in _parts(written) if part.group().startswith("!"))
    return next(tags, "")


def _parts(written: str) -> Iterator[re.Match[str]]:
    return (part for part in _PART.finditer(written) if not part.group().startswith("#"))
