"""A variable that Bacalhau does not take: its name, or no value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import quoted
from bacalhau_ls.findings import Fix, RenameKey, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._plain import Plain, unusual
from bacalhau_ls.specification.stages import Stage
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Kind, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_PREFIX = "BACALHAU_"
_OF_ENGINE = "EnvironmentVariables"


@rule(
    "invalid-env-name",
    Severity.ERROR,
    "Tasks/*/Env",
    f"Tasks/*/Engine/Params/{_OF_ENGINE}",
    specifications=(BACALHAU,),
    stage=Stage.VALIDATE,
)
def invalid_env_name(environment: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    is_list = environment.kind is Kind.ARRAY
    if not is_list and environment.name == _OF_ENGINE:
        return  # it must be a list, in which small letters are right
    for entry in unusual(environment, _SOUND, _FREE if is_list else _FILLED):
        key, name = entry.key, entry.name
        if is_list and _is_reserved(entry.string or ""):
            yield Remark(entry.span, _reserved(), stage=Stage.RUN)
        elif is_list and entry.string:
            yield _without_value(entry, entry.string)
        elif key is not None and name is not None and key.is_truth:
            yield _of_truth(name, key)
        elif key is not None and name is not None:
            yield from _of_task(name, entry, key)


def _without_value(entry: Node, text: str) -> Remark:
    return Remark(
        entry.span,
        f"{quoted(text)} sets nothing: write `NAME=value`, or in the `Env` of the task"
        " `env:NAME` as a value to pass on a variable of the node",
        severity=Severity.WARNING,
        stage=Stage.IGNORED,
    )


def _of_truth(name: str, key: Node) -> Remark:
    """A name without quotes that YAML takes for true or false, which is in small letters."""
    assert isinstance(key.green, Scalar)
    text = key.green.text
    quote = Fix("Put it in quotes", (RenameKey(key.span, text),), preferred=True, safe=False)
    return Remark(
        key.span, f"without quotes `{text}` is {name} in YAML, and the variable `{name}`", (quote,)
    )


def _of_task(name: str, member: Node, key: Node) -> Iterator[Remark]:
    if TEMPLATE_OPENING in name:
        return
    if flaw := _flaw_of(name):
        yield Remark(key.span, flaw, fixes=tuple(_renamed(name, key)))
    elif member.kind in (Kind.LITERAL, Kind.STRING, Kind.MISSING) and member.value in (None, ""):
        yield Remark(key.span, f"the variable {quoted(name)} needs a value that is not empty")


def _flaw_of(name: str) -> str:
    if not name:
        return "a variable needs a name"
    if name != name.upper():
        return f"variables are written in capital letters: {quoted(name.upper())}"
    if not name[0].isalpha():
        return "the name of a variable starts with a letter"
    if not all(each.isalpha() or each.isdecimal() or each == "_" for each in name):
        return "the name of a variable holds letters, digits and `_` only"
    return _reserved() if _is_reserved(name) else ""


def _is_reserved(name: str) -> bool:
    return name.upper().startswith(_PREFIX)


def _sets_free_name(text: str) -> bool:
    """Whether an item of a list is a name and a value; what a template gives nobody knows."""
    is_whole = not text or "=" in text or TEMPLATE_OPENING in text
    return is_whole and not _is_reserved(text)


_SOUND = Plain(lambda name: name is not None and not _flaw_of(name))
_FREE = Plain(lambda text: not isinstance(text, str) or _sets_free_name(text))
_FILLED = Plain(lambda text: text is not None and text != "")


def _reserved() -> str:
    return f"names that start with `{_PREFIX}` are kept for variables that Bacalhau sets"


def _renamed(name: str, key: Node) -> Iterator[Fix]:
    better = re.sub(r"[^A-Z0-9_]+", "_", name.upper()).lstrip("_0123456789")
    if better and better != name and not _flaw_of(better):
        change = (RenameKey(key.span, better),)
        yield Fix(f"Rename to {quoted(better)}", change, preferred=True, safe=False)
