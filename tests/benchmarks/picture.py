"""What was measured as a picture, drawn by hand: bars on a logarithmic scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.benchmarks import measure
from tests.benchmarks.documents import SIZES
from tests.benchmarks.peers import FOR_JSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.samples import Samples

_CHARTS = (measure.EDIT, measure.COMPLETE, measure.OPEN, measure.MEMORY)
_SERVERS = [peer.name for peer in FOR_JSON]
_COLOURS = ("#1a7f37", "#57606a", "#9a6700", "#afb8c1")
_WIDTH, _LEFT, _BAR, _GAP, _TITLE = 760, 150, 14, 10, 34
_PER_DECADE = 130
_FONT = 'font-family="system-ui, sans-serif" font-size="12"'
_LEAST = 0.2
"""What stands at the left edge."""


def picture(samples: Samples, machine: str) -> str:
    """An SVG with one group of bars for each chart and size."""
    y, parts = 56, []
    for what in _CHARTS:
        chart = list(_chart(samples, what, y))
        parts += chart
        y += _TITLE + sum(_height(samples, what, size) for size in SIZES)
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y}" role="img" {_FONT}>',
        f"<title>{escape('Benchmark of bacalhau-ls')}</title>",
        f'<rect width="{_WIDTH}" height="{y}" fill="#ffffff"/>',
        _text(10, 20, f"p50, logarithmic, JSON, shorter is better. {machine}", "#57606a"),
        *_legend(),
    ]
    return "\n".join([*head, *parts, "</svg>", ""])


def _legend() -> Iterator[str]:
    for index, (name, colour) in enumerate(zip(_SERVERS, _COLOURS, strict=True)):
        x = 10 + 130 * index
        yield f'<rect x="{x}" y="30" width="12" height="12" fill="{colour}"/>'
        yield _text(x + 18, 40, name)


def _chart(samples: Samples, what: str, y: int) -> Iterator[str]:
    unit = "" if what == measure.MEMORY else ", ms"
    yield _text(10, y + 18, f"{what}{unit}", weight="bold")
    y += _TITLE
    for size in SIZES:
        yield _text(_LEFT - 12, y + _BAR - 3, size, anchor="end")
        for name, colour in zip(_SERVERS, _COLOURS, strict=True):
            if (number := samples.p50(what, size, name)) is not None:
                yield from _bar(y, number, colour)
                y += _BAR
        y += _GAP


def _bar(y: int, number: float, colour: str) -> Iterator[str]:
    width = max(2.0, math.log10(max(number, _LEAST) / _LEAST) * _PER_DECADE)
    yield f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR - 2}" fill="{colour}"/>'
    yield _text(_LEFT + width + 6, y + _BAR - 4, f"{number:.3g}")


def _height(samples: Samples, what: str, size: str) -> int:
    bars = sum(samples.p50(what, size, name) is not None for name in _SERVERS)
    return bars * _BAR + _GAP


def _text(
    x: float, y: float, words: str, colour: str = "#1f2328", weight: str = "", anchor: str = ""
) -> str:
    more = f' font-weight="{weight}"' if weight else ""
    more += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}"{more}>{escape(words)}</text>'
