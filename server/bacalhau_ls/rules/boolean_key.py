"""A name that YAML takes for true or false."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.findings import Fix, RenameKey, Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._env import ENVIRONMENTS
from bacalhau_ls.rules._plain import ANY, Plain, unusual
from bacalhau_ls.syntax.green import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

NAMED: Final = ("Labels", "Meta", "Tasks/*/Meta")
_OTHERS = Plain(lambda name: name not in ("true", "false"))


@rule(
    "boolean-key",
    Severity.WARNING,
    *NAMED,
    *ENVIRONMENTS,
)
def boolean_key(named: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    yield from truths_in(named)


def truths_in(named: Node) -> Iterator[Remark]:
    """The names in *named* that YAML takes for true or false."""
    for member in unusual(named, _OTHERS, ANY):
        key, name = member.key, member.name
        if key is None or not key.is_truth or not isinstance(key.green, Scalar):
            continue
        text = key.green.text
        quote = Fix("Put it in quotes", (RenameKey(key.span, text),), preferred=True, safe=False)
        message = f"without quotes `{text}` is {name} in YAML, and the name becomes `{name}`"
        yield Remark(key.span, message, fixes=(quote,))
