"""Keys that are not known where they stand, and keys that are missing.

The two belong together: a key that is misspelt or stands at the wrong level
explains why another one is missing, and one fault is one finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bacalhau_ls.findings import (
    AddMember,
    Finding,
    Fix,
    MoveMember,
    Related,
    Remove,
    RenameKey,
    SetValue,
    Severity,
    listed,
)
from bacalhau_ls.specification.stages import stage_of, staged
from bacalhau_ls.spelling import nearest
from bacalhau_ls.syntax.green import Container, Kind, python_value
from bacalhau_ls.validation.conversions import converted
from bacalhau_ls.validation.homes import Home, homes_inside, need_of, present_in
from bacalhau_ls.validation.skeletons import skeleton
from bacalhau_ls.validation.values import severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.specification.stages import Stage
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict


class Wanted(NamedTuple):
    """A key that an object further out knows and has not got."""

    name: str
    levels: int
    """How far out that object is."""
    beside: str
    """The member of that object in which we are."""
    need: str | None = None
    """Whether it is needed there, see `need_of`."""


class Cousin(NamedTuple):
    """A key that is known in another member of an object further out."""

    name: str
    owner: str
    """That member."""
    levels: int
    """How far out the object is that has it."""


class Surroundings(NamedTuple):
    """What an object's own findings depend on besides itself."""

    wanted: tuple[Wanted, ...] = ()
    """Keys known but absent further out."""
    offered: tuple[str, ...] = ()
    """Keys further out that are not known there, but somewhere inside."""
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Keys that would be known if the object around had another ``Type``, and which."""
    astray: frozenset[str] = frozenset()
    """Keys that may be at a wrong level because a bracket is lost, see `astray_in`."""
    cousins: tuple[Cousin, ...] = ()


NOWHERE: Final = Surroundings()


class Stranger(NamedTuple):
    """A key that is not known in the object where it stands."""

    name: str
    node: Node
    """Its value."""
    meant: str = ""
    """The key of the same object that it seems to be a slip for."""
    home: Home | None = None
    """The place inside the same object that it belongs in."""
    levels: int = 0
    """How many levels further out it belongs."""
    beside: str = ""
    """Next to which key it belongs there."""
    owner: str = ""
    """In which member there, if not in that object itself."""
    of_type: str = ""
    """The ``Type`` that it would belong to."""
    present: str = ""
    """The key it seems to be a slip for, if that one is there as well."""
    note: str = ""
    """What the schema says about this very key."""
    instead: str = ""
    """The key that holds in another form what this one holds."""
    form: str = ""
    """The form that it has there, see `conversions`."""
    need: str | None = None
    """Whether something lacks this key: where that is noticed, see `need_of`."""


def surroundings_of(node: Node, schema: Schema, around: Surroundings) -> Surroundings:
    """What the objects inside *node* need to know about it and about what is around it."""
    if node.kind is Kind.ARRAY:
        astray = astray_in(node, schema, around)
        return Surroundings(tuple(_carried(node, around)), around.offered, astray=astray)
    if not schema.is_closed:
        return NOWHERE._replace(astray=astray_in(node, schema, around))
    present = present_in(node, schema)
    wanted = [
        Wanted(name, 1, "", need_of(schema, name)) for name in schema.names if name not in present
    ]
    wanted += _carried(node, around)
    offered = tuple(sorted(_offered(node, schema, present) | set(around.offered)))
    astray = astray_in(node, schema, around)
    cousins = (*_absent_cousins(node, schema), *_cousins_further_out(node, around))
    return Surroundings(tuple(wanted), offered, _known_elsewhere(schema), astray, cousins)


def _offered(node: Node, schema: Schema, present: set[Any]) -> set[str]:
    """The strangers of *node* that something inside lacks, and the objects made for them there."""
    strangers = set(_unknown_names(node, schema, present))
    homes = homes_inside(node, schema) if strangers else {}
    at_home = [home for name, home in homes.items() if name in strangers]
    made = {".".join(str(step) for step in home.path[-2:]) for home in at_home if not home.exists}
    return (homes.keys() & strangers & schema.vocabulary) | made


def _cousins(schema: Schema) -> tuple[Cousin, ...]:
    """The keys that just one of the members of *schema* knows, one level further in."""
    if "cousins" not in schema.memo:
        found: dict[str, list[str]] = {}
        for name in schema.names:
            inner = schema.child(name)
            if inner is not None and inner.is_closed and "object" in inner.types:
                for known in inner.names:
                    found.setdefault(known, []).append(name)
        single = [Cousin(known, owners[0], 1) for known, owners in found.items() if not owners[1:]]
        schema.memo["cousins"] = tuple(single)
    cousins: tuple[Cousin, ...] = schema.memo["cousins"]
    return cousins


def _absent_cousins(node: Node, schema: Schema) -> Iterator[Cousin]:
    """Those of the cousins whose owners have not got them, and could."""
    for cousin in _cousins(schema):
        owner = node.get(cousin.owner)
        if owner is None and schema.is_required(cousin.owner):
            continue  # that is a finding of its own
        if owner is None or (owner.kind is Kind.OBJECT and owner.get(cousin.name) is None):
            yield cousin


def known_to_cousins(green: Container, schema: Schema) -> tuple[Any, ...]:
    """What the surroundings inside an object hang on besides its keys: those of its members."""
    owners = {cousin.owner for cousin in _cousins(schema)}
    members = zip(green.keys, green.children, strict=False) if owners else ()
    return tuple(
        [
            (key.value, tuple([each.value for each in child.keys]))
            if isinstance(child, Container) and child.kind is Kind.OBJECT
            else key.value
            for key, child in members
            if schema.spelt(key.value) in owners
        ]
    )


def _cousins_further_out(node: Node, around: Surroundings) -> Iterator[Cousin]:
    """Those that are no members of what *node* itself is in."""
    for cousin in around.cousins:
        if cousin.levels < FURTHEST and cousin.owner != node.name:
            yield cousin._replace(levels=cousin.levels + 1)


def astray_in(node: Node, schema: Schema, around: Surroundings) -> frozenset[str]:
    """The keys whose place in *node* may be the work of a lost bracket: no indentation tells."""
    return around.astray | schema.vocabulary if lacks_bracket(node.green) else around.astray


def lacks_bracket(green: Green) -> bool:
    """Whether a bracket is lost somewhere inside, and indentation does not tell where."""
    if not isinstance(green, Container):
        return False
    return bool(green.residue) and green.entry_column <= green.indent


def _unknown_names(node: Node, schema: Schema, present: set[Any]) -> Iterator[str]:
    if all(name is None or schema.child(name) is not None for name in present):
        return
    for child in node:
        if child.name is not None and schema.child(child.name) is None:
            yield child.name


def _carried(node: Node, around: Surroundings) -> Iterator[Wanted]:
    for name, levels, beside, need in around.wanted:
        if levels < FURTHEST:
            yield Wanted(name, levels + 1, beside or node.name or "", need)


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
    astray = astray_in(node, schema, around)
    strangers = [
        _noted(Stranger(name, child), schema)
        for child in node
        if (name := child.name) is not None and _is_readable(child.key) and name not in astray
        if schema.child(name) is None
    ]
    if not strangers:
        return []
    present = present_in(node, schema)
    absent = [name for name in schema.names if name not in present]
    homes = homes_inside(node, schema)
    return [
        _explained(each._replace(home=homes.get(each.name)), node, schema, absent, around)
        for each in strangers
    ]


def _noted(stranger: Stranger, schema: Schema) -> Stranger:
    """*stranger* with what the schema says about such a key, be it words or a table."""
    note: Any = ""
    for part in schema.parts:
        for name, words in part.get("x-not-a-field", {}).items():
            if name.lower() == stranger.name.lower():
                note = words
    if isinstance(note, dict):
        instead, form = str(note.get("instead", "")), str(note.get("form", ""))
        return stranger._replace(note=str(note.get("note", "")), instead=instead, form=form)
    return stranger._replace(note=str(note))


def _is_readable(key: Node | None) -> bool:
    return key is not None and key.readable


def _explained(
    stranger: Stranger, node: Node, schema: Schema, absent: list[str], around: Surroundings
) -> Stranger:
    """*stranger* with the first explanation that fits."""
    name, home = stranger.name, stranger.home
    bare = stranger._replace(home=None)
    if (instead := stranger.instead) and instead in absent and _fits(stranger, schema):
        return bare._replace(need=need_of(schema, instead))
    bare = bare._replace(instead="")
    if (kind := dict(around.elsewhere).get(name)) and not stranger.note:
        return bare._replace(of_type=kind)
    for known in absent:
        if known.lower() == name.lower():
            return bare._replace(meant=known, note="", need=need_of(schema, known))
    if stranger.note:
        return bare._replace(need=home.need if home else None)
    if home is not None and len(home.path) == 1:
        return stranger._replace(need=home.need)
    if (wanted := next((each for each in around.wanted if each.name == name), None)) is not None:
        beside = wanted.beside or node.name or ""
        return bare._replace(levels=wanted.levels, beside=beside, need=wanted.need)
    if home is not None:
        return stranger._replace(need=home.need)
    cousin = next((each for each in around.cousins if each.name == name), None)
    if cousin is not None and cousin.owner != node.name:
        return bare._replace(levels=cousin.levels, owner=cousin.owner)
    return _misspelt(bare, schema, absent)


def _fits(stranger: Stranger, schema: Schema) -> bool:
    """Whether the value of *stranger* can stand as it is, or converted, under the right key."""
    inner = schema.child(stranger.instead)
    kinds = {Kind.OBJECT: "object", Kind.ARRAY: "array"}
    if stranger.form or inner is None or not inner.types:
        return True
    kind = kinds.get(stranger.node.kind)
    return kind in inner.types if kind else not set(inner.types) <= set(kinds.values())


def _misspelt(bare: Stranger, schema: Schema, absent: list[str]) -> Stranger:
    """*bare* with the key of the same object that it may be a slip for."""
    name = bare.name
    if close := nearest(name, absent):
        return bare._replace(meant=close[0], need=need_of(schema, close[0]))
    close = nearest(name, schema.names)
    return bare._replace(present=close[0]) if close else bare


def is_sound(node: Node) -> bool:
    """Whether nothing between the entries of *node* is broken, so that they can be rearranged.

    Every stranger in it asks, so the answer is kept.
    """
    green = node.green
    if not isinstance(green, Container):
        return True
    if "is sound" not in green.memo:
        green.memo["is sound"] = not any(problem.fault.structural for problem in green.problems)
    sound: bool = green.memo["is sound"]
    return sound


# -- unknown keys ----------------------------------------------------------------


def unknown_property(
    stranger: Stranger, owner: Node, schema: Schema, closed: list[Verdict]
) -> Finding:
    """The finding about one stranger; *closed* are the verdicts on it.

    If something lacks this very key, it is as grave as that.
    """
    key = stranger.node.key
    assert key is not None
    severity = min(severity_of(verdict) for verdict in closed)
    stage = next((verdict.stage for verdict in closed if verdict.stage), None)
    if stranger.need is not None and severity is not Severity.ERROR:
        severity, stage = Severity.ERROR, stage_of(stranger.need)
    message = staged(_why_unknown(stranger, owner, schema), stage)
    fixes = tuple(_cures(stranger, schema)) if is_sound(owner) else ()
    return Finding(key.span, "unknown-property", severity, message, fixes=fixes)


def _why_unknown(stranger: Stranger, owner: Node, schema: Schema) -> str:
    key = stranger.node.key
    name = key.value if key is not None else stranger.name
    if stranger.note:
        return f"unknown key `{name}`: {stranger.note}"
    if stranger.home:
        return f"`{name}` belongs in {stranger.home.words}"
    if stranger.owner:
        return f"`{name}` belongs in `{stranger.owner}`"
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


def _cures(stranger: Stranger, schema: Schema) -> Iterator[Fix]:
    """The ways out; to remove a key is none if what it stands for would be missing then."""
    value, key = stranger.node, stranger.node.key
    if stranger.meant and key is not None:
        same = stranger.meant.lower() == stranger.name.lower()
        rename = (RenameKey(key.span, stranger.meant),)
        yield Fix(f"Rename to `{stranger.meant}`", rename, preferred=True, safe=same)
    elif stranger.instead and key is not None:
        yield from _converted(stranger, key)
    elif stranger.home and -1 not in stranger.home.path:
        *within, last = stranger.home.path
        if stranger.home.exists:
            move = (MoveMember(value.span, within=stranger.home.path),)
        else:
            move = (MoveMember(value.span, within=tuple(within), through=str(last)),)
        yield Fix(f"Move into {stranger.home.words}", move, preferred=True)
    elif stranger.owner:
        move = (MoveMember(value.span, stranger.levels, through=stranger.owner),)
        yield Fix(f"Move into `{stranger.owner}`", move, preferred=True)
    elif stranger.levels:
        move = (MoveMember(value.span, stranger.levels),)
        yield Fix(f"Move {_levels(stranger.levels)}", move, preferred=True)
    if stranger.home is not None and stranger.home.stands_for_it:
        return
    if stranger.need is None and not schema.is_required(stranger.meant or stranger.instead):
        yield Fix(f"Remove `{stranger.name}`", (Remove(value.span),), safe=False, lossy=True)


def _converted(stranger: Stranger, key: Node) -> Iterator[Fix]:
    """What writes the same under the key that is known."""
    rename = RenameKey(key.span, stranger.instead)
    if not stranger.form:
        yield Fix(f"Rename to `{stranger.instead}`", (rename,), preferred=True)
        return
    value = converted(stranger.form, python_value(stranger.node.green))
    if value is not None:
        change = SetValue(stranger.node.span, value)
        yield Fix(f"Write it as `{stranger.instead}`", (rename, change), preferred=True)


# -- spelling ----------------------------------------------------------------------


def spelling_findings(node: Node, schema: Schema) -> Iterator[Finding]:
    """Keys in another letter case than that of the schema, where that makes no difference."""
    seen: dict[str, Node] = {}
    for child in node:
        key, name = child.key, child.name
        if key is None or name is None or not key.readable:
            continue
        known = schema.spelt(name)
        first = seen.setdefault(known, key)
        if first is not key and first.value != key.value:
            message = f"`{key.value}` and `{first.value}` are one key, only the last one counts"
            related = (Related(first.span, "it stands here first"),)
            yield Finding(key.span, "duplicate-key", Severity.WARNING, message, related)
        elif known != key.value and schema.child(known) is not None:
            rename = RenameKey(key.span, known)
            fix = Fix(f"Rename to `{known}`", (rename,), preferred=True)
            message = f"`{key.value}` is documented as `{known}`; Bacalhau reads both"
            yield Finding(key.span, "key-spelling", Severity.HINT, message, fixes=(fix,))


# -- missing keys ------------------------------------------------------------------


def missing_property(
    node: Node,
    schema: Schema,
    verdicts: list[Verdict],
    explained: set[str],
) -> tuple[Severity, str, tuple[Fix, ...]] | None:
    """Severity, message and fixes for all keys that *node* lacks; None if it lacks none."""
    present = present_in(node, schema)
    lacking: dict[str, Severity] = {}
    stages: list[Stage] = []
    for verdict in verdicts:
        severity = severity_of(verdict)
        for name in verdict.expected:
            if name not in present and name not in explained:
                lacking[name] = min(severity, lacking.get(name, severity))
                stages += [verdict.stage] if verdict.stage else []
    if not lacking:
        return None
    names = [name for name in schema.names if name in lacking]
    names += [name for name in lacking if name not in names]
    additions = tuple(_additions(node, schema, names))
    fix = Fix(f"Add {listed(names)}", additions, preferred=True, safe=False)
    fixes = (fix,) if is_sound(node) else ()
    message = staged(f"{subject(node, schema)} lacks {listed(names)}", next(iter(stages), None))
    return min(lacking.values()), message, fixes


def subject(node: Node, schema: Schema) -> str:
    """How to call an object in a message."""
    if node.name is not None:
        return f"`{node.name}`"
    return f"the {schema.title.lower()}" if schema.title else "this object"


def _additions(node: Node, schema: Schema, names: list[str]) -> Iterator[AddMember | SetValue]:
    for name in names:
        inner, empty = schema.child(name), node.get(name)
        value = skeleton(inner) if inner else None
        if empty is not None:
            yield SetValue(empty.span, value)
        else:
            yield AddMember(node.span, name, value, schema.names)
