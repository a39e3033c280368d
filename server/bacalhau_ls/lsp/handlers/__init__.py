"""What the server answers: one file per family of LSP methods, found by this folder.

A handler is a thin adapter with the decorator `handles`, or `about_specs`: from LSP to
our terms, a pure function of `features`, and back. It gets the server and the params. To
add a feature, add a file; ``pytest --update-cases`` writes down what is announced.

All files here are imported before anything but `initialize` is answered, so a
handler imports the feature that it needs inside the function. The server imports
the whole of `features` when it has nothing else to do.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.lsp.server import Server

    Respond: TypeAlias = Callable[..., Any]
    Read: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True)
class Handler:
    """What is done with messages of one method."""

    method: str
    respond: Respond
    """Called with the server and the params; a coroutine function may be cancelled."""
    options: Any
    """What the server announces about it, an `lsprotocol` type."""
    read: Read | None
    """Makes the params of the JSON; None for the type that LSP gives them."""


def handles(
    method: str, options: Any = None, read: Read | None = None
) -> Callable[[Respond], Handler]:
    """Make a handler of a function, for requests or notifications of *method*.

    *read* raises one of `raw.UNSOUND` for params that are no good.
    """

    def made(respond: Respond) -> Handler:
        return Handler(method, respond, options, read)

    return made


def about_specs(
    method: str, otherwise: Any, options: Any = None, read: Read | None = None
) -> Callable[[Respond], Handler]:
    """Make a handler of a function for requests about open specs: it gets the snapshot as well.

    *otherwise* is the answer about any other file.
    """

    def made(answer: Respond) -> Handler:
        @wraps(answer)
        def respond(server: Server, params: Any) -> Any:
            snapshot = server.snapshot(params.text_document.uri)
            return otherwise if snapshot is None else answer(server, snapshot, params)

        return Handler(method, respond, options, read)

    return made


@cache
def all_handlers() -> tuple[Handler, ...]:
    """Every handler of the folder."""
    modules = (
        importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
    )
    found = (each for module in modules for each in vars(module).values())
    return tuple(handler for handler in found if isinstance(handler, Handler))
