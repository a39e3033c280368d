"""Whether a user's JSON Schema is one that we can work with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.specification.backtracking import may_never_end

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    Part: TypeAlias = Mapping[str, Any]

_OWN_KEYWORDS: Final[Mapping[str, tuple[type, ...]]] = {
    "x-not-a-field": (dict,),
    "x-severity": (str, dict),
    "x-stage": (str, dict),
    "x-code": (str,),
    "x-format": (str,),
}
_KINDS: Final[Mapping[type, str]] = {dict: "an object", str: "a string"}
_LONGEST_SHOWN: Final = 60


def check(raw: dict[str, Any]) -> None:
    """Raise ValueError if *raw* is no schema, wherever it can be reached from."""
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - slow to import

    pending: list[Any] = [raw]
    checked = {id(raw)}
    try:
        Draft202012Validator.check_schema(raw)
        while pending:
            part = pending.pop()
            if isinstance(part, dict):
                # A reference may lead where the metaschema sees no schema.
                target = pointed_at(raw, part.get("$ref"))
                if target is not None and id(target) not in checked:
                    checked.add(id(target))
                    Draft202012Validator.check_schema(target)
                _check_own_keywords(part)
                _check_patterns(part)
                pending.extend(part.values())
            elif isinstance(part, list):
                pending.extend(part)
    except SchemaError as error:
        message = f"not a JSON Schema: {error.message}"
        raise ValueError(message) from None


def _check_own_keywords(part: dict[str, Any]) -> None:
    for keyword, kinds in _OWN_KEYWORDS.items():
        if keyword in part and not isinstance(part[keyword], kinds):
            message = f"`{keyword}` must be {' or '.join(_KINDS[kind] for kind in kinds)}"
            raise ValueError(message)


def _check_patterns(part: dict[str, Any]) -> None:
    for pattern in (part.get("pattern"), *_object(part.get("patternProperties"))):
        if isinstance(pattern, str) and may_never_end(pattern):
            shown = pattern if len(pattern) <= _LONGEST_SHOWN else f"{pattern[:_LONGEST_SHOWN]}…"
            message = (
                f"the pattern `{shown}` can take for ever on some texts, "
                "as it repeats what can be read in several ways"
            )
            raise ValueError(message)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def pointed_at(raw: Part, reference: Any) -> Part | None:
    """What a reference inside the schema *raw* points at; None for any other."""
    if not isinstance(reference, str) or not reference.startswith("#"):
        return None
    target: Any = raw
    for step in reference[1:].split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(target, list) and name.isdecimal() and int(name) < len(target):
            target = target[int(name)]
        elif isinstance(target, dict) and name in target:
            target = target[name]
        else:
            return None
    return target if isinstance(target, dict) else None
