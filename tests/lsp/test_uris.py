"""Which URIs mean the same file, and which file."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from bacalhau_ls.lsp import uris


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("file:///C:/a/b.json", "file:///c%3A/a/b.json"),
        ("file:///c%3a/a%20b.json", "FILE:///C:/a b.json"),
        ("file:///c:/a%5Cb.json", "file:///c:/a/b.json"),
        ("file:/c:/a.json", "file:///c:/a.json"),
        ("file://localhost/a.json", "file:///a.json"),
        ("file://SERVER/share/a.json", "file://server/share/a.json"),
        ("file:///%C3%BC%E4%BD%A0.json", "file:///ü你.json"),
        ("file:///a%2Fb.json", "file:///a/b.json"),
        ("untitled:Untitled-1", "untitled:Untitled%2D1"),
    ],
)
def test_spellings_of_one_file(one: str, other: str) -> None:
    assert uris.key(one) == uris.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("file:///a.json", "file:///A.json"),
        ("file:///a.json", "untitled:///a.json"),
        ("untitled:Untitled-1", "untitled:Untitled-2"),
        ("file://one/a.json", "file://two/a.json"),
    ],
)
def test_different_files(one: str, other: str) -> None:
    assert uris.key(one) != uris.key(other)


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///C:/a/b.json", PureWindowsPath("c:/a/b.json")),
        ("file:///c%3A/my%20jobs/%C3%BC.json", PureWindowsPath("c:/my jobs/ü.json")),
        ("file:/D:/a.json", PureWindowsPath("d:/a.json")),
        ("file://Server/Share/a.json", PureWindowsPath("//server/Share/a.json")),
        ("file:///C:", PureWindowsPath("c:")),
        ("file:///home/me/a%20b.json", PurePosixPath("/home/me/a b.json")),
        ("file:///home/me/%C3%BC.json", PurePosixPath("/home/me/ü.json")),
        ("file://localhost/a.json", PurePosixPath("/a.json")),
        ("file:///100%25.json", PurePosixPath("/100%.json")),
        ("file:///caf%E9.json", PurePosixPath("/caf\udce9.json")),
        ("file:///\ud800.json", PurePosixPath("/\udced\udca0\udc80.json")),
    ],
)
def test_paths(uri: str, path: PurePath) -> None:
    assert uris.path_as(uri, type(path)) == path


@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "vscode-remote://ssh/a.json",
        "file://server/a.json",
        "",
        "a.json",
        "file:///a%00b.json",
        "file://",
    ],
)
def test_what_is_no_file_here_has_no_path(uri: str) -> None:
    assert uris.path_as(uri, PurePosixPath) is None


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("file:///a/b%20c.json", "b c.json"),
        ("untitled:Untitled-1", "Untitled-1"),
        ("file:///C:/a/x.job.json", "x.job.json"),
        ("", ""),
    ],
)
def test_names(uri: str, name: str) -> None:
    assert uris.name(uri) == name


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath("c:/my jobs/a.json"), "file:///c:/my%20jobs/a.json"),
        (PureWindowsPath("//server/share/a.json"), "file://server/share/a.json"),
        (PurePosixPath("/home/ü.json"), "file:///home/%C3%BC.json"),
    ],
)
def test_uris_of_paths(path: PurePath, uri: str) -> None:
    assert uris.from_path(path) == uri


def test_a_name_that_no_file_can_have_is_free() -> None:
    assert uris.beside(f"file:///{'n' * 300}.yml", ".json") == f"file:///{'n' * 300}.json"
