"""A whole document in another notation: the same values in the same order, comments kept.

What has no place in the other notation is an obstacle; so is anything that
would be read in another way there, which is tried out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.document import MARK, Document
from bacalhau_ls.features.refactoring.conversion.expansion import Page, page_of
from bacalhau_ls.features.refactoring.conversion.obstacles import is_obstacle, obstacles
from bacalhau_ls.features.refactoring.conversion.to_json import json_text, json_text_for_yaml
from bacalhau_ls.features.refactoring.conversion.to_yaml import yaml_text
from bacalhau_ls.governing import BACALHAU, directive_in
from bacalhau_ls.syntax.agreement import agree
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Container, Kind, Scalar
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.templating import for_double_quotes
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.notation import Notation

__all__ = ["TARGETS", "Target", "converted", "is_obstacle", "obstacles"]


class Target(NamedTuple):
    """A notation that documents can be converted to."""

    notation: Notation
    title: str
    write: Callable[[Page], str]
    write_for_bacalhau: Callable[[Page], str]
    """The same where the real Bacalhau is to read it."""


TARGETS: Final = {
    "json": Target(JSON, "JSON", json_text, json_text_for_yaml),
    "yaml": Target(YAML, "YAML", yaml_text, yaml_text),
}


def converted(document: Document, target: Target, held_to: str) -> str | None:
    """*document*, which has no `obstacles`, in another notation; None if values would change.

    Where it has comments, another one says that it is still *held_to* the real Bacalhau: JSON
    is not, otherwise. One that has none is strict JSON and stays it.
    """
    page = page_of(document)
    text = (target.write_for_bacalhau if held_to == BACALHAU else target.write)(page)
    newline = "\r\n" if "\r\n" in document.content else "\n"
    read = Document.read(text, target.notation)
    if not agree(page.tree, read.tree, _outline, _is_same):
        return None
    is_said = target.notation is YAML or directive_in(document) is not None
    if held_to == BACALHAU and page.has_comments and not is_said:
        text = f"# {MARK} specification={held_to}\n{text}"
    return text.replace("\n", newline)


def _is_same(one: Green, other: Green) -> bool:
    """Whether a value is what it was; what a template will be nobody knows."""
    return one.kind is Kind.PLACEHOLDER or _value(one) == _value(other)


def _outline(container: Container) -> tuple[object, ...]:
    return container.kind, len(container.children), [*map(_name, container.keys)]


def _name(key: Scalar) -> str | None:
    """The name that a key stands for; None if a template is still to fill it."""
    is_open = key.kind is Kind.PLACEHOLDER or TEMPLATE_OPENING in str(key.value)
    return None if is_open else str(key.value)


def _value(green: Green) -> str | None:
    """What stands for the value of a scalar, in whatever quotes; nothing is null."""
    if isinstance(green, Scalar) and isinstance(green.value, str):
        return repr(for_double_quotes(green.value, green.value) or green.value)
    return repr(green.value) if isinstance(green, Scalar) else None
