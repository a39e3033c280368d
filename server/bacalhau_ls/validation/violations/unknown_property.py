"""unknown-property: a key that is not known where it stands, and where it belongs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.findings import (
    Finding,
    Fix,
    Later,
    MoveMember,
    Remove,
    RenameKey,
    SetValue,
    Severity,
    with_stage,
)
from bacalhau_ls.specification.stages import stage_of
from bacalhau_ls.syntax.green import python_value
from bacalhau_ls.validation.conversions import converted
from bacalhau_ls.validation.naming import severity_of, subject
from bacalhau_ls.validation.soundness import is_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span
    from bacalhau_ls.validation.judgement import Verdict
    from bacalhau_ls.validation.meanings import Stranger

CODE: Final = "unknown-property"


class _Member(NamedTuple):
    """A key and its value, without a view of the text around them that would outlive it."""

    key: Span
    span: Span
    value: Green


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
        member = _Member(key.span, child.span, child.green)
        fixes = Later(partial(cures, stranger, member, schema))
        yield Finding(
            key.span, CODE, severity, with_stage(message, stage), fixes=fixes, stage=stage
        )


def _why_unknown(stranger: Stranger, name: str, owner: str) -> str:
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
    return f"unknown key `{name}`: {owner} has no such key"


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
    elif (move := _move(stranger, member.span)) is not None:
        yield Fix(f"Move {_direction(stranger)}", (move,), preferred=True)
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


def _move(stranger: Stranger, span: Span) -> MoveMember | None:
    """What takes the key where it belongs, if that is one place."""
    home = stranger.home
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
