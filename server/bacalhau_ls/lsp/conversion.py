"""Between our terms and LSP's: places, findings."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from bacalhau_ls.edits import applied
from bacalhau_ls.lsp.answers import Encoded
from bacalhau_ls.text import Edit, Position, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.lsp.client import Client
    from bacalhau_ls.lsp.snapshot import Snapshot
    from bacalhau_ls.text import Encoding, Text

SOURCE = "bacalhau"
_MOST_EDITS = 10_000
"""More are slower for an editor than one edit with all of the text."""


def to_position(text: Text, offset: int, encoding: Encoding) -> types.Position:
    """Where *offset* is in *text*."""
    return types.Position(*text.position(offset, encoding))


def to_range(text: Text, span: Span, encoding: Encoding) -> types.Range:
    """The range of *span* in *text*."""
    start = to_position(text, span.start, encoding)
    is_empty = span.start == span.end  # as that of most edits of white space
    return types.Range(start, start if is_empty else to_position(text, span.end, encoding))


def from_position(text: Text, position: types.Position, encoding: Encoding) -> int:
    """The offset of *position*; a place outside *text* counts as its nearest end."""
    return text.offset(Position(position.line, position.character), encoding)


def from_range(text: Text, a_range: types.Range, encoding: Encoding) -> Span:
    """The span of *a_range*; its ends may come in either order."""
    ends = (from_position(text, end, encoding) for end in (a_range.start, a_range.end))
    return Span(*sorted(ends))


def to_text_edit(text: Text, edit: Edit, encoding: Encoding) -> types.TextEdit:
    """The same edit for a client."""
    return types.TextEdit(to_range(text, Span(edit.start, edit.end), encoding), edit.text)


def to_text_edits(text: Text, edits: Sequence[Edit], encoding: Encoding) -> list[types.TextEdit]:
    """The same edits for a client; a great many become one."""
    return [to_text_edit(text, edit, encoding) for edit in _few_enough(text, edits)]


def to_encoded_edits(text: Text, edits: Sequence[Edit], encoding: Encoding) -> Encoded:
    """What `to_text_edits` gives, as JSON: a formatter has many, and somebody waits."""
    few = _few_enough(text, edits)
    starts = text.positions([edit.start for edit in few], encoding)
    new_texts = {new: json.dumps(new) for new in {edit.text for edit in few}}
    shown = [
        f'{{"range":{{"start":{{"line":{line},"character":{column}}},'
        f'"end":{_encoded_end(text, edit, line, column, encoding)}}},'
        f'"newText":{new_texts[edit.text]}}}'
        for edit, (line, column) in zip(few, starts, strict=True)
    ]
    return Encoded(f"[{','.join(shown)}]")


def _encoded_end(text: Text, edit: Edit, line: int, column: int, encoding: Encoding) -> str:
    """Where ends what *edit* replaces from there on: mostly nothing, or blanks on one line."""
    if edit.start != edit.end:
        old = text.content[edit.start : edit.end]
        if old.isspace() and old.isascii() and "\n" not in old and "\r" not in old:
            column += len(old)
        else:
            line, column = text.position(edit.end, encoding)
    return f'{{"line":{line},"character":{column}}}'


def _few_enough(text: Text, edits: Sequence[Edit]) -> Sequence[Edit]:
    if len(edits) <= _MOST_EDITS:
        return edits
    start, end = edits[0].start, edits[-1].end
    moved = [Edit(e.start - start, e.end - start, e.text) for e in edits]
    return [Edit(start, end, applied(text.content[start:end], moved))]


def to_workspace_edit(
    edits: Sequence[Edit], snapshot: Snapshot, client: Client
) -> types.WorkspaceEdit:
    """Edits of one file, for its version where the client can tell versions apart."""
    changes = to_text_edits(snapshot.document.text, edits, snapshot.encoding)
    if not client.can("workspace.workspaceEdit.documentChanges"):
        return types.WorkspaceEdit(changes={snapshot.uri: changes})
    which = types.OptionalVersionedTextDocumentIdentifier(snapshot.uri, snapshot.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(which, changes)])


def to_new_file(uri: str, text: str) -> types.WorkspaceEdit:
    """What makes a file at *uri*, which must not be there yet, with *text* in it."""
    start = types.Position(0, 0)
    which = types.OptionalVersionedTextDocumentIdentifier(uri, None)
    edit = types.TextEdit(types.Range(start, start), text)
    return types.WorkspaceEdit(
        document_changes=[types.CreateFile(uri), types.TextDocumentEdit(which, [edit])]
    )


def to_diagnostic(
    finding: Finding, uri: str, text: Text, encoding: Encoding, client: Client
) -> types.Diagnostic:
    """*finding* with as much of it as *client* can show."""
    return types.Diagnostic(
        range=to_range(text, finding.span, encoding),
        message=finding.message,
        severity=types.DiagnosticSeverity(finding.severity.value),
        code=finding.code,
        code_description=_code_description(finding.code, client),
        source=SOURCE,
        tags=_tags(finding, client),
        related_information=_related(finding, uri, text, encoding, client),
        data=_data(finding) if client.shows_in_diagnostics("dataSupport") else None,
    )


def _code_description(code: str, client: Client) -> types.CodeDescription | None:
    if not client.shows_in_diagnostics("codeDescriptionSupport"):
        return None
    href = page_uri_of(code)
    return types.CodeDescription(href) if href else None


@cache
def page_uri_of(code: str) -> str | None:
    """Where the page of *code* is; looked up once."""
    from bacalhau_ls.resources import page_uri  # noqa: PLC0415 - not needed at the start

    return page_uri(code)


def _tags(finding: Finding, client: Client) -> list[types.DiagnosticTag] | None:
    shown = [tag for tag in finding.tags if client.shows_tag(tag.value)]
    return [types.DiagnosticTag(tag.value) for tag in shown] or None


def _related(
    finding: Finding, uri: str, text: Text, encoding: Encoding, client: Client
) -> list[types.DiagnosticRelatedInformation] | None:
    if not finding.related or not client.shows_in_diagnostics("relatedInformation"):
        return None
    return [
        types.DiagnosticRelatedInformation(
            types.Location(uri, to_range(text, related.span, encoding)), related.message
        )
        for related in finding.related
    ]


def _data(finding: Finding) -> dict[str, Any]:
    """What comes back with a request for code actions."""
    return {"code": finding.code, "fixes": [fix.title for fix in finding.fixes]}
