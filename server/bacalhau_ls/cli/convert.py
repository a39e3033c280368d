"""The command that writes a spec in the other notation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls import reading
from bacalhau_ls.cli import CLEAN, FOUND
from bacalhau_ls.cli.configurations import Configurations
from bacalhau_ls.cli.console import CannotRun, columns_of, send, wants_colour
from bacalhau_ls.cli.output.text import render
from bacalhau_ls.cli.results import Checked, View
from bacalhau_ls.cli.search import STDIN
from bacalhau_ls.document import MARK, Document
from bacalhau_ls.features.refactoring.conversion import TARGETS, converted, obstacles
from bacalhau_ls.governing import TITLES, choice
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.notations import notation_of
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    import argparse

    from bacalhau_ls.cli.console import Console
    from bacalhau_ls.reading import Source
    from bacalhau_ls.syntax.notation import Notation


def convert(options: argparse.Namespace, console: Console) -> int:
    """Write the spec to the output, or draw what keeps it from being converted."""
    source = _source(options.file, console)
    settings = Configurations(console, None).governing(Path(options.file).parent).settings
    document = Document.read(source.text, _notation(options, source))
    target = TARGETS[options.to or ("yaml" if document.notation is JSON else "json")]
    if target.notation is document.notation:
        message = f"{options.file}: it is {target.title} already"
        raise CannotRun(message)
    found = list(source.findings()) or obstacles(document, target.notation)
    if found:
        stream = console.stderr
        view = View(
            Path.cwd(), is_coloured=wants_colour("auto", stream), columns=columns_of(stream)
        )
        path = "<stdin>" if options.file == STDIN else options.file
        send(render([Checked(path, document, found)], view), stream)
        return FOUND
    held_to = choice(document, settings).name
    text = converted(document, target, held_to)
    if text is None:
        message = f"{options.file}: {target.title} would be read as other values"
        raise CannotRun(message)
    console.write([text])
    now = choice(Document.read(text, target.notation), settings).name
    if now != held_to:
        console.say(
            f"as {target.title} it is held to {TITLES[now]}, it was held to {TITLES[held_to]}; "
            f"a comment `{MARK} specification={held_to}` would keep it there"
        )
    return CLEAN


def _notation(options: argparse.Namespace, source: Source) -> Notation:
    if options.file == STDIN and options.to:
        return JSON if options.to == "yaml" else YAML
    return notation_of(options.file, content=source.text)


def _source(path: str, console: Console) -> Source:
    try:
        return reading.read_stream(console.stdin) if path == STDIN else reading.read(path)
    except reading.Unreadable as why:
        message = f"{path}: {why}"
        raise CannotRun(message) from None
