"""A regular expression that Bacalhau cannot read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import params
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_UNKNOWN = re.compile(
    r"\(\?(?:[=!>#(]|<[=!]|[a-z]*[axuL])|(?<!\\)(?:\\\\)*(?:\\(?:[1-9](?![0-7])|[ZGKhRu]))|[*+?}]\+"
    r"|\{(?:1(?!000[,}])[0-9]{3}|[2-9][0-9]{3}|[0-9]{5})"
)
"""What the language of Go has not got: looking around, references back, possessive repeats,
comments, and more than 1000 repeats."""
_FOREIGN = (re.compile(r"\(\?<(?=[A-Za-z_])"), "(?P<"), (re.compile(r"\\z"), r"\\Z")


@rule(
    "invalid-regex",
    Severity.ERROR,
    "Tasks/*/InputSources/*/Source",
    specifications=(BACALHAU,),
    stage=Stage.RUN,
)
def invalid_regex(source: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    parameters = params(source, "s3")
    partition = parameters.get("Partition") if parameters else None
    for owner, name in ((parameters, "Filter"), (partition, "Pattern")):
        node = owner.get(name) if owner else None
        if node is not None and node.string and (flaw := _flaw_of(node.string)):
            yield Remark(node.span, flaw)


def _flaw_of(pattern: str) -> str:
    if (unknown := _UNKNOWN.search(pattern)) is not None:
        return f"the regular expressions of Go have no `{unknown[0]}`"
    if re.search(r"\\[pPQCX]|\[\[:|\(\?[A-Za-z]*U", pattern):
        return ""  # Go knows them and we do not
    (named, python_name), (end, python_end) = _FOREIGN
    try:
        with catch_warnings():
            simplefilter("ignore")  # of what Python will read in another way one day
            re.compile(end.sub(python_end, named.sub(python_name, pattern)))
    except (re.error, RecursionError, OverflowError) as error:
        return f"this is no regular expression: {error}"
    return ""
