"""What a value becomes that another key holds in another form; the schema names the form."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _data_url(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    data = b64encode(value.encode("utf-8", "surrogatepass")).decode("ascii")
    return f"data:text/plain;base64,{data}"


def _selector(value: Any) -> dict[str, Any] | None:
    """A rule about the label of a node, from the form in which commands take it."""
    text = value.strip() if isinstance(value, str) else ""
    for sign, operator in _SIGNS.items():
        key, found, rest = text.partition(sign)
        if found and _is_word(key) and _is_word(rest):
            return {"Key": key.strip(), "Operator": operator, "Values": [rest.strip()]}
    words = text.split(None, 2)
    if len(words) == _OF_A_SET and words[1] in ("in", "notin"):
        values = [each.strip() for each in words[2].strip("()").split(",")]
        return {"Key": words[0], "Operator": words[1], "Values": values}
    if text.startswith("!") and _is_word(text[1:]):
        return {"Key": text[1:].strip(), "Operator": "!"}
    return {"Key": text, "Operator": "exists"} if _is_word(text) else None


def _is_word(text: str) -> bool:
    return bool(_WORD.fullmatch(text.strip()))


_SIGNS: Final = {"!=": "!=", "==": "=", "=": "=", ">": "gt", "<": "lt"}
_OF_A_SET: Final = 3
"""Words of a rule such as ``region in (a, b)``."""
_WORD: Final = re.compile(r"[\w./-]+")


def _pairs(value: Any) -> dict[str, str] | None:
    """An object of what is written as ``name=value``."""
    if not isinstance(value, list) or not all("=" in text for text in value):
        return None
    made = dict(text.split("=", 1) for text in value)
    return made if len(made) == len(value) else None


def _labels(value: Any) -> dict[str, str] | None:
    """Labels, in a list or with commas between them; a name alone has no value."""
    texts = value if isinstance(value, list) else str(value).split(",")
    parts = (text.partition("=") for text in texts)
    made = {name.strip(): text.strip() for name, _, text in parts if name.strip()}
    return made if len(made) == len(texts) else None


_FORMS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "data-url": _data_url,
    "labels": _labels,
    "pairs": _pairs,
    "selector": _selector,
}


def converted(form: str, value: Any) -> Any:
    """*value* in *form*; the same value for an unknown form, None if it cannot be said so."""
    return _FORMS[form](value) if form in _FORMS else value
