"""Settings from several places: which of them wins, and for which files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.lsp.folders import Folder
from bacalhau_ls.lsp.preferences import Preferences
from bacalhau_ls.settings import FormatStyle, InlayHints, Settings, Strictness

if TYPE_CHECKING:
    from pathlib import Path

FILE = ".bacalhau-ls.toml"


def preferences(folder: Path) -> Preferences:
    result = Preferences(print)
    result.change_folders([Folder(folder.as_uri(), folder)], ())
    return result


def test_each_place_overrides_the_one_before_key_by_key(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        'strictness = "json5"\nmaxDiagnostics = 7\ninlayHints.sizes = false\n'
        '[severity]\nnot-json = "hint"\nsyntax-error = "hint"\n[format]\nindent = 3\nlineWidth = 5'
    )
    found = preferences(tmp_path)
    uri = (tmp_path / "job.json").as_uri()

    def now() -> Any:
        return found.scope(uri).settings

    assert (now().strictness, now().max_diagnostics) == (Strictness.JSON5, 7)
    found.start({"maxDiagnostics": 8, "severity": {"not-json": "error"}, "format": {"indent": 4}})
    found.renew()
    assert now().max_diagnostics == 8
    assert {code: each.word for code, each in now().severity.items()} == {
        "not-json": "error", "syntax-error": "hint"
    }  # fmt: skip
    assert now().format == FormatStyle(4, 5)
    assert now().inlay_hints == InlayHints(sizes=False)
    found.push({"bacalhau": {"maxDiagnostics": 9, "strictness": None}})
    assert (now().strictness, now().max_diagnostics) == (Strictness.JSON5, 9)
    found.pull({"": {"maxDiagnostics": 10, "strictness": "json"}})
    assert (now().strictness, now().max_diagnostics) == (Strictness.JSON, 10)
    found.pull({"": {"maxDiagnostics": 10}, tmp_path.as_uri(): {"maxDiagnostics": 11}})
    assert (now().strictness, now().max_diagnostics) == (Strictness.JSON5, 11)
    found.push({})
    found.pull({})
    assert now().max_diagnostics == 8


def test_the_innermost_folder_counts(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    found = preferences(tmp_path)
    found.change_folders([Folder(inner.as_uri() + "/", inner)], ())

    def folder_of(path: Path) -> Path | None:
        folder = found.folder_of(path.as_uri())
        return folder.path if folder else None

    assert folder_of(inner / "x.json") == inner
    assert folder_of(tmp_path / "x.json") == tmp_path
    assert folder_of(tmp_path / "innermost.json") == tmp_path
    assert folder_of(tmp_path.parent / "x.json") is None


def test_patterns_start_where_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / FILE).write_text('files = ["jobs/*"]')
    found = preferences(tmp_path)
    uri = (tmp_path / "a" / "jobs" / "x").as_uri()

    assert found.scope(uri).name_of(uri) == "jobs/x"
    found.push({"bacalhau": {"files": ["a/*/x"]}})
    assert found.scope(uri).name_of(uri) == "a/jobs/x"


@pytest.mark.parametrize("uri", ["untitled:x", "file://elsewhere/x.json", ""])
def test_documents_without_a_place_have_settings_too(tmp_path: Path, uri: str) -> None:
    found = preferences(tmp_path)
    found.push({"bacalhau": {"maxDiagnostics": 9}})

    assert found.scope(uri).settings.max_diagnostics == 9


@pytest.mark.parametrize("by", ["start", "push", "pull"])
@pytest.mark.parametrize(
    ("broken", "shown"),
    [(3, "3"), (False, "false"), ("json5", "json5"), ([1], "[1]"), (None, None), ([], None)],
)
def test_a_section_that_is_no_table_is_said(
    tmp_path: Path, by: str, broken: object, shown: str | None
) -> None:
    said: list[str] = []
    found = Preferences(said.append)
    sent = {"bacalhau": broken}
    getattr(found, by)({"": broken} if by == "pull" else sent)

    for name in ("a.json", "b.json"):
        assert found.scope((tmp_path / name).as_uri()).settings == Settings()

    words = "settings: `bacalhau` must be a table of settings, not"
    assert said == ([f"{words} `{shown}`"] if shown else [])
