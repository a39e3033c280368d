"""The keys of an object, and where in it each name is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Scalar


class Keys(tuple["Scalar", ...]):  # noqa: SLOT001 - what is worked out needs a place
    """The keys of an object, in order. Objects that are alike may have the same ones."""

    _names: tuple[Any, ...] | None = None
    _places: dict[Any, int] | None = None
    _is_asked: bool = False

    @property
    def names(self) -> tuple[Any, ...]:
        """What they mean."""
        if self._names is None:
            self._names = tuple([key.value for key in self])
        return self._names

    def share(self) -> None:
        """Be ready for many objects: it is worth while to know where each name is."""
        self._places = {name: index for index, name in enumerate(self.names)}

    def place_of(self, name: str) -> int | None:
        """The number of the child under *name*; of several the last, as JSON readers do."""
        if self._is_asked and self._places is None:
            self.share()
        if self._places is not None:
            return self._places.get(name)
        self._is_asked = True
        index = len(self)
        for key in reversed(self):
            index -= 1
            if key.value == name:
                return index
        return None


NO_KEYS = Keys()
