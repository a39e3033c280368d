"""Objects that an author has written as one text: ``ipfs`` for a publisher, ``a=b`` for a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.domain.places import DISCRIMINATOR
from bacalhau_ls.validation.conversions import converted

if TYPE_CHECKING:
    from bacalhau_ls.specification import Schema

_BETWEEN: Final = re.compile(r",(?![^()]*\))")
"""A comma that is not in parentheses."""


def object_in(text: str, schema: Schema) -> dict[str, Any] | None:
    """The object that *text* stands for: by its type alone, or in the form the schema names."""
    if form := str(schema.first("x-text-form", "")):
        made = converted(form, text)
        return made if isinstance(made, dict) else None
    kinds = schema.child(DISCRIMINATOR)
    named = (kind for kind in (kinds.values if kinds else ()) if isinstance(kind, str))
    kind = next((kind for kind in named if kind.lower() == text.strip().lower()), None)
    return {DISCRIMINATOR: kind} if kind is not None else None


def object_of(texts: list[str], schema: Schema) -> dict[str, Any] | None:
    """The object that a list stands for: of pairs ``name=value``, or as the schema names it."""
    form = str(schema.first("x-text-form", ""))
    made = converted(form or "pairs", texts)
    return made if isinstance(made, dict) else None


def objects_in(text: str, item: Schema) -> list[dict[str, Any]]:
    """The objects of a list that *text* stands for, commas between them; none if it does not."""
    if not item.first("x-text-form"):
        return []
    found = [object_in(part, item) for part in _BETWEEN.split(text)]
    made = [each for each in found if each is not None]
    return made if len(made) == len(found) else []
