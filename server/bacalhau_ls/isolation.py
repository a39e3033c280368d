"""Several things that find something, none of which takes away what the others find."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_log = logging.getLogger(__name__)

Found = TypeVar("Found")


def found_by(find: Callable[..., Iterable[Found]], *arguments: object) -> list[Found]:
    """What *find* finds; nothing if it raises, which is logged."""
    try:
        return list(find(*arguments))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is its own
        name = f"{find.__module__.rpartition('.')[2]}.{find.__name__}"
        _log.exception("`%s` failed and is left out: %s", name, type(error).__name__)
        return []
