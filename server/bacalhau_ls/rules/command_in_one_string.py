"""A whole command in one word of the entrypoint (guide, fact 40)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.commands import SHELL, split_command
from bacalhau_ls.findings import Fix, SetValue, Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._places import params

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_PROGRAM = re.compile(r"/?[A-Za-z0-9_.+-]+(?:/[A-Za-z0-9_.+-]+)*[ \t]+\S")
_LONGEST = 4096


@rule("command-in-one-string", Severity.HINT, "Tasks/*/Engine", specifications=BOTH)
def command_in_one_string(engine: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    docker = params(engine, "docker")
    entrypoint = docker.get("Entrypoint") if docker else None
    words = list(entrypoint.items()) if entrypoint else []
    if entrypoint is None or len(words) != 1 or (text := words[0].string) is None:
        return
    if len(text) <= _LONGEST and _PROGRAM.match(text):
        items = split_command(text)
        yield Remark(
            words[0].span,
            "this whole text is taken as the name of a program; write each word as an item of its"
            " own",
            fixes=(_fix(entrypoint, items),) if items else (),
        )


def _fix(entrypoint: Node, items: list[str]) -> Fix:
    title = "Run it in a shell" if items[0] == SHELL else "Split it into words"
    return Fix(title, (SetValue(entrypoint.span, items),), preferred=True, safe=False)
