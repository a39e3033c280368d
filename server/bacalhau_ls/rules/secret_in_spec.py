"""A secret that everyone who sees the job can read (guide, facts 34, 43, 60 and 61)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.credentials import (
    is_literal,
    is_secret_name,
    known_form,
    password_in,
    secret_part,
)
from bacalhau_ls.domain.flaws import is_stand_in, quoted
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._places import characters
from bacalhau_ls.rules._plain import Plain, unusual
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_OPEN_NAMES = Plain(lambda name: name is None or not is_secret_name(name))
_OPEN_TEXTS = Plain(lambda text: not isinstance(text, str) or secret_part(text) is None)
_CONSEQUENCE = "everyone who sees this job can read it, so keep it out of the file"


@rule(
    "secret-in-spec",
    Severity.INFORMATION,
    "Tasks/*/Env",
    "Tasks/*/Engine/Params/EnvironmentVariables",
    "Tasks/*/Engine/Params/Entrypoint",
    "Tasks/*/Engine/Params/Parameters",
    "Tasks/*/InputSources/*/Source/Params",
    "Tasks/*/InputSources/*/Source/Params/Headers",
    "Tasks/*/Publisher/Params",
    specifications=BOTH,
)
def secret_in_spec(owner: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    is_list = owner.kind is Kind.ARRAY
    for node in unusual(owner, _OPEN_NAMES, _OPEN_TEXTS):
        text, name = node.string, node.name
        if text is None or (not is_list and (name is None or is_stand_in(text))):
            continue
        yield from _named(name, node, text) if name is not None else _unnamed(node, text)


def _named(name: str, node: Node, text: str) -> Iterator[Remark]:
    if is_secret_name(name) and is_literal(text):
        yield Remark(
            node.span, f"{quoted(name)} seems to hold a secret in plain text; {_CONSEQUENCE}"
        )
    else:
        yield from _unnamed(node, text)


def _unnamed(node: Node, text: str) -> Iterator[Remark]:
    if place := known_form(text):
        span = characters(node, *place)
        yield Remark(span, f"this has the form of a secret; {_CONSEQUENCE}")
    elif (place := password_in(text)) is not None:
        yield Remark(characters(node, *place), f"this address holds a password; {_CONSEQUENCE}")
