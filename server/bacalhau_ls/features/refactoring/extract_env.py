"""Extract a literal from a shell script into a variable of the task's ``Env``."""

from __future__ import annotations

import re
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.actions import EXTRACT, Action
from bacalhau_ls.features.refactoring import Place, refactoring
from bacalhau_ls.features.refactoring._lists import task_at
from bacalhau_ls.findings import AddMember, Operation, SetValue
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit

_SHELL = re.compile(r"(?:/\S*/)?(?:ba|da|k|z|a)?sh")
_WORD = re.compile(r"[^\s\"'`=;|&<>(){}$\\]+")
_OPTION = re.compile(r"(?:--?([A-Za-z][A-Za-z0-9_-]*)[= ]|\b([A-Za-z_][A-Za-z0-9_]*)=)\"?$")
_VARIABLE = re.compile(r"\$\{?$|[$]\{?\w*$")
_LONGEST = 40
_ENV = "Env"


class _Literal(NamedTuple):
    """A part of a shell script."""

    script: Node
    start: int
    end: int
    """Where it stands in the script's value."""

    @property
    def text(self) -> str:
        return str(self.script.value[self.start : self.end])

    @property
    def before(self) -> str:
        return str(self.script.value[: self.start])


@refactoring
def extract_env(place: Place) -> Iterator[Action]:
    """On a word, or on what is selected, in a script that a shell runs."""
    task = task_at(place)
    script = place.way[-1] if place.way else None
    if task is None or script is None or not _is_shell_script(script):
        return
    literal = _literal_at(place, script)
    if literal is None or not literal.text.strip() or not _is_expanded(literal.before):
        return
    name = _free_name(literal, task.get(_ENV))
    shown = literal.text if len(literal.text) <= _LONGEST else f"{literal.text[:_LONGEST]}…"
    edits = partial(_edits, place, task, literal, name)
    yield Action(f"Extract `{shown}` into `{_ENV}` as `{name}`", EXTRACT, edits)


def _is_shell_script(node: Node) -> bool:
    """Whether a word of a command is what follows ``sh -c``."""
    engine = next((each for each in node.ancestors() if each.name == "Engine"), None)
    if engine is None or node.string is None or node.parent is None:
        return False
    lists = [engine.at("Params", name) for name in ("Entrypoint", "Parameters")]
    words = [word for each in lists if each is not None for word in each.items()]
    flags = [index for index, word in enumerate(words) if word == node]
    at = flags[0] if flags else 0
    before = [str(word.value) for word in words[:at]]
    return bool(before) and _SHELL.fullmatch(before[0]) is not None and before[-1] in _RUNS


_RUNS = frozenset({"-c", "-ec", "-lc", "-cx", "-xc", "-euc", "-euxc"})


def _literal_at(place: Place, script: Node) -> _Literal | None:
    scalar = script.green
    offsets = place.document.notation.character_offsets(scalar)  # type: ignore[arg-type]
    if offsets is None:
        return None
    start, end = place.span.start - script.start, place.span.end - script.start
    inside = [index for index, at in enumerate(offsets[:-1]) if start <= at < end]
    if inside:
        return _Literal(script, inside[0], inside[-1] + 1)
    for word in _WORD.finditer(script.value):
        if offsets[word.start()] <= start <= offsets[word.end()]:
            return _Literal(script, *word.span())
    return None


def _is_expanded(before: str) -> bool:
    """Whether a variable behind *before* is replaced: not in single quotes, nor in a name."""
    return before.count("'") % 2 == 0 and not _VARIABLE.search(before)


def _free_name(literal: _Literal, env: Node | None) -> str:
    option = _OPTION.search(literal.before)
    base = (option[1] or option[2]) if option else literal.text
    if not option and "://" in base:
        base = "URL"
    words = re.findall(r"[A-Za-z0-9]+", base)[:3]
    name = "_".join(words).upper()
    if not name or name[0].isdigit() or len(name) > _LONGEST:
        name = "VALUE"
    taken = {each.name for each in env} if env is not None else set()
    numbered = (f"{name}_{number}" for number in count(2))
    return name if name not in taken else next(each for each in numbered if each not in taken)


def _edits(place: Place, task: Node, literal: _Literal, name: str) -> tuple[Edit, ...]:
    value, env = str(literal.script.value), task.get(_ENV)
    is_quoted = literal.before.count('"') % 2 == 1
    variable = f"${{{name}}}" if is_quoted else f'"${{{name}}}"'
    script = value[: literal.start] + variable + value[literal.end :]
    operations: list[Operation] = [SetValue(literal.script.span, script)]
    if env is not None and env.kind is Kind.OBJECT:
        operations.append(AddMember(env.span, name, literal.text))
    elif env is None:
        schema = place.specification.governing(task)
        order = schema.names if schema else ()
        operations.append(AddMember(task.span, _ENV, {name: literal.text}, order))
    else:
        return ()
    return place.edits(*operations)
