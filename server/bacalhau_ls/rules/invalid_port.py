"""A port that is none, or a range that is none (guide, fact 74)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import Flaw, around_blanks, is_stand_in
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._numbers import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_LAST = 65535
_MOST_DIGITS = 5
_RANGE = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_WITH_PROTOCOL = re.compile(r"([0-9]+(?:-[0-9]+)?)(/(?:tcp|udp))", re.IGNORECASE)
_WELL_KNOWN = {"http": "80", "https": "443", "ssh": "22", "dns": "53"}
_OUT_OF_RANGE = f"ports go from 1 to {_LAST}"
_MALFORMED = f"this is no port; write a number from 1 to {_LAST}, or a range such as `8000-8100`"


@rule("invalid-port", Severity.WARNING, "Tasks/*/Network/Policies/Egress/Ports")
def invalid_port(ports: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for port in ports.items():
        number, text = whole(port), port.string
        if number is not None and not 1 <= number <= _LAST:
            yield Remark(port.span, _OUT_OF_RANGE)
        elif text is not None and not is_stand_in(text) and (flaw := _flaw_of(text)):
            yield remark(port, flaw)


def _flaw_of(text: str) -> Flaw | None:
    if flaw := around_blanks(text):
        return flaw
    if with_protocol := _WITH_PROTOCOL.fullmatch(text):
        message = "a port is written without a protocol"
        return Flaw(*with_protocol.span(2), message, with_protocol[1])
    parts = _RANGE.fullmatch(text)
    if parts is None:
        return Flaw(0, len(text), _MALFORMED, _WELL_KNOWN.get(text.lower()), safe=True)
    for group in (1, 2):
        if parts[group] is not None and _port(parts[group]) is None:
            return Flaw(*parts.span(group), _OUT_OF_RANGE)
    return _flaw_of_order(text, parts[1], parts[2])


def _flaw_of_order(text: str, first: str, last: str | None) -> Flaw | None:
    if last is None or int(first) <= int(last):
        return None
    message = "a range goes from the lower port to the higher"
    return Flaw(0, len(text), message, f"{last}-{first}", safe=True)


def _port(digits: str) -> int | None:
    significant = digits.lstrip("0")
    if not significant or len(significant) > _MOST_DIGITS or int(significant) > _LAST:
        return None
    return int(significant)
