"""Where in a job things are: the one module that knows the paths of what has a meaning of its own.

A path is a tuple of names, ``*`` for any item or member. Those of a task start
at the task, all others at the job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.syntax.tree import Node

Path: TypeAlias = tuple[str, ...]

ANY = "*"
JOB: Path = ()
TASKS: Path = ("Tasks",)
TASK: Path = ("Tasks", ANY)

ENGINE: Path = ("Engine",)
IMAGE: Path = ("Engine", "Params", "Image")
MODULE: Path = ("Engine", "Params", "EntryModule")
IMPORTED: Path = ("Engine", "Params", "ImportModules", ANY)
INPUTS: Path = ("InputSources",)
INPUT: Path = ("InputSources", ANY)
SOURCE: Path = (*INPUT, "Source")
TARGET: Path = (*INPUT, "Target")
ALIAS: Path = (*INPUT, "Alias")
RESULTS: Path = ("ResultPaths",)
RESULT: Path = ("ResultPaths", ANY)
RESULT_NAME: Path = (*RESULT, "Name")
RESULT_PATH: Path = (*RESULT, "Path")
PUBLISHER: Path = ("Publisher",)
NETWORK: Path = ("Network",)
RESOURCES: Path = ("Resources",)
TIMEOUTS: Path = ("Timeouts",)

ENVIRONMENTS: tuple[Path, ...] = (("Env",), ("Engine", "Params", "EnvironmentVariables"))
COMMANDS: tuple[Path, ...] = (
    ("Engine", "Params", "Entrypoint"),
    ("Engine", "Params", "Parameters"),
)
SCRIPT: Path = (*SOURCE, "Params", "Content")
"""Text that the task finds in a file."""
EXPANDED: tuple[Path, ...] = (*COMMANDS, *ENVIRONMENTS, SCRIPT)
"""Where ``$NAME`` may stand for a variable of the task."""
WITH_PATHS: tuple[Path, ...] = (
    *EXPANDED,
    ("Engine", "Params", "WorkingDirectory"),
    MODULE,
    IMPORTED,
    RESULT_PATH,
)
"""Where a path of the task may be mentioned."""

_LONGEST = 8
"""Nothing deeper has a meaning of its own, so paths need not be told apart there."""

DISCRIMINATOR = "Type"
"""The key whose value decides what else belongs into an object."""
_IDLE_FIELDS: dict[Path, dict[str, frozenset[str]]] = {
    JOB: {"Count": frozenset({"daemon", "ops"})},
    (*TASK, *NETWORK): {
        "Domains": frozenset({"none", "full", "host", "bridge", "default"}),
        "Ports": frozenset({"none", "http", "default"}),
        "AllowLoopback": frozenset({"http", "full"}),
    },
}
"""Fields, and the types of what they are in with which they are refused or say nothing."""


def in_tasks(path: Path) -> Path:
    """The path from the job on of what has *path* in a task."""
    return (*TASK, *path)


def step(above: Path, node: Node) -> Path:
    """The path of *node*, which is a member or item of what is at *above*."""
    if len(above) > _LONGEST:
        return above
    is_member = node.parent is not None and node.parent.kind is Kind.OBJECT
    return (*above, (node.name or "") if is_member else ANY)


def way_to(node: Node) -> Path:
    """The path of *node* and of all that stand at the same place in other items."""
    return tuple(ANY if isinstance(each, int) else each for each in node.path)


def is_at(node: Node, path: Path) -> bool:
    """Whether *node* is what *path* leads to, from the job on."""
    for name in reversed(path):
        parent = node.parent
        if parent is None or parent.kind is Kind.DOCUMENT:
            return False
        if name != ANY and (parent.kind is not Kind.OBJECT or node.name != name):
            return False
        node = parent
    return node.parent is not None and node.parent.kind is Kind.DOCUMENT


def is_idle(owner: Node, name: str) -> bool:
    """Whether a field *name* goes against the type of *owner*, or says nothing beside it."""
    kind = word(owner.get(DISCRIMINATOR)).lower()
    places = (place for place, fields in _IDLE_FIELDS.items() if kind in fields.get(name, ()))
    return any(is_at(owner, place) for place in places)


def below(owner: Node, path: Path) -> Iterator[Node]:
    """All that *path* leads to from *owner* on, in the order of the text."""
    nodes: Iterable[Node] = (owner,)
    for name in path:
        nodes = _next(nodes, name)
    yield from nodes


def _next(nodes: Iterable[Node], name: str) -> Iterator[Node]:
    for node in nodes:
        if name == ANY:
            yield from node
        elif (member := node.get(name)) is not None:
            yield member


def task_around(node: Node) -> Node | None:
    """The task that *node* is in, or is itself."""
    way = [node, *node.ancestors()][::-1]
    depth = 1 + len(TASK)
    return way[depth] if len(way) > depth and is_at(way[depth], TASK) else None


def scalars(node: Node) -> Iterator[Node]:
    """*node* or the values below it that have no children, in the order of the text."""
    pending = [node]
    while pending:
        current = pending.pop()
        if current.kind in (Kind.OBJECT, Kind.ARRAY):
            pending.extend(reversed(list(current)))
        else:
            yield current


def word(node: Node | None) -> str:
    """The text at *node*, a template included; empty if there is no text."""
    value = node.value if node is not None and node.kind is Kind.STRING else None
    return value if isinstance(value, str) else ""
