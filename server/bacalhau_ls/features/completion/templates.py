"""Template variables that the file uses elsewhere: ``{{.name}}``."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.syntax.green import TEMPLATE_OPENING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place

_VARIABLE = re.compile(r"\{\{-?[ \t]*(\.[A-Za-z_]\w*)[ \t]*-?\}\}")
_MOST_LOOKED_AT = 200


def templates(place: Place) -> Iterator[Candidate]:
    """The variables, where a text may stand."""
    schema, content = place.schema, place.document.content
    if schema is None or "string" not in schema.types or TEMPLATE_OPENING not in content:
        return
    found = islice(_VARIABLE.finditer(content), _MOST_LOOKED_AT)
    for name in dict.fromkeys(match[1] for match in found):
        text = f"{{{{{name}}}}}"
        yield Candidate(
            text, ItemKind.MENTION, Rank.SNIPPET, sketch=text, detail="a variable of this template"
        )
