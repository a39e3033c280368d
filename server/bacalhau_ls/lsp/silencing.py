"""Silencing a finding in the settings, for files that cannot hold a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls import reading
from bacalhau_ls.configuration import FILE_NAME, find_configuration
from bacalhau_ls.configuration.writing import turning_off
from bacalhau_ls.features.quick_fixes import ignorable
from bacalhau_ls.lsp import conversion, uris
from bacalhau_ls.settings import Strictness
from bacalhau_ls.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot
    from bacalhau_ls.text import Span

_EDITS = "workspace.workspaceEdit"


def silencing_actions(
    server: Server, snapshot: Snapshot, findings: Iterable[Finding], span: Span
) -> Iterator[types.CodeAction]:
    """One action for each code at *span* that can be turned off in the file of settings."""
    path = uris.to_path(snapshot.uri)
    is_strict = snapshot.settings.strictness is Strictness.JSON
    if not is_strict or path is None or not server.client.can(f"{_EDITS}.documentChanges"):
        return
    file = find_configuration(path)
    if file is None and "create" not in server.client.values(f"{_EDITS}.resourceOperations"):
        return
    for finding in ignorable(findings, span):
        edit = _edit(file, path.parent / FILE_NAME, finding.code, snapshot)
        if edit is not None:
            yield types.CodeAction(
                title=f"Turn off `{finding.code}` in `{FILE_NAME}`",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[server.to_diagnostic(finding, snapshot)],
                edit=edit,
            )


def _edit(
    file: Path | None, otherwise: Path, code: str, snapshot: Snapshot
) -> types.WorkspaceEdit | None:
    """What turns *code* off in *file*, or in one that is made."""
    changes: list[types.CreateFile | types.TextDocumentEdit] = []
    text = ""
    if file is None:
        file = otherwise
        options = types.CreateFileOptions(ignore_if_exists=True)
        changes.append(types.CreateFile(uri=file.as_uri(), options=options))
    else:
        try:
            text = reading.read(file).text
        except reading.Unreadable:
            return None
    made = conversion.to_text_edits(Text(text), [turning_off(text, code)], snapshot.encoding)
    which = types.OptionalVersionedTextDocumentIdentifier(file.as_uri(), None)
    return types.WorkspaceEdit(document_changes=[*changes, types.TextDocumentEdit(which, made)])
