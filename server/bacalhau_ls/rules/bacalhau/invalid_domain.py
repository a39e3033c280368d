"""A domain that Bacalhau does not take for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.addresses import is_ip_address
from bacalhau_ls.findings import Fix, SetValue, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import strings
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_DOMAIN = re.compile(r"\b([a-z0-9]+(-[a-z0-9]+)*\.)+[a-z]{2,}\b", re.ASCII)


@rule(
    "invalid-domain",
    Severity.ERROR,
    "Tasks/*/Network/Domains",
    specifications=(BACALHAU,),
    stage=Stage.VALIDATE,
)
def invalid_domain(domains: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for domain, text in strings(domains):
        if not _is_sound(text):
            yield Remark(domain.span, _why(text), fixes=tuple(_cures(domain, text)))


def _is_sound(text: str) -> bool:
    return _DOMAIN.search(text) is not None or _is_address(text)


def _is_address(text: str) -> bool:
    return is_ip_address(text) and "%" not in text


def _why(text: str) -> str:
    if _DOMAIN.search(text.lower()):
        return "a domain is written in small letters"
    if "/" in text and _is_address(text.partition("/")[0]):
        return "ranges of addresses are not allowed, single addresses are"
    return "a domain has a dot and a last part of letters, as in `example.com`"


def _cures(domain: Node, text: str) -> Iterator[Fix]:
    if _DOMAIN.search(lowered := text.lower()):
        yield Fix(f"Change to `{lowered}`", (SetValue(domain.span, lowered),), preferred=True)
