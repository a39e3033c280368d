"""The command that writes a spec as strict JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls import reading
from bacalhau_ls.cli import CLEAN, FOUND
from bacalhau_ls.cli.checking import judges
from bacalhau_ls.cli.configurations import Configurations
from bacalhau_ls.cli.console import CannotRun, columns_of, send, wants_colour
from bacalhau_ls.cli.output.text import render
from bacalhau_ls.cli.output.words import counted
from bacalhau_ls.cli.results import Checked, View
from bacalhau_ls.cli.search import STDIN
from bacalhau_ls.document import Document
from bacalhau_ls.features.strict_json import as_json, obstacles
from bacalhau_ls.findings import Severity
from bacalhau_ls.inspection import inspect
from bacalhau_ls.syntax.notations import notation_of

if TYPE_CHECKING:
    import argparse

    from bacalhau_ls.cli.console import Console
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.reading import Source


def to_json(options: argparse.Namespace, console: Console) -> int:
    """Write the spec to the output, or draw what keeps it from being written.

    Only the notation decides: a spec with other mistakes is written, and their number said.
    """
    source = _source(options.file, console)
    document = Document.read(source.text, notation_of(options.file, content=source.text))
    if obstacles := _obstacles(source, document):
        path = "<stdin>" if options.file == STDIN else options.file
        stream = console.stderr
        is_coloured = wants_colour("auto", stream)
        view = View(Path.cwd(), is_coloured=is_coloured, columns=columns_of(stream))
        send(render([Checked(path, document, obstacles)], view), stream)
        return FOUND
    console.write(as_json(document))
    if number := _errors(options.file, source, document, console):
        console.say(f"not ready to submit: `check` reports {counted(number, 'error')}")
    return CLEAN


def _errors(path: str, source: Source, document: Document, console: Console) -> int:
    """How many errors `check` reports."""
    settings = Configurations(console, None).governing(Path(path).parent).settings
    found = inspect(source, document, settings, judges(console.say)(settings.schema))
    return sum(finding.severity == Severity.ERROR for finding in found)


def _source(path: str, console: Console) -> Source:
    try:
        return reading.read_stream(console.stdin) if path == STDIN else reading.read(path)
    except reading.Unreadable as why:
        message = f"{path}: {why}"
        raise CannotRun(message) from None


def _obstacles(source: Source, document: Document) -> list[Finding]:
    """What makes the spec unreadable, or else what JSON cannot say."""
    found = list(source.findings())
    if source.is_utf8:
        found += obstacles(document)
    return sorted(found, key=lambda finding: finding.span)
