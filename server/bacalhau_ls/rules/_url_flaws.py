"""The grammar of addresses on the web, as far as a job needs it."""

from __future__ import annotations

import re

from bacalhau_ls.domain.addresses import is_local, parts_of
from bacalhau_ls.domain.flaws import Flaw, around_blanks

_SLIP = re.compile(r"(https?)(?::/?|//|:/{3,})(?=[^/])", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?![0-9])")
_HOST = re.compile(
    r"(?://)?((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}|localhost|[0-9.]+|[A-Za-z0-9-]+(?=:[0-9]))"
    r"(?::[0-9]+)?(?:/.*)?"
)
_PORT = re.compile(r"0*([1-9][0-9]{0,4})")
_LAST_PORT = 65535
_SOURCES = {"s3": "s3", "ipfs": "ipfs", "file": "local", "data": "inline"}


def flaw_of(url: str) -> Flaw | None:
    """What keeps *url* from being an HTTP address."""
    return around_blanks(url) or _flaw_of_blanks(url) or _flaw_of_scheme(url) or _flaw_of_host(url)


def _flaw_of_blanks(url: str) -> Flaw | None:
    blank = re.search(r"\s+", url)
    if blank is None:
        return None
    cured = url.replace(" ", "%20")
    message = "an address holds no blanks; a space in it is written `%20`"
    return Flaw(*blank.span(), message, None if re.search(r"\s", cured) else cured)


def _flaw_of_scheme(url: str) -> Flaw | None:
    if slip := _SLIP.match(url):
        cured = f"{slip[1]}://{url[slip.end() :]}"
        return Flaw(*slip.span(), f"this is written `{slip[1]}://`", cured, safe=True)
    parts = parts_of(url)
    if parts and parts["scheme"].lower() in ("http", "https"):
        return None
    if other := _OTHER_SCHEME.match(url):
        source = _SOURCES.get(other[1].lower())
        advice = f"; `{other[1]}:` belongs to the source type `{source}`" if source else ""
        return Flaw(*other.span(1), f"the address must start with `https://` or `http://`{advice}")
    return _without_scheme(url)


def _without_scheme(url: str) -> Flaw:
    host = _HOST.fullmatch(url)
    scheme = "http" if host and is_local(host[1]) else "https"
    cured = f"{scheme}://{url.removeprefix('//')}" if host else None
    return Flaw(0, len(url), "the address must start with `https://` or `http://`", cured)


def _flaw_of_host(url: str) -> Flaw | None:
    parts = parts_of(url)
    if parts is None:
        return None
    if not parts["host"]:
        return Flaw(0, parts.end("host"), "this address names no host")
    port = _PORT.fullmatch(parts["port"]) if parts["port"] else None
    if parts["port"] and (port is None or int(port[1]) > _LAST_PORT):
        return Flaw(*parts.span("port"), f"ports go from 1 to {_LAST_PORT}")
    return None
