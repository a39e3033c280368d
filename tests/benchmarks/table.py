"""What was measured as a page of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks import commands, load, measure, questions
from tests.benchmarks.documents import PLACES, SIZES
from tests.benchmarks.edits import KINDS
from tests.benchmarks.peers import OURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.benchmarks.contests import Contest
    from tests.benchmarks.samples import Samples

CHECKERS = [OURS.name, commands.CHECKER, "ajv-cli"]


class Row(NamedTuple):
    """One line of a table."""

    what: str
    size: str
    most: float | None = None
    """The ratio that we have promised ourselves."""


_PROMISED = {
    measure.EDIT: (1.0, 0.15, 0.05),
    measure.COMPLETE: (1.5, 0.6, 0.1),
    measure.OPEN: (1.0, 1.0, 1.2),
    measure.FORMAT: (1.5, 1.5, 1.5),
    measure.MEMORY: (1.0, 1.0, 1.0),
}
_ALSO = (measure.BREAK, measure.HEAL, measure.AGAIN, measure.FORMAT_NOTHING)
SERVER_ROWS = [
    Row(measure.START, ""),
    Row(measure.FIRST, "2 kB"),
    *(
        Row(what, size, most)
        for what, ratios in _PROMISED.items()
        for size, most in zip(SIZES, ratios, strict=True)
    ),
    *(Row(what, size) for what in _ALSO for size in SIZES),
]
CHECK_ROWS = [
    Row(what, size, 1.0)
    for what in (commands.CHECK, commands.CHECK_CPU)
    for size in ("1 file", "500 files")
]

_HOW_TO_READ = """\
Milliseconds as p50 / p95 unless said otherwise. In the last columns: the p50 as a ratio to that
of the second server in the same run, and what it is to be at most. All servers get the same
documents, the same schema and the same keystrokes, in turn, over standard input and output;
`empty pygls` does nothing but answer. `vscode-json` and `bacalhau-ls` are asked for diagnostics;
`yaml-ls` sends them, after a delay of its own.

![Edit to diagnostics, edit to completion and memory](results.svg)
"""
_YAML = "The same job in block style, as Bacalhau v1.9.3 wants it; the schema is that of Bacalhau."
_KEYSTROKES = "`bacalhau-ls`, edit to diagnostics, p50; the last column is 1 MB to 2 kB."
_QUESTIONS = (
    "What `bacalhau-ls` asks a JSON Schema library while a file opens that is not the first one, in"
    " milliseconds. It uses `jsonschema`; this is all that `jsonschema-rs` could save."
)
_CHECKS = "Files of 2 kB, with all our rules; the ratio is to `check-jsonschema`."


def page(json: Contest, yaml: Contest, machine: str) -> str:
    """The whole page."""
    head = ["# Benchmark", "", f"Measured on {machine}.", "", _HOW_TO_READ]
    checks = _table(json.samples, CHECK_ROWS, CHECKERS)
    lines = [*_parts(json, ""), *_parts(yaml, _YAML), *_part("The command line", _CHECKS, checks)]
    return "\n".join([*head, *lines])


def _parts(contest: Contest, words: str) -> Iterator[str]:
    name, samples = contest.name, contest.samples
    servers = _table(samples, SERVER_ROWS, [peer.name for peer in contest.peers])
    yield from _part(name, words, servers)
    yield from _part(f"{name}: where and how one edits", _KEYSTROKES, _keystrokes(samples))
    yield from _part(f"{name}: under load", "", _load(samples))
    yield from _part(f"{name}: questions to the schema", _QUESTIONS, _questions(samples))


def _part(title: str, words: str, lines: Iterable[str]) -> list[str]:
    """Nothing if there are no *lines*: it was not measured."""
    told = list(lines)
    return [f"## {title}", "", *([words, ""] if words else []), *told, ""] if told else []


def _table(samples: Samples, rows: Sequence[Row], names: Sequence[str]) -> Iterator[str]:
    """What was measured; ratios are those of the first to the second."""
    measured = [row for row in rows if samples.p50(row.what, row.size, names[0])]
    if measured:
        yield f"| what | size | {' | '.join(names)} | ratio | at most |"
        yield f"|---|---|{'---|' * len(names)}---|---|"
    for what, size, most in measured:
        cells = [_cell(samples, what, size, name) for name in names]
        ends = [_shown(samples.ratio(what, size, names[0], names[1])), _shown(most)]
        yield f"| {' | '.join([what, size, *cells, *ends])} |"


def _cell(samples: Samples, what: str, size: str, name: str) -> str:
    half, most = samples.p50(what, size, name), samples.p95(what, size, name)
    if half is None or most is None:
        return ""
    return f"{half:.0f}" if what == measure.MEMORY else f"{_number(half)} / {_number(most)}"


def _number(milliseconds: float) -> str:
    return f"{milliseconds:.0f}" if milliseconds >= 100 else f"{milliseconds:.2g}"


def _shown(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"


def _keystrokes(samples: Samples) -> Iterator[str]:
    rows = [row for kind in KINDS for place in PLACES if (row := _keystroke(samples, kind, place))]
    if rows:
        yield f"| keystroke | place | {' | '.join(SIZES)} | ratio |"
        yield f"|---|---|{'---|' * len(SIZES)}---|"
    yield from rows


def _keystroke(samples: Samples, kind: str, place: str) -> str | None:
    found = [samples.p50(f"{kind}, {place}", size, OURS.name) for size in SIZES]
    if not any(found):
        return None
    small, large = found[0], found[-1]
    ratio = large / small if small and large else None
    cells = [f"{each:.2f}" if each is not None else "" for each in found]
    return f"| {kind} | {place} | {' | '.join(cells)} | {_shown(ratio)} |"


def _questions(samples: Samples) -> Iterator[str]:
    rows = [row for size in SIZES if (row := _asked(samples, size))]
    if rows:
        yield f"| size | questions | {' | '.join(questions.LIBRARIES)} |"
        yield "|---|---|---|---|"
    yield from rows


def _asked(samples: Samples, size: str) -> str | None:
    count = samples.p50(questions.QUESTIONS, size, questions.COUNT)
    if not count:
        return None
    cells = [_cell(samples, questions.QUESTIONS, size, name) for name in questions.LIBRARIES]
    return f"| {size} | {count:.0f} | {' | '.join(cells)} |"


def _load(samples: Samples) -> Iterator[str]:
    for size in SIZES:
        burst = samples.p50(load.BURST, size, OURS.name)
        single = samples.p50(load.SINGLE, size, OURS.name)
        sets = samples.p95(load.SETS, size, OURS.name)
        if burst and single:
            yield (
                f"- {size}: 200 edits sent at once are answered in {burst:.1f} ms, one edit in"
                f" {single:.1f} ms ({burst / single:.1f} times); sets of diagnostics: {sets:.0f}."
            )
    kept = samples.p50(load.MANY, "100 kB", OURS.name)
    if kept:
        yield f"- Memory at 100 kB after 10,000 further edits, as a share of before: {kept:.2f}."
    steps = (measure.OPEN, measure.EDIT, measure.BREAK, measure.HEAL, measure.COMPLETE)
    found = ((what, samples.p50(what, "5 MB", OURS.name)) for what in steps)
    cells = [f"{what} {number:.0f} ms" for what, number in found if number is not None]
    if cells:
        yield f"- 5 MB, nothing fails: {', '.join(cells)}."
