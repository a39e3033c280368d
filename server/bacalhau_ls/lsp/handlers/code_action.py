"""Quick fixes, refactorings and what is done to a whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from bacalhau_ls.actions import EXTRACT, FIX_ALL, ORGANIZE, QUICK_FIX, REWRITE, Action
from bacalhau_ls.edits import applied
from bacalhau_ls.isolation import found_by
from bacalhau_ls.lsp import conversion, uris
from bacalhau_ls.lsp.findings import findings_of
from bacalhau_ls.lsp.handlers import about_specs, handles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.lsp.client import Client
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

_ABILITIES = "textDocument.codeAction"
_SOURCE = "source"
_WORKSPACE_EDIT = "workspace.workspaceEdit"
_OPTIONS = types.CodeActionOptions(
    code_action_kinds=[QUICK_FIX, REWRITE, EXTRACT, FIX_ALL, ORGANIZE], resolve_provider=True
)


@about_specs(types.TEXT_DOCUMENT_CODE_ACTION, [], _OPTIONS)
def code_action(
    server: Server, snapshot: Snapshot, params: types.CodeActionParams
) -> list[types.CodeAction]:
    """What can be done at a place; the edits come later if the client can wait."""
    if not server.client.can(f"{_ABILITIES}.codeActionLiteralSupport"):
        return []
    shown = _Shown(server, snapshot, params)
    found = enumerate(_actions(server, snapshot, params.range))
    wanted = [each for each in found if _is_wanted(each[1].kind, params.context)]
    made = [action for each in wanted for action in found_by(shown.action, *each)]
    return made + found_by(_silencing, server, snapshot, params)


@handles(types.CODE_ACTION_RESOLVE)
def resolve(server: Server, action: types.CodeAction) -> types.CodeAction:
    """The action with its edits."""
    if action.edit is not None or not isinstance(action.data, dict):
        return action
    snapshot = server.snapshot(str(action.data.get("uri")))
    chosen = None
    if snapshot is not None and snapshot.version == action.data.get("version"):
        chosen = _chosen(server, snapshot, action)
    if snapshot is None or chosen is None:
        reason = "the file has changed since the action was offered"
        raise JsonRpcException(reason, types.LSPErrorCodes.ContentModified.value)
    action.edit = _edit(server, snapshot, chosen)
    return action


def _silencing(
    server: Server, snapshot: Snapshot, params: types.CodeActionParams
) -> Iterator[types.CodeAction]:
    """What silences findings in the settings, where a comment cannot."""
    from bacalhau_ls.lsp.silencing import silencing_actions  # noqa: PLC0415
    from bacalhau_ls.text import Span  # noqa: PLC0415

    if _is_wanted(QUICK_FIX, params.context):
        span = Span(*snapshot.span(params.range))
        yield from silencing_actions(server, snapshot, findings_of(server, snapshot), span)


def _edit(server: Server, snapshot: Snapshot, action: Action) -> types.WorkspaceEdit | None:
    """What *action* does; None if that is nothing."""
    edits = action.edits()
    if not action.new_ending:
        return conversion.to_workspace_edit(edits, snapshot, server.client) if edits else None
    uri = uris.beside(snapshot.uri, action.new_ending)
    if uri is None or not edits:
        return None
    return conversion.to_new_file(uri, applied(snapshot.document.content, edits))


def _is_possible(server: Server, snapshot: Snapshot, action: Action) -> bool:
    """Whether the client can make the file that *action* is to make, if it is to make one."""
    if not action.new_ending:
        return True
    can = server.client.can(f"{_WORKSPACE_EDIT}.documentChanges")
    makes = "create" in server.client.values(f"{_WORKSPACE_EDIT}.resourceOperations")
    return can and makes and uris.beside(snapshot.uri, action.new_ending) is not None


def _chosen(server: Server, snapshot: Snapshot, action: types.CodeAction) -> Action | None:
    """The action that was offered as *action* for this version of the file."""
    match action.data:
        case {"start": int(start), "end": int(end), "number": int(number)}:
            offered = _actions_at(server, snapshot, start, end)
            found = offered[number] if 0 <= number < len(offered) else None
            return found if found is not None and found.title == action.title else None
    return None


def _actions(server: Server, snapshot: Snapshot, a_range: types.Range) -> list[Action]:
    return _actions_at(server, snapshot, *snapshot.span(a_range))


def _actions_at(server: Server, snapshot: Snapshot, start: int, end: int) -> list[Action]:
    """All that can be done at a place, always in the same order."""
    from bacalhau_ls.features.fix_all import fix_all_action  # noqa: PLC0415
    from bacalhau_ls.features.quick_fixes import Judged, quick_fixes  # noqa: PLC0415
    from bacalhau_ls.features.refactoring import Place, refactorings  # noqa: PLC0415
    from bacalhau_ls.text import Span  # noqa: PLC0415

    validator = server.validator(snapshot)
    document, settings, span = snapshot.document, snapshot.settings, Span(start, end)
    findings = list(findings_of(server, snapshot))
    judged = Judged(document, findings, settings, validator)
    return [
        *found_by(quick_fixes, judged, span),
        *found_by(refactorings, Place(document, validator.specification, span)),
        *found_by(fix_all_action, document, findings, settings, validator),
    ]


def _is_wanted(kind: str, context: types.CodeActionContext) -> bool:
    """Whether the client asks for a kind; what changes the whole file only if a user asks."""
    if context.only is not None:
        return any(kind == each or kind.startswith(f"{each}.") for each in context.only)
    automatic = context.trigger_kind is types.CodeActionTriggerKind.Automatic
    return not (automatic and kind.startswith(_SOURCE))


class _Shown:
    """Actions as this client can show them."""

    def __init__(self, server: Server, snapshot: Snapshot, params: types.CodeActionParams) -> None:
        self._server = server
        self._snapshot = snapshot
        self._known = params.context.diagnostics
        start, end = snapshot.span(params.range)
        version = snapshot.version
        self._data = {"uri": snapshot.uri, "version": version, "start": start, "end": end}
        self._resolves = _resolves(server.client)
        self._marks_preferred = server.client.can(f"{_ABILITIES}.isPreferredSupport")

    def action(self, number: int, action: Action) -> Iterator[types.CodeAction]:
        """The action for the client; none if it cannot do it, or it would do nothing."""
        if not _is_possible(self._server, self._snapshot, action):
            return
        edit = None
        if not self._resolves:
            edit = _edit(self._server, self._snapshot, action)
            if edit is None:
                return
        yield types.CodeAction(
            title=action.title,
            kind=action.kind,
            diagnostics=list(self._diagnostics(action)) or None,
            is_preferred=True if action.is_preferred and self._marks_preferred else None,
            edit=edit,
            data=self._data | {"number": number} if self._resolves else None,
        )

    def _diagnostics(self, action: Action) -> Iterator[types.Diagnostic]:
        """The diagnostics that an action cures, in the client's own words where it has them."""
        if action.kind != QUICK_FIX:
            return
        for finding in action.findings:
            mine = self._server.to_diagnostic(finding, self._snapshot)
            yield next((each for each in self._known if _is_same(each, mine)), mine)


def _is_same(one: types.Diagnostic, other: types.Diagnostic) -> bool:
    return (one.range, one.code, one.message) == (other.range, other.code, other.message)


def _resolves(client: Client) -> bool:
    """Whether the client fetches edits when an action is chosen."""
    properties = client.values(f"{_ABILITIES}.resolveSupport.properties")
    return "edit" in properties and client.can(f"{_ABILITIES}.dataSupport")
