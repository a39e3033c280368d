"""A feature is one more file in the folder of handlers."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.lsp import handlers
from tests.lsp.talk import URI, Talk

if TYPE_CHECKING:
    from pathlib import Path

MODULE = """
from lsprotocol import types
from bacalhau_ls.lsp.handlers import handles

@handles(types.TEXT_DOCUMENT_MONIKER)
def moniker(server, params):
    return [types.Moniker("x", params.text_document.uri, types.UniquenessLevel.Document)]
"""


def test_no_method_has_two_handlers() -> None:
    methods = Counter(handler.method for handler in handlers.all_handlers())

    assert [method for method, count in methods.items() if count > 1] == []


@pytest.mark.asyncio
async def test_a_file_in_the_folder_is_a_feature(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "moniker.py").write_text(MODULE)
    monkeypatch.setattr(handlers, "__path__", [*handlers.__path__, str(tmp_path)])
    handlers.all_handlers.cache_clear()
    try:
        async with Talk() as talk:
            params = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
            found = await talk.request("textDocument/moniker", params)
    finally:
        handlers.all_handlers.cache_clear()
        sys.modules.pop("bacalhau_ls.lsp.handlers.moniker", None)

    assert talk.result["capabilities"]["monikerProvider"] is True
    assert found[0]["identifier"] == URI
