"""The command that writes a spec as strict JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls import reading
from bacalhau_ls.cli import CLEAN, FOUND
from bacalhau_ls.cli.console import CannotRun, columns_of, send, wants_colour
from bacalhau_ls.cli.output.text import render
from bacalhau_ls.cli.results import Checked, View
from bacalhau_ls.cli.search import STDIN
from bacalhau_ls.cli.strict_json import unwritable, written
from bacalhau_ls.document import Document
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.tree import Kind, Level, Scalar, problems_in
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bacalhau_ls.cli.console import Console
    from bacalhau_ls.reading import Source
    from bacalhau_ls.syntax.tree import Node


def to_json(options: argparse.Namespace, console: Console) -> int:
    """Write the spec to the output, or draw what keeps it from being written."""
    source = _source(options.file, console)
    document = Document.read(source.text)
    if obstacles := _obstacles(source, document):
        path = "<stdin>" if options.file == STDIN else options.file
        stream = console.stderr
        is_coloured = wants_colour("auto", stream)
        view = View(Path.cwd(), is_coloured=is_coloured, columns=columns_of(stream))
        send(render([Checked(path, document, obstacles)], view), stream)
        return FOUND
    console.write(written(document.root.green))
    return CLEAN


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
        found += _syntax_errors(document)
    found = found or [_not_json(node) for node in unwritable(document.root)]
    return sorted(found, key=lambda finding: finding.span)


def _syntax_errors(document: Document) -> Iterator[Finding]:
    """The errors of syntax, also those that the author has silenced."""
    for problem, *_ in problems_in(document.top):
        if problem.fault.level is Level.ERROR:
            message = problem.fault.message.format(problem.detail)
            span = Span(problem.start, problem.end)
            yield Finding(span, "syntax-error", Severity.ERROR, message)


def _not_json(node: Node) -> Finding:
    if node.kind is Kind.MISSING:
        message = "the document is empty"
    elif isinstance(node.green, Scalar) and node.kind is Kind.NUMBER:
        message = f"JSON has no number `{node.green.text}`"
    else:
        message = "a placeholder stands here, not a value: fill it in first"
    return Finding(node.span, "not-json", Severity.ERROR, message)
