"""An allowed domain that is none (guide, fact 71)."""

from __future__ import annotations

import re
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import Flaw, around_blanks, is_stand_in, spelt
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._places import strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_LONGEST_NAME = 253
_LONGEST_LABEL = 63
_ADDRESS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)?(?P<user>[^/?#@]*@)?"
    r"(?P<host>\[[^\]/]*\]|[^/?#:]*)(?P<port>:[0-9]*)?(?P<path>[/?#].*)?",
    re.DOTALL,
)
_SURPLUS = {
    "scheme": "a domain is written without `http://` or `https://`",
    "user": "a domain is written without a user",
    "path": "a domain is written without a path",
    "port": "a domain is written without a port; ports are listed in `Policies`",
}
_NUMERIC = re.compile(r"[0-9.]+(?:/[0-9]*)?")
_UNSUITED = re.compile(r"[^A-Za-z0-9_.-]")


@rule("invalid-domain", Severity.WARNING, "Tasks/*/Network/Domains")
def invalid_domain(domains: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for domain, text in strings(domains):
        if not is_stand_in(text) and (flaw := _flaw_of(text)):
            yield remark(domain, flaw)


def _flaw_of(text: str) -> Flaw | None:
    if _is_ip_range(text):
        return None
    return around_blanks(text) or _surplus(text) or _flaw_of_name(text)


def _is_ip_range(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _surplus(text: str) -> Flaw | None:
    """What stands around a sound domain, as in a URL."""
    parts = _ADDRESS.fullmatch(text)
    if parts is None:
        return None
    host = parts["host"].strip("[]")
    if not _is_ip_range(host) and (not host or _flaw_of_name(host)):
        return None
    surplus = [name for name in _SURPLUS if parts[name]]
    if not surplus or _NUMERIC.fullmatch(text):
        return None
    first = min(surplus, key=parts.start)
    only_scheme = first == "scheme" and surplus in (["scheme"], ["scheme", "path"])
    safe = only_scheme and parts["path"] in (None, "/")
    return Flaw(*parts.span(first), _SURPLUS[first], host, safe=safe)


def _flaw_of_name(text: str) -> Flaw | None:
    whole = (0, len(text))
    name = text.removeprefix("*.").removesuffix(".")
    if not text:
        return Flaw(*whole, "this domain is empty")
    if text in ("*", "*."):
        return Flaw(*whole, "`*` alone is no domain; the network type `full` allows all domains")
    if _NUMERIC.fullmatch(text) or text.count(":") > 1:
        return Flaw(*whole, "this is neither a domain nor an IP address or range")
    if len(name) > _LONGEST_NAME:
        return Flaw(*whole, f"a domain has at most {_LONGEST_NAME} characters")
    return _flaw_of_characters(text) or _flaw_of_labels(text)


def _flaw_of_characters(text: str) -> Flaw | None:
    unsuited = _UNSUITED.search(text, 2 if text.startswith("*.") else 0)
    if unsuited is None:
        return None
    if not text.isascii():
        message = "a domain is written in ASCII, other letters in the form `xn--…`"
        return Flaw(*unsuited.span(), message, _in_ascii(text), safe=True)
    if unsuited[0] == "*":
        return Flaw(*unsuited.span(), "`*` can only stand in front, as in `*.example.com`")
    return Flaw(*unsuited.span(), f"{spelt(unsuited[0])} cannot occur in a domain")


def _in_ascii(text: str) -> str | None:
    try:
        return text.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _flaw_of_labels(text: str) -> Flaw | None:
    labels = text.removesuffix(".").split(".")
    start = 0
    for label in labels:
        end = start + len(label)
        if not label and start == 0:
            message = "a domain does not start with a dot; `*.` in front allows all subdomains"
            return Flaw(0, 1, message, f"*{text}")
        if not label:
            return Flaw(start, start + 1, "two dots in a row")
        if len(label) > _LONGEST_LABEL:
            message = f"between two dots, a domain has at most {_LONGEST_LABEL} characters"
            return Flaw(start, end, message)
        if "-" in (label[0], label[-1]):
            at = start if label[0] == "-" else end - 1
            return Flaw(at, at + 1, "a `-` cannot stand beside a dot or at either end")
        start = end + 1
    return None
