"""Findings drawn for people: the source line, carets under it, related places, a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.cli.output.snippet import GAP, Mark, Row, snippet
from bacalhau_ls.cli.output.visible import visible
from bacalhau_ls.cli.output.words import closing, counted
from bacalhau_ls.cli.results import Checked, Tally
from bacalhau_ls.domain.secrets import concealed
from bacalhau_ls.findings import Severity
from bacalhau_ls.repair import likely_fix
from bacalhau_ls.text import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.cli.output.snippet import Paint
    from bacalhau_ls.cli.results import Result, View
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.text import Text

_COLOURS = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.INFORMATION: "1;36",
    Severity.HINT: "1;32",
}
_BOLD, _FRAME, _HELP = "1", "1;34", "1;36"
_MOST_RELATED = 8


def render(results: Iterable[Result], view: View) -> Iterator[str]:
    """Every finding, file by file, then the count."""
    tally = Tally()
    for result in tally.counting(results):
        if isinstance(result, Checked):
            shown = concealed(result.document) if result.findings else result.document.text
            for finding in result.findings:
                yield drawn(finding, result.path, shown, view)
    if not view.is_quiet and tally.checked:
        yield from (f"{line}\n" for line in closing(tally))


def drawn(finding: Finding, path: str, text: Text, view: View) -> str:
    """One finding with its source, an empty line after it."""
    paint = _coloured if view.is_coloured else _plain
    line, column = text.position(finding.span.start, Encoding.UTF32)
    picture = list(snippet(text, _marks(finding), view.columns, paint))
    margin = max(len(row.number) for row in picture if row.number != GAP)
    title = paint(f"{finding.severity.word}[{finding.code}]", _COLOURS[finding.severity])
    rows = [
        f"{title}{paint(f': {visible(finding.message)}', _BOLD)}",
        f"{' ' * margin}{paint('-->', _FRAME)} {visible(path)}:{line + 1}:{column + 1}",
        *(_framed(row, margin, paint) for row in (Row("", ""), *picture)),
    ]
    if notes := [f"{' ' * margin} {paint('=', _FRAME)} {note}" for note in _notes(finding, paint)]:
        rows += [_framed(Row("", ""), margin, paint), *notes]
    return "\n".join(rows) + "\n\n"


def _marks(finding: Finding) -> list[Mark]:
    related = finding.related[:_MOST_RELATED]
    own = Mark(finding.span, "^", _COLOURS[finding.severity])
    return [own, *(Mark(each.span, "-", _FRAME, each.message) for each in related)]


def _framed(row: Row, margin: int, paint: Paint) -> str:
    if row.number == GAP:
        return paint(row.number, _FRAME)
    frame = paint(f"{row.number:>{margin}} |", _FRAME)
    return f"{frame} {row.body}" if row.body else frame


def _notes(finding: Finding, paint: Paint) -> Iterator[str]:
    if (hidden := len(finding.related) - _MOST_RELATED) > 0:
        yield f"{paint('note', _BOLD)}: and {counted(hidden, 'more place')}"
    if (fix := next((fix for fix in finding.fixes if fix.preferred), None)) is not None:
        left = "" if likely_fix(finding) == fix else " (`--fix` leaves that to you)"
        yield f"{paint('help', _HELP)}: {visible(fix.title)}{left}"


def _plain(text: str, _colour: str) -> str:
    return text


def _coloured(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if text else text
