"""Going through the files of a command, one after the other."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from bacalhau_ls.cli import CLEAN, COULD_NOT_RUN, crash
from bacalhau_ls.cli.configurations import Configurations
from bacalhau_ls.cli.console import CannotRun
from bacalhau_ls.cli.progress import Progress
from bacalhau_ls.cli.results import Failed, Skipped
from bacalhau_ls.cli.search import STDIN, Candidate, find
from bacalhau_ls.cli.specs import Reader, Spec

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from bacalhau_ls.cli.console import Console
    from bacalhau_ls.cli.results import Result, Tally

    Work: TypeAlias = Callable[[Spec], Iterable[Result]]

_NAME_OF_STDIN = "<stdin>"


def visit(options: argparse.Namespace, console: Console, work: Work) -> Iterator[Result]:
    """What *work* makes of every spec that is named or found; what is left out is said."""
    paths = options.paths or [os.curdir]
    if options.stdin_filename is not None and STDIN not in paths:
        message = "--stdin-filename is only of use with - among the paths"
        raise CannotRun(message)
    governing = cache(Configurations(console, options.config).governing)
    name = options.stdin_filename or _NAME_OF_STDIN
    reader = Reader(console.stdin, name, governing, trusts_names=not options.only_specs)

    def visited() -> Iterator[Result]:
        for result in _results(find(paths, governing), reader, work, console, options):
            _report(result, options, console)
            yield result

    return visited()


def _results(
    items: list[Candidate | Failed | Skipped],
    reader: Reader,
    work: Work,
    console: Console,
    options: argparse.Namespace,
) -> Iterator[Result]:
    is_wanted = console.stderr.isatty() and not (options.quiet or options.verbose)
    progress = Progress(console.stderr, is_wanted=is_wanted)
    for item in progress.through(items):
        for result in _done(item, reader, work, console):
            if not result.is_silent:
                progress.clear()
            yield result


def _done(
    item: Candidate | Failed | Skipped, reader: Reader, work: Work, console: Console
) -> Iterator[Result]:
    """What becomes of one file; an error of ours costs only this file."""
    if not isinstance(item, Candidate):
        yield item
        return
    try:
        spec = reader.read(item)
        yield from work(spec) if isinstance(spec, Spec) else [spec]
    except CannotRun:
        raise
    except Exception as error:  # noqa: BLE001
        yield Failed(item.path, crash(error, console))


def _report(result: Result, options: argparse.Namespace, console: Console) -> None:
    """Say what could not be read or written, and what else the user wants to hear of."""
    if isinstance(result, Failed):
        console.say(f"{result.path}: {result.reason}")
    elif isinstance(result, Skipped):
        if options.verbose or result.is_surprising:
            console.say(f"{result.path}: skipped, {result.reason}")
    elif result.change and result.change.fixed and options.verbose:
        codes = (f"{number} {code}" for code, number in result.change.fixed.most_common())
        console.say(f"{result.path}: fixed {', '.join(codes)}")


def conclude(tally: Tally, options: argparse.Namespace, console: Console, doing: str) -> int:
    """Say how many files were left out; the exit code as far as that decides it."""
    skipped = f"{tally.skipped} other file{'' if tally.skipped == 1 else 's'} skipped"
    if not tally.checked and not tally.failed:
        hint = f" ({skipped})" if tally.skipped else ""
        if not options.only_specs:
            console.say(f"warning: nothing to {doing}: no job spec found{hint}")
        return CLEAN  # a repository may have none yet
    if tally.skipped and not options.quiet:
        more = "" if options.verbose else ", --verbose lists them"
        console.say(f"{skipped}{more}")
    return COULD_NOT_RUN if tally.failed else CLEAN
