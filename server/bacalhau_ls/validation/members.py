"""Keys that are not known where they stand, and keys that are missing.

The two belong together: a key that is misspelt or stands at the wrong level
explains why another one is missing, and one fault is one finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.findings import (
    AddMember,
    Finding,
    Fix,
    MoveMember,
    Remove,
    RenameKey,
    listed,
)
from bacalhau_ls.spelling import nearest
from bacalhau_ls.syntax.tree import Container, Kind, Node, Scalar
from bacalhau_ls.validation.values import severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.findings import Severity
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.validation.judgement import Verdict


class Wanted(NamedTuple):
    """A key that an object further out knows and has not got."""

    name: str
    levels: int
    """How far out that object is."""
    beside: str
    """The member of that object in which we are."""


class Surroundings(NamedTuple):
    """What an object's own findings depend on besides itself."""

    wanted: tuple[Wanted, ...] = ()
    """Keys known but absent further out."""
    offered: tuple[str, ...] = ()
    """Keys of the object around this one that are not known there."""
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Keys that would be known if the object around had another ``Type``, and which."""


NOWHERE: Final = Surroundings()


class Stranger(NamedTuple):
    """A key that is not known in the object where it stands."""

    name: str
    node: Node
    """Its value."""
    meant: str = ""
    """The key of the same object that it seems to be a slip for."""
    inner: str = ""
    """The key of the same object whose value it belongs in."""
    levels: int = 0
    """How many levels further out it belongs."""
    beside: str = ""
    """Next to which key it belongs there."""
    of_type: str = ""
    """The ``Type`` that it would belong to."""
    present: str = ""
    """The key it seems to be a slip for, if that one is there as well."""
    note: str = ""
    """What the schema says about this very key."""


def surroundings_of(node: Node, schema: Schema, around: Surroundings) -> Surroundings:
    """What the objects directly inside *node* need to know about it."""
    if not schema.is_closed:
        return NOWHERE
    present = {key.value for key in _keys(node)}
    wanted = [Wanted(name, 1, "") for name in schema.names if name not in present]
    for name, levels, beside in around.wanted:
        if levels < FURTHEST:
            wanted.append(Wanted(name, levels + 1, beside or node.name or ""))
    strangers = tuple(name for name in present if name is not None and schema.child(name) is None)
    return Surroundings(tuple(wanted), tuple(sorted(strangers)), _known_elsewhere(schema))


def _known_elsewhere(schema: Schema) -> tuple[tuple[str, str], ...]:
    """The keys that some branch of *schema* knows inside one of its members."""
    if "elsewhere" not in schema.memo:
        found = {}
        for kind, branch in schema.branches():
            for inner in (branch.child(name) for name in branch.names):
                found.update(dict.fromkeys(inner.names if inner else (), kind))
        schema.memo["elsewhere"] = tuple(found.items())
    known: tuple[tuple[str, str], ...] = schema.memo["elsewhere"]
    return known


FURTHEST = 2
"""A key is looked for so many levels further out, no more: beyond that it is a guess."""


def strangers_in(node: Node, schema: Schema, around: Surroundings) -> list[Stranger]:
    """The keys of *node* that *schema* does not know, each with what may be meant."""
    if not schema.is_closed:
        return []
    notes = {k: v for part in schema.parts for k, v in part.get("x-not-a-field", {}).items()}
    strangers = [
        Stranger(child.name, child, note=notes.get(child.name, ""))
        for child in node
        if child.name is not None and _is_readable(child.key) and schema.child(child.name) is None
    ]
    if not strangers:
        return []
    present = {key.value for key in _keys(node)}
    absent = [name for name in schema.names if name not in present]
    homes = _homes_inside(node, schema)
    return [
        _explained(each._replace(inner=homes.get(each.name, "")), node, schema, absent, around)
        for each in strangers
    ]


def _is_readable(key: Node | None) -> bool:
    return key is not None and key.readable


def _keys(node: Node) -> tuple[Scalar, ...]:
    return node.green.keys if isinstance(node.green, Container) else ()


def _explained(
    stranger: Stranger, node: Node, schema: Schema, absent: list[str], around: Surroundings
) -> Stranger:
    """*stranger* with the first explanation that fits."""
    name = stranger.name
    for known in absent:
        if known.lower() == name.lower():
            return stranger._replace(meant=known, inner="", note="")
    if stranger.note:
        return stranger._replace(inner="")
    if stranger.inner:
        return stranger
    for wanted in around.wanted:
        if wanted.name == name:
            beside = wanted.beside or node.name or ""
            return stranger._replace(levels=wanted.levels, beside=beside)
    if kind := dict(around.elsewhere).get(name):
        return stranger._replace(of_type=kind)
    if close := nearest(name, absent):
        return stranger._replace(meant=close[0])
    close = nearest(name, schema.names)
    return stranger._replace(present=close[0]) if close else stranger


def _homes_inside(node: Node, schema: Schema) -> dict[str, str]:
    """Names that a value of the same object knows and has not got, each with its key."""
    homes: dict[str, str] = {}
    for candidate in schema.names:
        inner, present = schema.child(candidate), set[object]()
        if inner is None or "object" not in inner.types:
            continue
        if (value := node.get(candidate)) is not None:
            if value.kind is not Kind.OBJECT:
                continue
            present = {key.value for key in _keys(value)}
            inner = inner.chosen_for(value)
        for name in inner.names:
            if name not in present:
                homes.setdefault(name, candidate)
    return homes


# -- unknown keys ----------------------------------------------------------------


def unknown_property(
    stranger: Stranger, owner: Node, schema: Schema, severity: Severity
) -> Finding:
    """The finding about one stranger."""
    key = stranger.node.key
    assert key is not None
    return Finding(
        key.span,
        "unknown-property",
        severity,
        _why_unknown(stranger, owner, schema),
        fixes=tuple(_cures(stranger)),
    )


def _why_unknown(stranger: Stranger, owner: Node, schema: Schema) -> str:
    name = stranger.name
    if stranger.note:
        return f"unknown key `{name}`: {stranger.note}"
    if stranger.inner:
        return f"`{name}` belongs in `{stranger.inner}`"
    if stranger.levels:
        beside = f", beside `{stranger.beside}`" if stranger.beside else ""
        return f"`{name}` belongs {_levels(stranger.levels)}{beside}"
    if stranger.meant:
        return f"unknown key `{name}`, did you mean `{stranger.meant}`?"
    if stranger.of_type:
        return f"`{name}` belongs to the type `{stranger.of_type}`, which is not chosen here"
    if stranger.present:
        return f"unknown key `{name}`, and `{stranger.present}` is there already"
    return f"unknown key `{name}`: {subject(owner, schema)} has no such key"


def _levels(count: int) -> str:
    return "one level up" if count == 1 else "two levels up"


def _cures(stranger: Stranger) -> Iterator[Fix]:
    value, key = stranger.node, stranger.node.key
    if stranger.meant and key is not None:
        same = stranger.meant.lower() == stranger.name.lower()
        rename = (RenameKey(key.span, stranger.meant),)
        yield Fix(f"Rename to `{stranger.meant}`", rename, preferred=True, safe=same)
    elif stranger.inner:
        move = (MoveMember(value.span, through=stranger.inner),)
        yield Fix(f"Move into `{stranger.inner}`", move, preferred=True)
    elif stranger.levels:
        move = (MoveMember(value.span, stranger.levels),)
        yield Fix(f"Move {_levels(stranger.levels)}", move, preferred=True)
    yield Fix(f"Remove `{stranger.name}`", (Remove(value.span),), safe=False)


# -- missing keys ------------------------------------------------------------------


def missing_property(
    node: Node,
    schema: Schema,
    verdicts: list[Verdict],
    explained: set[str],
) -> tuple[Severity, str, tuple[Fix, ...]] | None:
    """Severity, message and fixes for all keys that *node* lacks; None if it lacks none."""
    present = {key.value for key in _keys(node)}
    lacking: dict[str, Severity] = {}
    for verdict in verdicts:
        severity = severity_of(verdict)
        for name in verdict.expected:
            if name not in present and name not in explained:
                lacking[name] = min(severity, lacking.get(name, severity))
    if not lacking:
        return None
    names = [name for name in schema.names if name in lacking]
    names += [name for name in lacking if name not in names]
    fix = Fix(f"Add {listed(names)}", tuple(_additions(node, schema, names)), preferred=True)
    return min(lacking.values()), f"{subject(node, schema)} lacks {listed(names)}", (fix,)


def subject(node: Node, schema: Schema) -> str:
    """How to call an object in a message."""
    if node.name is not None:
        return f"`{node.name}`"
    return f"the {schema.title.lower()}" if schema.title else "this object"


def _additions(node: Node, schema: Schema, names: list[str]) -> Iterator[AddMember]:
    for name in names:
        inner = schema.child(name)
        yield AddMember(node.span, name, skeleton(inner) if inner else None, schema.names)


def skeleton(schema: Schema) -> object:
    """The least that can stand where *schema* governs, for the author to fill in."""
    if (default := schema.first("default")) is not None:
        return default
    if schema.values:
        return schema.values[0]
    if (examples := schema.first("examples")) and isinstance(examples, list):
        return examples[0]
    kind = next(iter(schema.types), "string")
    if kind == "object":
        inner = ((name, schema.child(name)) for name in schema.required)
        return {name: skeleton(child) for name, child in inner if child is not None}
    if kind == "array":
        item = schema.child(0) if schema.first("minItems") else None
        return [skeleton(item)] if item is not None else []
    return {"integer": 0, "number": 0, "boolean": False}.get(kind, "")
