"""Which dialect a text is, and whether we read it as others do."""

from __future__ import annotations

import json
from typing import Any

import json5

from bacalhau_ls.syntax.green import Level, python_value
from bacalhau_ls.syntax.json.reading.parser import parse
from bacalhau_ls.syntax.tree import Node, problems_in


def dialect(text: str) -> str:
    """``json``, ``json5`` or ``broken``."""
    levels = {located.problem.fault.level for located in problems_in(Node(parse(text), 0))}
    if levels & {Level.ERROR, Level.YAML}:
        return "broken"
    return "json5" if levels & {Level.DIALECT, Level.COMMENT} else "json"


def same(left: Any, right: Any) -> bool:
    """Equality under which NaN equals itself and 1 is not True."""
    # Halves of a surrogate pair that stand side by side are one character in JSON.
    one, other = (json.loads(json.dumps(each)) for each in (left, right))
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def check_as_json5(text: str) -> None:
    """What the json5 package reads we read alike, and the other way round."""
    try:
        expected = json5.loads(text)
    except ValueError:
        assert dialect(text) == "broken"
        return

    assert dialect(text) != "broken"
    assert same(expected, python_value(parse(text)))
