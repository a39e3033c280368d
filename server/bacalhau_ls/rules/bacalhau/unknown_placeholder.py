"""A placeholder in the key of published results that Bacalhau does not fill in."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.findings import Fix, SetValue, Severity, listed
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import characters, params
from bacalhau_ls.spelling import nearest
from bacalhau_ls.syntax.green import TEMPLATE_OPENING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_KNOWN: Final = ("executionID", "jobID", "nodeID", "date", "time")
_PLACEHOLDER: Final = re.compile(r"(?<!\$)\{([A-Za-z_][\w-]*)\}")
_MOST_SAID: Final = 20


@rule(
    "unknown-placeholder",
    Severity.WARNING,
    "Tasks/*/Publisher",
    specifications=(BACALHAU,),
)
def unknown_placeholder(publisher: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    parameters = params(publisher, "s3")
    key = parameters.get("Key") if parameters else None
    text = key.string if key else None
    if key is None or text is None or TEMPLATE_OPENING in text:
        return
    unknown = (each for each in _PLACEHOLDER.finditer(text) if each[1] not in _KNOWN)
    yield from (_stays(key, text, found) for found in islice(unknown, _MOST_SAID))


def _stays(key: Node, text: str, found: re.Match[str]) -> Remark:
    """That *found* is a part of the key as it is; one like no other may be meant so."""
    span, allowed = characters(key, *found.span()), listed((f"{{{name}}}" for name in _KNOWN), "or")
    close = nearest(found[1], _KNOWN)[:1]
    hint = f", did you mean `{{{close[0]}}}`? It can be" if close else ", it can be"
    return Remark(
        span,
        f"`{found[0]}` is not filled in{hint} {allowed}",
        fixes=tuple(_renamed(key, text, found, name) for name in close),
        severity=None if close else Severity.INFORMATION,
    )


def _renamed(key: Node, text: str, found: re.Match[str], name: str) -> Fix:
    change = (SetValue(key.span, f"{text[: found.start(1)]}{name}{text[found.end(1) :]}"),)
    is_same = found[1].lower() == name.lower()
    return Fix(f"Change to `{{{name}}}`", change, preferred=True, safe=is_same)
