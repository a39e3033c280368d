"""The command that lays job specs out."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls.cli import CLEAN, FOUND
from bacalhau_ls.cli.console import send, wants_colour
from bacalhau_ls.cli.output import renderer
from bacalhau_ls.cli.output.words import counted
from bacalhau_ls.cli.results import Change, Failed, Formatted, Tally, Unwritable, View
from bacalhau_ls.cli.search import STDIN
from bacalhau_ls.cli.visiting import conclude, visit
from bacalhau_ls.edits import applied
from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.tree import problems_in

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.cli.console import Console
    from bacalhau_ls.cli.results import Result
    from bacalhau_ls.cli.specs import Spec
    from bacalhau_ls.document import Document
    from bacalhau_ls.settings import FormatStyle


def format_specs(options: argparse.Namespace, console: Console) -> int:
    """Format what is named; the value is the exit code.

    Standard output is for texts and diffs; what was done is said beside it.
    """
    is_looking = options.check or options.diff
    work = Formatting(_deliver_nothing if is_looking else _writer(console))
    doing = "would be formatted" if is_looking else "formatted"
    tally = Tally()
    results = tally.counting(visit(options, console, work))
    if not (options.quiet or (options.paths == [STDIN] and not is_looking)):
        results = _told(results, tally, doing, console)
    if options.diff:
        view = View(Path.cwd(), is_coloured=wants_colour(options.color, console.stdout))
        send(renderer("diff")(results, view), console.stdout)
    deque(results, maxlen=0)
    could_not = conclude(tally, options, console, "format")
    return could_not or (FOUND if tally.changed and is_looking else CLEAN)


def _writer(console: Console) -> Callable[[Spec, str], object]:
    from bacalhau_ls.cli.writing import deliver  # noqa: PLC0415 - not needed to look

    return partial(deliver, console)


def _deliver_nothing(_spec: Spec, _text: str) -> None:
    """For those who only want to look."""


def _told(
    results: Iterable[Result], tally: Tally, doing: str, console: Console
) -> Iterator[Result]:
    """The same results; what becomes of each file is said, and their number at the end."""
    for result in results:
        if isinstance(result, Formatted):
            if result.is_broken:
                console.say(
                    f"{result.path}: broken, only its sound parts are formatted; `check` says more"
                )
            if result.change:
                console.say(f"{result.path}: {doing}")
        yield result
    if tally.checked:
        console.say(summary(tally, doing))


def summary(tally: Tally, doing: str) -> str:
    """How many files there are of either kind: "1 file formatted, 2 files are already"."""
    same = tally.checked - tally.changed
    if not tally.changed:
        return f"{counted(same, 'file')} already formatted"
    rest = f", {counted(same, 'file')} already formatted" if same else ""
    return f"{counted(tally.changed, 'file')} {doing}{rest}"


@dataclass(frozen=True)
class Formatting:
    """Formats, and hands the outcome over."""

    deliver: Callable[[Spec, str], object]
    """Puts the new text of a spec where it belongs; raises `Unwritable`."""

    def __call__(self, spec: Spec) -> Iterator[Formatted | Failed]:
        """What became of *spec*."""
        if any(spec.source.findings()):
            yield Failed(spec.path, "not formatted: it is not UTF-8")
            return
        document = spec.document
        layout = layout_of(spec.settings.format)
        edits = document.notation.format(document.content, document.top, layout)
        try:
            self.deliver(spec, applied(document.content, edits))
        except Unwritable as why:
            yield Failed(spec.path, f"not formatted: {why}")
            return
        change = Change(spec.source, edits) if edits else None
        yield Formatted(spec.path, change, _is_broken(document))


def layout_of(style: FormatStyle) -> Layout:
    """The layout that the settings want; the file's own indentation is stronger."""
    return Layout(usual_indent=" " * style.indent, line_width=style.line_width)


def _is_broken(document: Document) -> bool:
    return any(each.problem.fault.level is Level.ERROR for each in problems_in(document.top))
