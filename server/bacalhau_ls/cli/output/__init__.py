"""One module per output format: results in, pieces of text out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.cli.results import Result, View

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")


class Render(Protocol):
    """What every format's module has under the name ``render``."""

    def __call__(self, results: Iterable[Result], view: View) -> Iterator[str]:
        """The output for *results*, all of which are taken, one after the other."""
        ...


def renderer(name: str) -> Render:
    """The function that writes the format *name*."""
    render: Render = import_module(f"{__name__}.{name}").render
    return render
