"""What a value becomes that another key holds in another form; the schema names the form."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _data_url(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    data = b64encode(value.encode("utf-8", "surrogatepass")).decode("ascii")
    return f"data:text/plain;base64,{data}"


_FORMS: Final[Mapping[str, Callable[[Any], Any]]] = {"data-url": _data_url}


def converted(form: str, value: Any) -> Any:
    """*value* in *form*; the same value for an unknown form, None if it cannot be said so."""
    return _FORMS[form](value) if form in _FORMS else value
