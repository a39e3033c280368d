"""Names that the author chose and YAML takes for true or false."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Fix, RenameKey
from bacalhau_ls.rules import Remark
from bacalhau_ls.rules._plain import ANY, Plain, unusual
from bacalhau_ls.syntax.green import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

NAMED: Final = ("Labels", "Meta", "Tasks/*/Meta")
_OTHERS = Plain(lambda name: name not in ("true", "false"))


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
