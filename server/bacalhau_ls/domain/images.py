"""The grammar of container image references: ``[registry[:port]/]path[:tag][@digest]``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bacalhau_ls.domain.flaws import Flaw, around_blanks, spelt

_LONGEST_NAME = 255
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_DIGEST = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}")
_SHA256 = re.compile(r"sha256:[0-9a-f]{64}")
_STEP = re.compile(r"[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*")
_HOST_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_IPV6_HOST = re.compile(r"\[[0-9A-Fa-f:.]+\]")
_UNSUITED = re.compile(r"[^A-Za-z0-9._-]")


class Reference(NamedTuple):
    """The parts of an image reference."""

    registry: str
    """With the slash behind it; empty if none is given."""
    path: str
    tag: str | None
    digest: str | None

    @property
    def name(self) -> str:
        """All before the tag."""
        return self.registry + self.path

    @property
    def after_tag(self) -> str:
        """The digest with the ``@`` before it."""
        return "" if self.digest is None else f"@{self.digest}"


def split(image: str) -> Reference:
    """The parts of *image*, sound or not."""
    tagged, at, digest = image.partition("@")
    last = tagged.rfind("/") + 1
    colon = tagged.find(":", last)
    name, tag = (tagged, None) if colon < 0 else (tagged[:colon], tagged[colon + 1 :])
    first, slash, path = name.partition("/")
    if not slash or not ("." in first or ":" in first or first == "localhost"):
        first, slash, path = "", "", name
    return Reference(first + slash, path, tag, digest if at else None)


@lru_cache(maxsize=4096)
def flaw_of(image: str) -> Flaw | None:
    """The first thing that keeps *image* from being a reference; several rules ask for it."""
    reference = split(image)
    return (
        around_blanks(image)
        or _flaw_of_scheme(image)
        or _flaw_of_blanks(image)
        or _flaw_of_registry(reference)
        or _flaw_of_path(image, reference)
        or _flaw_of_tag(reference)
        or _flaw_of_digest(reference)
    )


def _flaw_of_scheme(image: str) -> Flaw | None:
    scheme = _SCHEME.match(image)
    if scheme is None:
        return None
    message = "an image is named without a scheme, as in `registry.example.com/app:1.0`"
    return Flaw(*scheme.span(), message, image[scheme.end() :].rstrip("/") or None)


def _flaw_of_blanks(image: str) -> Flaw | None:
    blank = re.search(r"\s+", image)
    message = "the name of an image holds no blanks"
    return Flaw(*blank.span(), message) if blank else None


def _flaw_of_registry(reference: Reference) -> Flaw | None:
    host, colon, port = reference.registry.removesuffix("/").rpartition(":")
    if not colon or port.endswith("]"):
        host, port = reference.registry.removesuffix("/"), "0"
    if not (port.isascii() and port.isdigit()):
        return Flaw(len(host), len(host) + 1 + len(port), "the port of a registry is a number")
    if _IPV6_HOST.fullmatch(host) or not host:
        return None
    if all(_HOST_LABEL.fullmatch(label) for label in host.split(".")):
        return None
    return Flaw(0, len(host), "this is no name of a registry")


def _flaw_of_path(image: str, reference: Reference) -> Flaw | None:
    start = len(reference.registry)
    if len(reference.name) > _LONGEST_NAME:
        message = f"the name of an image has at most {_LONGEST_NAME} characters"
        return Flaw(0, len(reference.name), message)
    for step in reference.path.split("/"):
        end = start + len(step)
        if not _STEP.fullmatch(step):
            return _flaw_of_step(image, reference, start, end)
        start = end + 1
    return None


def _flaw_of_step(image: str, reference: Reference, start: int, end: int) -> Flaw:
    """Why the characters from *start* to *end* are no step of a path."""
    if start == end:
        at = max(start - 1, 0)
        return Flaw(at, at + 1, "a name is missing here")
    if unsuited := _UNSUITED.search(image, start, end):
        return Flaw(*unsuited.span(), f"{spelt(unsuited[0])} cannot occur in the name of an image")
    if _STEP.fullmatch(image[start:end].lower()):
        tail = image[len(reference.name) :]
        cured = reference.registry + reference.path.lower() + tail
        return Flaw(start, end, "the name of an image is written in lower case", cured, safe=True)
    message = (
        "letters and digits in the name of an image are joined by `.`, `_`, `__` or `-`,"
        " which cannot stand at either end"
    )
    return Flaw(start, end, message)


def _flaw_of_tag(reference: Reference) -> Flaw | None:
    tag, colon = reference.tag, len(reference.name)
    if tag is None or _TAG.fullmatch(tag):
        return None
    if not tag:
        cured = reference.name + reference.after_tag
        return Flaw(colon, colon + 1, "a tag is missing after `:`", cured, safe=True)
    message = "a tag has up to 128 letters, digits, `_`, `.` and `-`, and starts with none of `.-`"
    start = colon + 1
    if (second := tag.find(":")) >= 0:
        return Flaw(start + second, start + len(tag), "an image has one tag only")
    return Flaw(start, start + len(tag), message)


def _flaw_of_digest(reference: Reference) -> Flaw | None:
    digest = reference.digest
    if digest is None or _SHA256.fullmatch(digest):
        return None
    at = len(reference.name) + (0 if reference.tag is None else 1 + len(reference.tag))
    if not digest:
        cured = reference.name + ("" if reference.tag is None else f":{reference.tag}")
        return Flaw(at, at + 1, "a digest is missing after `@`", cured, safe=True)
    if _DIGEST.fullmatch(digest) and not digest.startswith("sha256:"):
        return None
    message = "a digest is `sha256:` and 64 digits from `0` to `9` and `a` to `f`"
    return Flaw(at + 1, at + 1 + len(digest), message)
