"""Whether two trees hold the same, by what somebody takes for the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Container, Green


def agree(
    one: Green,
    other: Green,
    outline: Callable[[Container], object],
    is_same: Callable[[Green, Green], bool],
) -> bool:
    """Whether two trees agree in the *outline* of each container, and where one has a scalar.

    There *is_same* tells; its second node may be a container, or its first one.
    """
    pending = [(one, other)]
    while pending:
        left, right = pending.pop()
        if left is right:
            continue
        if isinstance(left, Scalar) or isinstance(right, Scalar):
            if not is_same(left, right):
                return False
        elif outline(left) == outline(right):
            pending.extend(zip(left.children, right.children, strict=True))
        else:
            return False
    return True
