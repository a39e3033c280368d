"""unknown-property: a key that is not known where it stands, and where it belongs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.findings import (
    AddItem,
    AddMember,
    Finding,
    Fix,
    Later,
    MoveMember,
    Operation,
    Remove,
    RenameKey,
    SetValue,
    Severity,
    with_stage,
)
from bacalhau_ls.specification.stages import stage_of
from bacalhau_ls.syntax.green import Kind, Scalar, python_value
from bacalhau_ls.validation.conversions import converted
from bacalhau_ls.validation.naming import severity_of, subject
from bacalhau_ls.validation.soundness import is_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span
    from bacalhau_ls.validation.homes import Home
    from bacalhau_ls.validation.judgement import Verdict
    from bacalhau_ls.validation.meanings import Stranger

CODE: Final = "unknown-property"


class _Member(NamedTuple):
    """A key and its value, without a view of the text around them that would outlive it."""

    key: Span
    span: Span
    value: Green
    twin: Span | None = None
    """The value of such a key where it belongs, if there is one already."""
    making: AddItem | AddMember | SetValue | None = None
    """What makes the object that it belongs in, if that is not there."""


def unknown_properties(
    strangers: list[Stranger], owner: Node, schema: Schema, closed: list[Verdict]
) -> Iterator[Finding]:
    """The findings about the *strangers* in an object; *closed* are the verdicts on them.

    If something lacks this very key, it is as grave as that.
    """
    usual = min(severity_of(verdict) for verdict in closed)
    noticed = next((verdict.stage for verdict in closed if verdict.stage), None)
    called, cures = subject(owner, schema), _cures if is_sound(owner) else _renaming
    for stranger in strangers:
        child = owner.child(stranger.number)
        key = child.key
        assert key is not None
        is_graver = stranger.need is not None and usual is not Severity.ERROR
        severity = Severity.ERROR if is_graver else usual
        stage = stage_of(stranger.need) if is_graver else noticed
        message = _why_unknown(stranger, str(key.value), called)
        member = _member(child, key, stranger.home, schema)
        fixes = Later(partial(cures, stranger, member, schema))
        yield Finding(
            key.span, CODE, severity, with_stage(message, stage), fixes=fixes, stage=stage
        )


def _member(node: Node, key: Node, home: Home | None, schema: Schema) -> _Member:
    member, owner = _Member(key.span, node.span, node.green), node.parent
    assert owner is not None
    if home is None or home.is_guess:
        return member
    if not home.exists:
        return member._replace(making=_made(owner, home, schema))
    twin = owner.at(*home.path, node.name or "")
    return member._replace(twin=twin.span if twin else None)


def _made(owner: Node, home: Home, schema: Schema) -> AddItem | AddMember | SetValue | None:
    """What makes the object at *home*, if that is more than to move something into it."""
    if not home.is_item_to_make:
        begun = owner.at(*home.path)
        return SetValue(begun.span, {}) if begun is not None else None
    *around, name, _ = home.path
    holder, array = owner.at(*around), owner.at(*around, name)
    if array is None:
        order = () if around else schema.names
        return AddMember(holder.span, str(name), [{}], order) if holder is not None else None
    is_list = array.kind is Kind.ARRAY
    return AddItem(array.span, {}) if is_list else SetValue(array.span, [{}])


def _why_unknown(stranger: Stranger, name: str, owner: str) -> str:
    if stranger.note:
        return f"unknown key `{name}`: {stranger.note}"
    if place := _place_of(stranger):
        return f"`{name}` belongs {place}{', and is there already' if stranger.is_there else ''}"
    if stranger.meant:
        return f"unknown key `{name}`, did you mean `{stranger.meant}`?"
    if stranger.of_type:
        return f"`{name}` belongs to the type `{stranger.of_type}`, which is not chosen here"
    if stranger.present:
        return f"unknown key `{name}`, and `{stranger.present}` is there already"
    return f"unknown key `{name}`: {owner} has no such key"


def _place_of(stranger: Stranger) -> str:
    """Where a key belongs; empty if that is not known."""
    if stranger.home:
        return f"in {stranger.home.words}"
    if stranger.owner:
        return f"in `{stranger.owner}`"
    if stranger.levels and stranger.beside:
        return f"{_levels(stranger.levels)}, beside `{stranger.beside}`"
    return _levels(stranger.levels) if stranger.levels else ""


def _levels(count: int) -> str:
    return "one level up" if count == 1 else "two levels up"


def _cures(stranger: Stranger, member: _Member, schema: Schema) -> Iterator[Fix]:
    """The ways out; to remove a key is none if what it stands for would be missing then."""
    removal = (Remove(member.span),)
    if stranger.idle:
        yield Fix(f"Remove `{stranger.name}`", removal, preferred=True)
        return
    if stranger.meant:
        yield from _renaming(stranger, member, schema)
    elif stranger.instead:
        yield from _converted(stranger, member)
    elif stranger.is_there:
        yield from _replacing(stranger, member)
    elif operations := _move(stranger, member):
        yield Fix(f"Move {_direction(stranger)}", operations, preferred=True)
    if stranger.home is not None and stranger.home.stands_for_it:
        return
    if stranger.need is None and not schema.is_required(stranger.meant or stranger.instead):
        yield Fix(f"Remove `{stranger.name}`", removal, safe=False, lossy=True)


def _renaming(stranger: Stranger, member: _Member, _schema: Schema) -> Iterator[Fix]:
    """What corrects a slip; it leaves alone what is around the key, be that sound or not."""
    if stranger.meant:
        same = stranger.meant.lower() == stranger.name.lower()
        rename = (RenameKey(member.key, stranger.meant),)
        yield Fix(f"Rename to `{stranger.meant}`", rename, preferred=True, safe=same)


def _replacing(stranger: Stranger, member: _Member) -> Iterator[Fix]:
    """What makes a scalar count where it belongs, in the place of the one that is there."""
    value = member.value
    if member.twin is None or not isinstance(value, Scalar) or value.kind is Kind.PLACEHOLDER:
        return
    change = SetValue(member.twin, python_value(value)), Remove(member.span)
    words = f"Put it in the place of the one {_place_of(stranger)}"
    yield Fix(words, change, safe=False, lossy=True)


def _move(stranger: Stranger, member: _Member) -> tuple[Operation, ...]:
    """What takes the key where it belongs, if that is one place."""
    home, span = stranger.home, member.span
    if home is None:
        levels = stranger.levels
        return (MoveMember(span, levels, through=stranger.owner),) if levels else ()
    if home.is_guess:
        return ()
    if member.making is not None:
        return (member.making, MoveMember(span, within=home.path))
    if home.is_item_to_make:
        return ()
    if home.exists:
        return (MoveMember(span, within=home.path),)
    *within, last = home.path
    return (MoveMember(span, within=tuple(within), through=str(last)),)


def _direction(stranger: Stranger) -> str:
    if stranger.home:
        return f"into {stranger.home.words}"
    return f"into `{stranger.owner}`" if stranger.owner else _levels(stranger.levels)


def _converted(stranger: Stranger, member: _Member) -> Iterator[Fix]:
    """What writes the same under the key that is known."""
    rename = RenameKey(member.key, stranger.instead)
    if not stranger.form:
        yield Fix(f"Rename to `{stranger.instead}`", (rename,), preferred=True)
        return
    value = converted(stranger.form, python_value(member.value))
    if value is not None:
        change = SetValue(member.span, value)
        yield Fix(f"Write it as `{stranger.instead}`", (rename, change), preferred=True)
