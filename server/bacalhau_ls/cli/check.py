"""The command that finds mistakes in job specs."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls.cli import CLEAN, COULD_NOT_RUN, FOUND, crash
from bacalhau_ls.cli.arguments import NEVER
from bacalhau_ls.cli.checking import Checker, judges
from bacalhau_ls.cli.configurations import Configurations
from bacalhau_ls.cli.console import CannotRun, columns_of, open_output, send, wants_colour
from bacalhau_ls.cli.output import renderer
from bacalhau_ls.cli.progress import Progress
from bacalhau_ls.cli.results import Checked, Failed, Skipped, Tally, View
from bacalhau_ls.cli.search import STDIN, Candidate, find
from bacalhau_ls.findings import Severity

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import TextIO

    from bacalhau_ls.cli.console import Console
    from bacalhau_ls.cli.results import Result

_NAME_OF_STDIN = "<stdin>"
_OBJECTS_PER_COLLECTION = 200_000


def check(options: argparse.Namespace, console: Console) -> int:
    """Check what is named, show what is found; the value is the exit code."""
    paths = options.paths or [os.curdir]
    if options.stdin_filename is not None and STDIN not in paths:
        message = "--stdin-filename is only of use with - among the paths"
        raise CannotRun(message)
    governing = cache(Configurations(console, options.config).governing)
    name = options.stdin_filename or _NAME_OF_STDIN
    checker = Checker(console.stdin, name, governing, judges(console.say))
    tally = Tally()
    with _output(options, console) as stream, _few_collections():
        view = _view(options, stream)
        results = _results(find(paths, governing), checker, console, options)
        passing = tally.counting(_reported(results, options, console))
        send(renderer(options.format)(passing, view), stream)
    return _exit_code(tally, view, options, console)


@contextmanager
def _output(options: argparse.Namespace, console: Console) -> Iterator[TextIO]:
    if options.output_file is None:
        yield console.stdout
        return
    with open_output(options.output_file) as file:
        yield file


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage seldom: trees hold millions of objects and no cycles."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS_PER_COLLECTION, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _view(options: argparse.Namespace, stream: TextIO) -> View:
    fail_on = options.fail_on
    threshold = None if fail_on == NEVER else Severity[fail_on.upper()]
    is_coloured = wants_colour(options.color, stream)
    return View(Path.cwd(), threshold, is_coloured, columns_of(stream), options.quiet)


def _results(
    items: list[Candidate | Failed | Skipped],
    checker: Checker,
    console: Console,
    options: argparse.Namespace,
) -> Iterator[Result]:
    is_wanted = console.stderr.isatty() and not (options.quiet or options.verbose)
    progress = Progress(console.stderr, is_wanted=is_wanted)
    for item in progress.through(items):
        result = _checked(item, checker, console) if isinstance(item, Candidate) else item
        if not _is_silent(result):
            progress.clear()
        yield result


def _is_silent(result: Result) -> bool:
    """Whether nothing is written because of *result*, so that a bar may stay."""
    if isinstance(result, Checked):
        return not result.findings
    return isinstance(result, Skipped) and not result.is_surprising


def _checked(candidate: Candidate, checker: Checker, console: Console) -> Result:
    """What is found in one file; an error of ours costs only this file."""
    try:
        return checker.check(candidate)
    except Exception as error:  # noqa: BLE001
        return Failed(candidate.path, crash(error, console))


def _reported(
    results: Iterator[Result], options: argparse.Namespace, console: Console
) -> Iterator[Result]:
    """The same results; what could not be read is said while they pass by."""
    for result in results:
        if isinstance(result, Failed):
            console.say(f"{result.path}: {result.reason}")
        elif isinstance(result, Skipped) and (options.verbose or result.is_surprising):
            console.say(f"{result.path}: skipped, {result.reason}")
        yield result


def _exit_code(tally: Tally, view: View, options: argparse.Namespace, console: Console) -> int:
    skipped = f"{tally.skipped} other file{'' if tally.skipped == 1 else 's'} skipped"
    if not tally.checked and not tally.failed:
        hint = f" ({skipped})" if tally.skipped else ""
        console.say(f"nothing to check: no job spec found{hint}")
        return COULD_NOT_RUN
    if tally.skipped and not options.quiet:
        more = "" if options.verbose else ", --verbose lists them"
        console.say(f"{skipped}{more}")
    if tally.failed:
        return COULD_NOT_RUN
    return FOUND if tally.reaches(view.threshold) else CLEAN
