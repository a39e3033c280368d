"""The layers of the architecture: a module imports only from those below it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "server" / "bacalhau_ls"
LAYERS = [
    {"text", "spelling", "globs", "quantities", "prose", "isolation"},
    {"syntax", "edits"},
    {"document"},
    {"findings", "specification", "cursor", "settings", "resources", "reading", "suppression",
     "wording", "actions", "governing"},
    {"validation", "rules", "catalogue", "configuration", "detection", "domain",
     "document_checks"},
    {"standards"},
    {"diagnosis", "inspection", "repair"},
    {"features"},
    {"cli", "lsp", "__main__"},
]  # fmt: skip
ONLY_IN_LSP = {"pygls", "lsprotocol"}
OUTSIDE = {"cli", "lsp", "__main__"}
FILES = {"reading", "resources", "configuration"}
"""What reads files for those outside, who alone decide which."""
OF_FILES = {"os", "io", "pathlib", "shutil", "tempfile", "stat"}
OF_THE_WORLD = {
    "time",
    "datetime",
    "random",
    "socket",
    "http",
    "subprocess",
    "asyncio",
    "threading",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    """All modules that *path* imports, also for types only and inside functions."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def rank(room: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if room in layer)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_only_from_below(path: Path) -> None:
    """Rooms of one layer may know each other; a higher one is never imported."""
    room = room_of(path)
    if room == "__init__":
        return
    for name in imports_of(path):
        if not name.startswith("bacalhau_ls.") or name == "bacalhau_ls.__version__":
            continue
        other = name.split(".")[1]
        assert rank(other) <= rank(room), f"{room} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_lsp_knows_lsp(path: Path) -> None:
    """pygls and lsprotocol are imported in one room only."""
    if room_of(path) != "lsp":
        assert not ONLY_IN_LSP & {name.split(".")[0] for name in imports_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_inside_knows_files_clocks_or_networks(path: Path) -> None:
    """What is said about a text hangs on the text, the settings and the schema alone."""
    room = room_of(path)
    if room not in OUTSIDE:
        imported = {name.split(".")[0] for name in imports_of(path)}

        assert not imported & OF_THE_WORLD
        assert room in FILES or not imported & OF_FILES


def test_features_do_not_know_each_other() -> None:
    """One editor feature can be read, changed and removed by itself."""
    for path in (PACKAGE / "features").rglob("*.py"):
        own = path.relative_to(PACKAGE / "features").parts[0].removesuffix(".py")
        for name in imports_of(path):
            if name.startswith("bacalhau_ls.features."):
                assert name.split(".")[2] == own, f"{path.name} imports {name}"


def test_rules_do_not_know_each_other() -> None:
    """A rule imports what rules share, whose names start with an underscore, and no rule."""
    shared = {"Remark", "Rule", "rule", "Check", "GUIDE", "BACALHAU", "BOTH"}
    for path in (PACKAGE / "rules").rglob("*.py"):
        for name in imports_of(path):
            if name.startswith("bacalhau_ls.rules."):
                module = name.split(".")[2]
                assert module.startswith("_") or module in shared
