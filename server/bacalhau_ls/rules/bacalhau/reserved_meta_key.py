"""A key of the metadata that Bacalhau keeps for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Remove, Severity, Tag
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import characters, members
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_PREFIX = "bacalhau.org/"


@rule(
    "reserved-meta-key",
    Severity.WARNING,
    "Meta",
    specifications=(BACALHAU,),
    stage=Stage.IGNORED,
)
def reserved_meta_key(meta: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for name, member in members(meta):
        if name.startswith(_PREFIX) and member.key is not None:
            yield Remark(
                characters(member.key, 0, len(_PREFIX)),
                f"keys that start with `{_PREFIX}` are kept for Bacalhau",
                fixes=(
                    Fix(
                        f"Remove `{member.name}`",
                        (Remove(member.span),),
                        preferred=True,
                        safe=False,
                        lossy=True,
                    ),
                ),
                tags=(Tag.UNNECESSARY,),
            )
