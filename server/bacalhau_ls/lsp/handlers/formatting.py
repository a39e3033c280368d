"""Formatting: of a document, of a part, and while somebody types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from bacalhau_ls.lsp import conversion, raw
from bacalhau_ls.lsp.answers import Encoded
from bacalhau_ls.lsp.handlers import about_specs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot
    from bacalhau_ls.syntax.layout import Layout
    from bacalhau_ls.text import Edit, Span

_WIDEST_STEP = 16
_NONE = Encoded("[]")
_ON_TYPE = types.DocumentOnTypeFormattingOptions("}", ["]", "\n"])


def _asked(params: Any) -> types.DocumentFormattingParams:
    """The params of the request, read by hand: many format each time they save."""
    asked = params["options"]
    options = types.FormattingOptions(
        tab_size=int(asked["tabSize"]),
        insert_spaces=bool(asked["insertSpaces"]),
        trim_trailing_whitespace=asked.get("trimTrailingWhitespace"),
        insert_final_newline=asked.get("insertFinalNewline"),
        trim_final_newlines=asked.get("trimFinalNewlines"),
    )
    return types.DocumentFormattingParams(types.TextDocumentIdentifier(raw.uri(params)), options)


@about_specs(types.TEXT_DOCUMENT_FORMATTING, _NONE, read=_asked)
def formatting(
    _server: Server, snapshot: Snapshot, params: types.DocumentFormattingParams
) -> Encoded:
    return _formatted(snapshot, params.options, None)


@about_specs(types.TEXT_DOCUMENT_RANGE_FORMATTING, _NONE)
def range_formatting(
    _server: Server, snapshot: Snapshot, params: types.DocumentRangeFormattingParams
) -> Encoded:
    return _formatted(snapshot, params.options, _whole_lines(snapshot, params.range))


@about_specs(types.TEXT_DOCUMENT_ON_TYPE_FORMATTING, _NONE, _ON_TYPE)
def on_type_formatting(
    _server: Server, snapshot: Snapshot, params: types.DocumentOnTypeFormattingParams
) -> Encoded:
    document, layout = snapshot.document, _layout(params.options, snapshot)
    # Beside lines that stand, what the file does counts for more than what the client does.
    layout = replace(layout, indent=None, usual_indent=layout.indent or layout.usual_indent)
    offset = snapshot.offset(params.position)
    edits = document.notation.format_on_typing(
        document.content, document.top, offset, params.ch, layout
    )
    return _encoded(edits, snapshot)


def _formatted(
    snapshot: Snapshot, options: types.FormattingOptions, within: Span | None
) -> Encoded:
    document, layout = snapshot.document, _layout(options, snapshot)
    edits = document.notation.format(document.content, document.top, layout, within)
    return _encoded(edits, snapshot)


def _encoded(edits: Sequence[Edit], snapshot: Snapshot) -> Encoded:
    return conversion.to_encoded_edits(snapshot.document.text, edits, snapshot.encoding)


def _whole_lines(snapshot: Snapshot, a_range: types.Range) -> Span:
    """The lines that a range touches; not the one at whose start it ends."""
    text, span = snapshot.document.text, snapshot.span(a_range)
    first, last = text.line_of(span.start), text.line_of(span.end)
    if last > first and span.end == text.line_start(last):
        last -= 1
    return text.line_span(first)._replace(end=text.line_span(last).end)


def _layout(options: types.FormattingOptions, snapshot: Snapshot) -> Layout:
    """What the request says, and the settings where it says nothing."""
    from bacalhau_ls.syntax.layout import Layout  # noqa: PLC0415 - not needed at the start

    columns = min(max(options.tab_size, 1), _WIDEST_STEP)
    return Layout(
        indent=" " * columns if options.insert_spaces else "\t",
        tab_width=columns,
        line_width=snapshot.settings.format.line_width,
        final_newline=True if options.insert_final_newline else None,
        trims_lines=options.trim_trailing_whitespace is not False,
        trims_end=options.trim_final_newlines is not False,
    )
