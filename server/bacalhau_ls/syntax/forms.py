"""What containers are alike in: their keys and the kinds of all that is in them.

There is one form for all that are alike, in all files and notations. A container with trouble, or
with something in it that stands for another value, is like no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.green import Green, Kind
    from bacalhau_ls.syntax.keys import Keys

_MOST_CHILDREN: Final = 64
"""With more of them it takes too long to tell, at every letter in one of them."""
_MOST_FORMS: Final = 16_384
"""From then on all are forgotten: more come only from typing."""
_known: dict[tuple[Any, ...], object] = {}


def form_of(kind: Kind, keys: Keys, children: Sequence[Green]) -> object:
    """The form of a container without trouble; None if it is like no other."""
    if not 0 < len(children) <= _MOST_CHILDREN:
        return None
    forms = tuple([child.form for child in children])
    if None in forms or None in (names := keys.names):
        return None
    form = _known.get((kind, names, forms))
    if form is None:
        if len(_known) >= _MOST_FORMS:
            _known.clear()
        form = _known[kind, names, forms] = object()
    return form
