"""The command that finds mistakes in job specs, and fixes those that can be fixed."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls.cli import CLEAN, FOUND
from bacalhau_ls.cli.arguments import NEVER
from bacalhau_ls.cli.checking import Checking, Fixing, judges
from bacalhau_ls.cli.console import CannotRun, columns_of, open_output, send, wants_colour
from bacalhau_ls.cli.output import renderer
from bacalhau_ls.cli.results import Tally, View
from bacalhau_ls.cli.search import STDIN
from bacalhau_ls.cli.visiting import conclude, visit
from bacalhau_ls.findings import Severity
from bacalhau_ls.repair import likely_fix, safe_fix

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import TextIO

    from bacalhau_ls.cli.console import Console
    from bacalhau_ls.cli.specs import Spec
    from bacalhau_ls.cli.visiting import Work


def check(options: argparse.Namespace, console: Console) -> int:
    """Check what is named, show what is found; the value is the exit code."""
    _refuse_contradictions(options)
    results = visit(options, console, _work(options, console))
    tally = Tally()
    with _output(options, console) as stream:
        view = _view(options, stream)
        render = renderer("diff" if options.diff else options.format)
        send(render(tally.counting(results), view), stream)
    if not options.quiet:
        _say_fixed(tally, options, console)
    could_not = conclude(tally, options, console, "check")
    return could_not or (FOUND if _is_found(tally, view, options) else CLEAN)


def _refuse_contradictions(options: argparse.Namespace) -> None:
    if options.unsafe_fixes and not (options.fix or options.diff):
        message = "--unsafe-fixes is only of use with --fix or --diff"
        raise CannotRun(message)
    if options.diff and options.format != "text":
        message = f"--diff shows a diff, not --format {options.format}"
        raise CannotRun(message)


def _work(options: argparse.Namespace, console: Console) -> Work:
    """What is done with each spec."""
    judge = judges(console.say)
    if not (options.fix or options.diff):
        return Checking(judge)
    choose = likely_fix if options.unsafe_fixes else safe_fix
    if options.diff:
        return Fixing(judge, choose, _deliver_nothing)
    from bacalhau_ls.cli.writing import deliver  # noqa: PLC0415 - not needed to look

    return Fixing(judge, choose, partial(deliver, console))


def _deliver_nothing(_spec: Spec, _text: str) -> None:
    """For those who only want to see the difference."""


@contextmanager
def _output(options: argparse.Namespace, console: Console) -> Iterator[TextIO]:
    if options.output_file is not None:
        with open_output(options.output_file) as file:
            yield file
    elif options.fix and not options.diff and STDIN in options.paths:
        yield console.stderr  # standard output is for the text
    else:
        yield console.stdout


def _view(options: argparse.Namespace, stream: TextIO) -> View:
    fail_on = options.fail_on
    threshold = None if fail_on == NEVER else Severity[fail_on.upper()]
    is_coloured = wants_colour(options.color, stream)
    return View(Path.cwd(), threshold, is_coloured, columns_of(stream), options.quiet)


def _say_fixed(tally: Tally, options: argparse.Namespace, console: Console) -> None:
    """Say what the output does not."""
    if options.format == "text" and not options.diff:
        return
    from bacalhau_ls.cli.output.words import fixed, summary  # noqa: PLC0415 - not for every format

    if tally.changed:
        console.say(fixed(tally, "would be fixed" if options.diff else "fixed"))
    if options.diff and tally.checked:
        console.say(summary(tally))


def _is_found(tally: Tally, view: View, options: argparse.Namespace) -> bool:
    """Whether the exit code is to say that something is wrong."""
    would_change = options.diff and tally.changed and view.threshold is not None
    return would_change or tally.reaches(view.threshold)
