"""Operations that several rules offer as their cure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import AddMember, SetValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.tree import Node


def setting(owner: Node, name: str, value: Any, order: Sequence[str]) -> SetValue | AddMember:
    """What gives *owner* the *value* as its member *name*, which it may have already."""
    member = owner.get(name)
    if member is not None:
        return SetValue(member.span, value)
    return AddMember(owner.span, name, value, tuple(order))
