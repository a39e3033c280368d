"""A name that no environment variable can have (guide, facts 34, 43 and 48)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import quoted
from bacalhau_ls.findings import Fix, RenameKey, Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._env import ENVIRONMENTS, names
from bacalhau_ls.rules._places import characters
from bacalhau_ls.rules._plain import Plain
from bacalhau_ls.syntax.green import TEMPLATE_OPENING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_UNSUITED = re.compile(r"\s+|=|\x00")
_NAMES = {"=": "`=`", "\x00": "a NUL character"}
_SUITED = Plain(lambda name: bool(name) and not _UNSUITED.search(name))


@rule("invalid-env-name", Severity.WARNING, *ENVIRONMENTS)
def invalid_env_name(environment: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for key, name in names(environment, _SUITED):
        if TEMPLATE_OPENING in name:
            continue
        if not name:
            yield Remark(key.span, "an environment variable needs a name")
        elif unsuited := _UNSUITED.search(name):
            what = _NAMES.get(unsuited[0], "a blank")
            yield Remark(
                characters(key, *unsuited.span()),
                f"{what} cannot occur in the name of an environment variable",
                fixes=_without_blanks(key, name),
            )


def _without_blanks(key: Node, name: str) -> tuple[Fix, ...]:
    stripped = name.strip()
    if not stripped or stripped == name or _UNSUITED.search(stripped):
        return ()
    return (Fix(f"Rename to {quoted(stripped)}", (RenameKey(key.span, stripped),), preferred=True),)
