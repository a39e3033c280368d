"""What `jsonschema` may do: read nothing but the schema it is given, and come to an end.

Left to itself it fetches what a ``$ref`` names, from the disk or the network. And
a few lines of schema can ask for any amount of work: forty definitions of which
each refers twice to the next, or a recursive ``anyOf`` on a deep value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

Part: TypeAlias = Mapping[str, Any]
Errors: TypeAlias = Callable[[Any], Iterator[Any]]
"""The errors of a value."""
ErrorsUnder: TypeAlias = Callable[[Part], Errors]
"""How values are judged by one part of a schema."""

_STEPS = 10_000
_STEPS_PER_ITEM = 1000
_MOST_STEPS = 5_000_000
"""Keywords that are looked at for one value: some at least, more the larger it is."""
_NOWHERE = "#/outside-the-schema"
_OF_TEXTS: dict[str, Callable[[Any, str], bool]] = {
    "pattern": lambda pattern, text: re.search(pattern, text) is not None,
    "minLength": lambda least, text: len(text) >= least,
    "maxLength": lambda most, text: len(text) <= most,
}
"""The keywords that texts are mostly held to, as `jsonschema` understands them."""


class TooCostly(Exception):  # noqa: N818 - said of a schema, not of us
    """A schema asks for more work than any value deserves. It is not asked again."""


class _Allowance:
    """The steps that are left for one value."""

    def __init__(self) -> None:
        self.is_overdrawn = False
        self.renew()

    def renew(self) -> None:
        self._left, self._granted = _STEPS, _STEPS
        self._seen: set[int] = set()

    def spend(self, value: Any) -> None:
        self._left -= 1
        if isinstance(value, dict | list) and id(value) not in self._seen:
            self._seen.add(id(value))
            more = min(_STEPS_PER_ITEM * (1 + len(value)), _MOST_STEPS - self._granted)
            self._left += more
            self._granted += more
        if self._left < 0:
            self.is_overdrawn = True
            message = "it asks for too much work, and the schema is asked no more"
            raise TooCostly(message)


def closed(part: dict[str, Any]) -> dict[str, Any]:
    """*part* of a schema with nothing that leads out of it; a hook for `json.loads`.

    It is read as draft 2020-12, references start at its root, and those to
    elsewhere point at nothing. So it needs no say in how `jsonschema` looks things
    up, which is not the same in all versions.
    """
    for keyword in ("$schema", "$id"):
        if isinstance(part.get(keyword), str):
            del part[keyword]
    for keyword in ("$ref", "$dynamicRef"):
        target = part.get(keyword)
        if isinstance(target, str) and not target.startswith("#"):
            part[keyword] = f"{_NOWHERE}/{target}"
    return part


def ours(raw: Part) -> ErrorsUnder:
    """How values are judged by a schema of ours.

    Nearly all that is asked for is a text that is right; `jsonschema` is asked about the others.
    """
    whole = Draft202012Validator(raw)

    def errors_under(part: Part) -> Errors:
        errors: Errors = whole.evolve(schema=part).iter_errors
        checks = [(_OF_TEXTS[each], part[each]) for each in part if each in _OF_TEXTS]
        if len(checks) < len(part):
            return errors

        def of_text(value: Any) -> Iterator[Any]:
            is_right = isinstance(value, str) and all(check(it, value) for check, it in checks)
            return iter(()) if is_right else errors(value)

        return of_text

    return errors_under


def strangers(raw: Part) -> ErrorsUnder:
    """How values are judged by a schema of anybody; raises `TooCostly` on the way.

    *raw* has been `closed`.
    """
    allowance = _Allowance()

    def counted(keyword: Callable[..., Any]) -> Callable[..., Any]:
        def judged(validator: Any, wanted: Any, value: Any, part: Any) -> Any:
            allowance.spend(value)
            return keyword(validator, wanted, value, part)

        return judged

    keywords = Draft202012Validator.VALIDATORS.items()
    checks = {name: counted(check) for name, check in keywords}
    bounded: Any = extend(Draft202012Validator, checks)  # type: ignore[no-untyped-call]
    whole = bounded(raw)

    def errors_under(part: Part) -> Errors:
        validator = whole.evolve(schema=part)

        def errors(value: Any) -> Iterator[Any]:
            if not allowance.is_overdrawn:
                allowance.renew()
                yield from validator.iter_errors(value)

        return errors

    return errors_under
