"""The command that hands over to the language server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from bacalhau_ls.cli.console import Console


def serve(options: argparse.Namespace, console: Console) -> int:
    """Serve one editor; the value is the exit code."""
    from bacalhau_ls.lsp import main  # noqa: PLC0415 - half a second of imports

    if options.tcp:
        return main.serve_tcp(*options.tcp)
    if options.ws:
        return main.serve_ws(*options.ws)
    if not options.stdio and console.stdin.isatty():
        console.say("waiting for an editor on standard input; --help lists what else can be done")
    return main.serve_stdio()
