"""What may be meant by keys that are not known where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bacalhau_ls.spelling import nearest
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.validation.held import SEVERAL
from bacalhau_ls.validation.homes import Home, need_of

if TYPE_CHECKING:
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.validation.surroundings import Surroundings

_MEANINGS: Final = "meanings of strangers"
_MOST_REMEMBERED: Final = 32_768


class Stranger(NamedTuple):
    """A key that is not known in the object where it stands."""

    name: str
    kind: Kind
    """What its value is."""
    number: int = 0
    """Which member it is."""
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
    is_there: bool = False
    """Whether the key is there already where it belongs."""
    present: str = ""
    """The key it seems to be a slip for, if that one is there as well."""
    note: str = ""
    """What the schema says about this very key."""
    instead: str = ""
    """The key that holds in another form what this one holds."""
    form: str = ""
    """The form that it has there, see `conversions`."""
    idle: bool = False
    """Whether the schema says that it is never the author's to write."""
    need: str | None = None
    """Whether something lacks this key: where that is noticed, see `need_of`."""


class Where(NamedTuple):
    """What it hangs on besides themselves what strangers are taken for."""

    schema: Schema
    absent: tuple[str, ...]
    """The keys that are known there and not there."""
    compared: tuple[str, ...]
    """The known keys that they may be slips for."""
    around: Surroundings
    owner: str | None
    """The name of the object."""


class Meanings:
    """What strangers in one place are taken for.

    There may be thousands of them in one object, and a letter in one changes nothing of the others.
    """

    def __init__(self, where: Where) -> None:
        self._where = where
        self._known: dict[tuple[str, Kind, Home | None, Home | None], Stranger] = {}

    @classmethod
    def at(cls, where: Where) -> Meanings:
        """Those of a place; of the last one for each schema they are kept."""
        memo = where.schema.memo
        kept: Meanings | None = memo.get(_MEANINGS)
        if kept is None or kept._where != where:  # noqa: SLF001 - its own
            kept = memo[_MEANINGS] = cls(where)
        return kept

    def of(self, name: str, kind: Kind, home: Home | None, held: Home | None) -> Stranger:
        """What a key with such a value is taken for; *held* is where inside there is another."""
        key = name, kind, home, held
        stranger = self._known.get(key)
        if stranger is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            noted = _noted(Stranger(name, kind, home=home), self._where.schema)
            stranger = self._known[key] = _explained(noted, held, self._where)
        return stranger


def _explained(stranger: Stranger, held: Home | None, where: Where) -> Stranger:
    """*stranger* with the first explanation that fits."""
    schema, absent, around = where.schema, where.absent, where.around
    name, home = stranger.name, stranger.home
    bare = stranger._replace(home=None)
    if (instead := stranger.instead) and instead in absent and _fits(stranger, schema):
        return bare._replace(need=need_of(schema, instead))
    bare = bare._replace(instead="")
    for known in absent:
        if known.lower() == name.lower():
            return bare._replace(meant=known, note="", need=need_of(schema, known))
    if (kind := dict(around.elsewhere).get(name)) and not stranger.note:
        return bare._replace(of_type=kind)
    if stranger.note:
        return bare._replace(need=home.need if home else None)
    if home is not None and len(home.path) == 1:
        return stranger._replace(need=home.need)
    if (wanted := next((each for each in around.wanted if each.name == name), None)) is not None:
        beside = wanted.beside or where.owner or ""
        return bare._replace(levels=wanted.levels, beside=beside, need=wanted.need)
    if home is not None:
        return stranger._replace(need=home.need)
    cousin = next((each for each in around.cousins if each.name == name), None)
    if cousin is not None and cousin.owner != where.owner:
        return bare._replace(levels=cousin.levels, owner=cousin.owner, need=cousin.need)
    return _misspelt(bare, held, where)


def _noted(stranger: Stranger, schema: Schema) -> Stranger:
    """*stranger* with what the schema says about such a key, be it words or a table."""
    note: Any = ""
    for part in schema.parts:
        for name, words in part.get("x-not-a-field", {}).items():
            if name.lower() == stranger.name.lower():
                note = words
    if isinstance(note, dict):
        instead, form = str(note.get("instead", "")), str(note.get("form", ""))
        idle = note.get("remove") is True
        words = str(note.get("note", ""))
        return stranger._replace(note=words, instead=instead, form=form, idle=idle)
    return stranger._replace(note=str(note))


def _fits(stranger: Stranger, schema: Schema) -> bool:
    """Whether the value of *stranger* can stand as it is, or converted, under the right key."""
    inner = schema.child(stranger.instead)
    kinds = {Kind.OBJECT: "object", Kind.ARRAY: "array"}
    if stranger.form or inner is None or not inner.types:
        return True
    kind = kinds.get(stranger.kind)
    return kind in inner.types if kind else not set(inner.types) <= set(kinds.values())


def _misspelt(bare: Stranger, held: Home | None, where: Where) -> Stranger:
    """*bare* with the key that it may be a slip for, or with where there is such a key already."""
    name = bare.name
    if close := nearest(name, [known for known in where.absent if known in where.compared]):
        return bare._replace(meant=close[0], need=need_of(where.schema, close[0]))
    if (twin := _with_twin(bare, held, where)).is_there:
        return twin
    close = nearest(name, where.compared)
    return bare._replace(present=close[0]) if close else bare


def _with_twin(bare: Stranger, held: Home | None, where: Where) -> Stranger:
    """*bare* with the one place where such a key belongs and is already."""
    around = [each for each in where.around.held if each.name == bare.name != where.owner]
    if held is not None and held is not SEVERAL and not around:
        return bare._replace(home=held, is_there=True)
    if held is not None or len(around) != 1:
        return bare
    _, levels, beside, owner = around[0]
    beside = beside or where.owner or ""
    return bare._replace(levels=levels, beside=beside, owner=owner, is_there=True)
