"""unknown-property: a key that is not known where it stands, and where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import Finding, Fix, MoveMember, Remove, RenameKey, SetValue, Severity
from bacalhau_ls.specification.stages import stage_of
from bacalhau_ls.syntax.green import python_value
from bacalhau_ls.validation.conversions import converted
from bacalhau_ls.validation.naming import severity_of, subject
from bacalhau_ls.validation.soundness import is_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict
    from bacalhau_ls.validation.strangers import Stranger


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
    message = _why_unknown(stranger, owner, schema)
    fixes = tuple(_cures(stranger, key, schema)) if is_sound(owner) else ()
    return Finding(key.span, "unknown-property", severity, message, fixes=fixes).at_stage(stage)


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


def _cures(stranger: Stranger, key: Node, schema: Schema) -> Iterator[Fix]:
    """The ways out; to remove a key is none if what it stands for would be missing then."""
    removal = (Remove(stranger.node.span),)
    if stranger.idle:
        yield Fix(f"Remove `{stranger.name}`", removal, preferred=True)
        return
    if stranger.meant:
        same = stranger.meant.lower() == stranger.name.lower()
        rename = (RenameKey(key.span, stranger.meant),)
        yield Fix(f"Rename to `{stranger.meant}`", rename, preferred=True, safe=same)
    elif stranger.instead:
        yield from _converted(stranger, key)
    elif (move := _move(stranger)) is not None:
        yield Fix(f"Move {_direction(stranger)}", (move,), preferred=True)
    if stranger.home is not None and stranger.home.stands_for_it:
        return
    if stranger.need is None and not schema.is_required(stranger.meant or stranger.instead):
        yield Fix(f"Remove `{stranger.name}`", removal, safe=False, lossy=True)


def _move(stranger: Stranger) -> MoveMember | None:
    """What takes the key where it belongs, if that is one place."""
    home, span = stranger.home, stranger.node.span
    if home is None:
        levels = stranger.levels
        return MoveMember(span, levels, through=stranger.owner) if levels else None
    if home.is_some_item or home.is_item_to_make:
        return None
    if home.exists:
        return MoveMember(span, within=home.path)
    *within, last = home.path
    return MoveMember(span, within=tuple(within), through=str(last))


def _direction(stranger: Stranger) -> str:
    if stranger.home:
        return f"into {stranger.home.words}"
    return f"into `{stranger.owner}`" if stranger.owner else _levels(stranger.levels)


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
