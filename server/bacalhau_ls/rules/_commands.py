"""The command of a container: entrypoint and parameters, one item per word."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bacalhau_ls.rules._places import params
from bacalhau_ls.rules._plain import ANY, unusual
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.rules._plain import Plain
    from bacalhau_ls.syntax.tree import Node


def first_words(engine: Node, most: int) -> list[Node]:
    """The first words that a docker engine is given, at *most* so many."""
    words = (word for words in _lists(engine) for word in words.items())
    return list(islice(words, most))


def unusual_words(engine: Node, plain: Plain) -> list[Node]:
    """Those of the words that are not *plain*."""
    lists = (words for words in _lists(engine) if words.kind is Kind.ARRAY)
    return [word for words in lists for word in unusual(words, ANY, plain)]


def _lists(engine: Node) -> Iterator[Node]:
    docker = params(engine, "docker")
    found = (docker.get(name) for name in ("Entrypoint", "Parameters")) if docker else ()
    yield from (words for words in found if words is not None)
