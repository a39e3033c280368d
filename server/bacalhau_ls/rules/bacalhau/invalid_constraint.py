"""A constraint that no node can be compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, SetValue, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import strings
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?"
_PREFIX = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
_KEY = re.compile(rf"(?:(?P<prefix>{_PREFIX})/)?{_NAME}")
_VALUE = re.compile(rf"(?:{_NAME})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_LONGEST_PREFIX = 253


@rule(
    "invalid-constraint",
    Severity.ERROR,
    "Constraints/*",
    specifications=(BACALHAU,),
    stage=Stage.SCHEDULE,
)
def invalid_constraint(constraint: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    key, operator = constraint.get("Key"), constraint.get("Operator")
    values = constraint.get("Values")
    if key is not None and key.string and key.string.strip() and not _is_key(key.string):
        message = (
            "a label has letters, digits, `-`, `_` and `.`, at most 63, with a letter or digit at"
            " both ends; a domain and `/` may stand in front"
        )
        yield Remark(key.span, message)
    if values is not None:
        word = operator.string if operator else None
        yield from _of_values(constraint, values, word or "")


def _is_key(text: str) -> bool:
    match = _KEY.fullmatch(text)
    return match is not None and len(match["prefix"] or "") <= _LONGEST_PREFIX


def _of_values(constraint: Node, values: Node, operator: str) -> Iterator[Remark]:
    for value, text in strings(values):
        if operator in ("gt", "lt"):
            if not _WHOLE.fullmatch(text):
                yield Remark(value.span, f"`{operator}` compares whole numbers")
        elif "," in text:
            yield _joined(constraint, values, value, text)
        elif not _VALUE.fullmatch(text):
            message = (
                "the value of a label has letters, digits, `-`, `_` and `.`, at most 63, with a"
                " letter or digit at both ends"
            )
            yield Remark(value.span, message)


def _joined(constraint: Node, values: Node, value: Node, text: str) -> Remark:
    """Several values in one string, as an old page of the documentation has them."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    operator = constraint.get("Operator")
    fixes: tuple[Fix, ...] = ()
    if len(values) == 1 and len(parts) > 1:
        many = {"=": "in", "==": "in", "!=": "notin"}.get(operator.string or "" if operator else "")
        change = [SetValue(values.span, parts)]
        if many and operator:
            change.append(SetValue(operator.span, many))
        fixes = (Fix("Make it a list", tuple(change), preferred=True, safe=False),)
    return Remark(value.span, "every value stands by itself in the list", fixes=fixes)
