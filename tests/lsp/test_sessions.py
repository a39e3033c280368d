"""Whole sessions with the editors that pytest-lsp knows."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from tests.lsp.talk import BROKEN_JOB, JOB

if TYPE_CHECKING:
    from collections.abc import Awaitable

T = TypeVar("T")

TIMEOUT = 20
SERVER = ClientServerConfig(
    server_command=[sys.executable, "-W", "error", "-m", "bacalhau_ls", "serve", "--stdio"]
)
REFRESHES = (
    types.WORKSPACE_CODE_LENS_REFRESH,
    types.WORKSPACE_INLAY_HINT_REFRESH,
    types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
)
REGISTERED: set[str] = set()
"""What the server has registered for in the session that goes on."""
PUBLISH = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]


async def soon(awaitable: Awaitable[T]) -> T:
    """The outcome of *awaitable*, unless it does not come."""
    return await asyncio.wait_for(awaitable, TIMEOUT)


async def begin(
    client: LanguageClient, capabilities: types.ClientCapabilities, folder: Path
) -> types.InitializeResult:
    folders = [types.WorkspaceFolder(folder.as_uri(), "jobs")]

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def register(params: types.RegistrationParams) -> None:
        REGISTERED.update(each.method for each in params.registrations)

    for method in REFRESHES:
        client.feature(method)(lambda _params: None)
    REGISTERED.clear()
    params = types.InitializeParams(
        capabilities=capabilities, workspace_folders=folders, root_uri=folder.as_uri()
    )
    return await soon(client.initialize_session(params))


def open_file(client: LanguageClient, uri: str, text: str) -> None:
    item = types.TextDocumentItem(uri, types.LanguageKind("json"), 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))


def type_over(client: LanguageClient, uri: str, a_range: types.Range, text: str) -> None:
    document = types.VersionedTextDocumentIdentifier(2, uri)
    change = types.TextDocumentContentChangePartial(a_range, text)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))


@pytest_lsp.fixture(config=SERVER)  # type: ignore[untyped-decorator]
async def emacs(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    await begin(lsp_client, client_capabilities("emacs"), tmp_path)
    yield
    await soon(lsp_client.shutdown_session())


async def test_a_client_that_is_pushed_to(emacs: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "job.json").as_uri()
    arrival = emacs.wait_for_notification(PUBLISH)
    open_file(emacs, uri, BROKEN_JOB)
    published = await soon(arrival)
    assert [each.code for each in published.diagnostics] == ["unknown-value"]
    assert published.version == 1

    arrival = emacs.wait_for_notification(PUBLISH)
    type_over(emacs, uri, published.diagnostics[0].range, '"batch"')
    published = await soon(arrival)
    assert not published.diagnostics
    assert published.version == 2

    arrival = emacs.wait_for_notification(PUBLISH)
    identifier = types.TextDocumentIdentifier(uri)
    emacs.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
    assert (await soon(arrival)).version is None
    assert emacs.messages == []
    assert emacs.log_messages == []


@pytest_lsp.fixture(config=SERVER)  # type: ignore[untyped-decorator]
async def neovim(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    result = await begin(lsp_client, client_capabilities("neovim@v0.11"), tmp_path)
    assert result.capabilities.position_encoding == "utf-8"
    assert result.capabilities.diagnostic_provider is None
    yield
    await soon(lsp_client.shutdown_session())


async def test_a_client_without_refresh_is_pushed_to_in_utf_8(
    neovim: LanguageClient, tmp_path: Path
) -> None:
    uri = (tmp_path / "job.json").as_uri()
    arrival = neovim.wait_for_notification(PUBLISH)
    open_file(neovim, uri, BROKEN_JOB.replace('"Type"', '/* 😀 */ "Type"'))
    [found] = (await soon(arrival)).diagnostics
    assert found.range.start == types.Position(2, 10 + len("/* 😀 */ ".encode()))

    arrival = neovim.wait_for_notification(PUBLISH)
    type_over(neovim, uri, found.range, '"batch"')
    assert not (await soon(arrival)).diagnostics
    assert not neovim.log_messages


@pytest_lsp.fixture(config=SERVER)  # type: ignore[untyped-decorator]
async def vscode(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    capabilities = client_capabilities("visual-studio-code")
    assert capabilities.text_document
    assert capabilities.workspace
    capabilities.text_document.diagnostic = types.DiagnosticClientCapabilities(True)  # noqa: FBT003
    capabilities.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(
        refresh_support=True
    )
    lsp_client.set_configuration({"bacalhau": {"severity": {"unknown-value": "hint"}}})
    (tmp_path / "job.json").write_text(BROKEN_JOB)
    (tmp_path / "other.json").write_text(JOB)
    await begin(lsp_client, capabilities, tmp_path)
    yield
    await soon(lsp_client.shutdown_session())
    wanted = {types.WORKSPACE_DID_CHANGE_CONFIGURATION, types.WORKSPACE_DID_CHANGE_WATCHED_FILES}
    assert wanted == REGISTERED


async def test_a_client_with_a_workspace(vscode: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "job.json").as_uri()

    async def severities(known: list[types.PreviousResultId]) -> dict[str, Any]:
        vscode.progress_reports["work"] = []
        params = types.WorkspaceDiagnosticParams(known, work_done_token="work")  # noqa: S106
        report = await soon(vscode.workspace_diagnostic_async(params))
        return {item.uri: item for item in report.items}

    while not vscode.diagnostic_refresh_count:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    items = await severities([])
    assert len(items) == 2
    assert items[uri].items[0].severity == types.DiagnosticSeverity.Hint
    assert items[uri].items[0].code_description
    assert vscode.progress_reports["work"]

    known = [types.PreviousResultId(each.uri, each.result_id) for each in items.values()]
    assert {each.kind for each in (await severities(known)).values()} == {"unchanged"}

    vscode.set_configuration({"bacalhau": {"severity": {"unknown-value": "off"}}})
    vscode.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    while vscode.diagnostic_refresh_count < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert (await severities(known))[uri].items == ()
    assert vscode.messages == []
