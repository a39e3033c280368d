"""Sound texts in all kinds of handwriting, for property tests."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = st.sampled_from(["Name", "Type", "Count", "Tasks", "Engine", "Params", "a b", "ü", "x"])
LEAVES = st.sampled_from(
    [
        0,
        -1,
        1.5,
        True,
        False,
        None,
        "",
        "a",
        "x, y",
        "//no",
        "it's",
        '"',
        "\\",
        "/* no */",
        "#no",
        "\u2028",
    ]
)
STRICT = ["", "", " ", "\n", "\n  ", "\n\n\n    ", "\t"]
HASHED = [" # {}\n", "\n  # {}\n  ", "\n# {} //\n\n"]
COMMENTED = [
    *STRICT,
    *HASHED,
    " // {}\n",
    "\n  // {}\n  ",
    " /* {} */ ",
    "\n/*\n * {}\n */\n",
    "/*{}*/",
]


def values() -> st.SearchStrategy[Any]:
    """Objects, with what can stand in them."""
    inner = st.recursive(
        LEAVES,
        lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=3),
        max_leaves=8,
    )
    return st.dictionaries(NAMES, inner, max_size=5)


@st.composite
def sound_texts(draw: st.DrawFn) -> str:
    """JSON, JSON with comments or JSON5, tidy or in any disorder."""
    value = draw(values())
    style = draw(st.sampled_from(["tidy", "flat", "strict", "commented", "json5"]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    if style in ("tidy", "flat"):
        indents: list[int | str] = [2, 4, "\t"]
        indent = draw(st.sampled_from(indents)) if style == "tidy" else None
        return json.dumps(value, indent=indent, ensure_ascii=False).replace("\n", newline)
    numbers = count()
    spaces = st.sampled_from(STRICT if style == "strict" else COMMENTED)

    def space() -> str:
        return draw(spaces).replace("{}", f"c{next(numbers)}")

    def literal(leaf: Any) -> str:
        if style == "json5" and isinstance(leaf, str) and draw(st.booleans()):
            body = json.dumps(leaf, ensure_ascii=False)[1:-1]
            return "'" + body.replace('\\"', '"').replace("'", "\\'") + "'"
        return json.dumps(leaf, ensure_ascii=False)

    is_trailing = style == "json5" and draw(st.booleans())
    pieces = _written(value, space, literal, ends_with_comma=is_trailing)
    return (space() + "".join(pieces) + space()).replace("\n", newline)


def _written(
    value: Any, space: Callable[[], str], literal: Callable[[Any], str], *, ends_with_comma: bool
) -> Iterator[str]:
    if not isinstance(value, (dict, list)):
        yield literal(value)
        return
    yield "{" if isinstance(value, dict) else "["
    entries = list(value.items()) if isinstance(value, dict) else [(None, each) for each in value]
    for index, (name, inner) in enumerate(entries):
        yield space()
        if name is not None:
            yield from (literal(name), space(), ":", space())
        yield from _written(inner, space, literal, ends_with_comma=ends_with_comma)
        yield space()
        if index + 1 < len(entries) or ends_with_comma:
            yield ","
    yield space()
    yield "}" if isinstance(value, dict) else "]"
