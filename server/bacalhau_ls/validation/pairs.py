"""Names with their texts, as other programs list them: ``- NAME: text``, ``- name: NAME``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.anchors import bare
from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.validation.soundness import is_whole

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node

_NAMING: Final = ("name", "key")
_HOLDING: Final = "value"


def pairs_in(array: Node) -> dict[str, str] | None:
    """The names and texts of the objects in *array*; None if it is no list of such."""
    found = [pair_of(item) for item in array]
    pairs = [pair for pair in found if pair is not None]
    made = dict(pairs)
    return made if made and len(made) == len(found) else None


def pair_of(node: Node) -> tuple[str, str] | None:
    """The one name in an object with its text, or what its ``name`` and ``value`` say."""
    green = node.green
    if not isinstance(green, Container) or not is_whole(green):
        return None
    members = {child.name: child for child in node if child.name is not None}
    if node.kind is not Kind.OBJECT or len(members) != len(node):
        return None
    named = {name.lower(): child for name, child in members.items()}
    naming = next((name for name in _NAMING if name in named), None)
    if naming is not None:
        is_pair = named.keys() == {naming, _HOLDING}
        return _paired(named[naming].string, named[_HOLDING]) if is_pair else None
    return _paired(*members.popitem()) if len(members) == 1 else None


def _paired(name: str | None, value: Node) -> tuple[str, str] | None:
    text = _text_of(value)
    return (name, text) if name and text is not None else None


def _text_of(node: Node) -> str | None:
    """A text, a number or a truth value as it is written."""
    leaf = node.green
    if not isinstance(leaf, Scalar) or not node.readable or leaf.value is None:
        return None
    return leaf.value if isinstance(leaf.value, str) else bare(leaf.text)
