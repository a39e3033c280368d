"""The extension as it would be published: what is in it, and what it says of itself."""

from __future__ import annotations

import dataclasses
import filecmp
import json
import re
from pathlib import Path
from typing import Any

import bacalhau_ls
from bacalhau_ls.catalogue import severities
from bacalhau_ls.configuration import parse_settings
from bacalhau_ls.detection import SPEC_NAMES
from bacalhau_ls.lsp.server import LANGUAGES
from bacalhau_ls.settings import Settings
from tests.editors.vscode.releases import CLIENT, ROOT

_MANIFEST: dict[str, Any] = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))
_SETTINGS: dict[str, Any] = _MANIFEST["contributes"]["configuration"]["properties"]
_CLIENTS_OWN = {"interpreter", "trace.server"}
_COMPILED = {".so", ".pyd", ".dll", ".dylib", ".pyc"}


def files(folder: Path, pattern: str = "**/*") -> set[str]:
    found = (path for path in folder.glob(pattern) if path.is_file())
    return {str(path.relative_to(folder)) for path in found if "__pycache__" not in path.parts}


def test_holds_what_is_needed_and_nothing_else(extension: Path) -> None:
    tops = {name.split("/")[0] for name in files(extension)}

    assert tops == {
        "LICENSE.txt",
        "ThirdPartyNotices.txt",
        "bundled",
        "changelog.md",
        "dist",
        "images",
        "language-configuration.json",
        "language-configuration.yaml.json",
        "package.json",
        "readme.md",
        "syntaxes",
        "walkthrough",
    }
    assert files(extension / "dist") == {"extension.js"}


def test_nothing_is_compiled(extension: Path) -> None:
    """One extension for every system and every Python."""
    assert not [name for name in files(extension) if Path(name).suffix in _COMPILED]


def test_the_server_is_this_one(extension: Path) -> None:
    bundled, source = extension / "bundled" / "libs" / "bacalhau_ls", ROOT / "server/bacalhau_ls"
    names = sorted(files(source, "**/*.py") | files(source, "**/*.md"))

    assert files(bundled, "**/*.py") | files(bundled, "**/*.md") == set(names)
    assert filecmp.cmpfiles(source, bundled, names, shallow=False)[1:] == ([], [])
    assert files(bundled / "schema") == files(ROOT / "schema")


def test_every_package_has_its_license(extension: Path) -> None:
    notices = (extension / "ThirdPartyNotices.txt").read_text(encoding="utf-8")
    pinned = (CLIENT / "bundled" / "requirements.txt").read_text(encoding="utf-8")

    for name in [*re.findall(r"^([a-z0-9_]+)==", pinned, re.MULTILINE), "vscode-languageclient"]:
        assert f"==== {name}" in notices


def test_version_is_the_servers() -> None:
    assert _MANIFEST["version"] == bacalhau_ls.__version__


def test_types_are_of_the_oldest_vscode() -> None:
    """What TypeScript lets us call is there in every VS Code that may install us."""
    oldest = _MANIFEST["engines"]["vscode"].removeprefix("^")

    assert _MANIFEST["devDependencies"]["@types/vscode"] == oldest


def test_settings_are_the_servers() -> None:
    """Each setting of the server, with its default, and no other."""
    names = {name.removeprefix("bacalhau.") for name in _SETTINGS}
    defaults = {name: _SETTINGS[f"bacalhau.{name}"]["default"] for name in names - _CLIENTS_OWN}
    settings, problems = parse_settings(nested(defaults))

    assert problems == []
    assert settings == Settings()
    assert names == set(leaves(Settings())) | _CLIENTS_OWN


def test_codes_are_the_servers(extension: Path) -> None:
    manifest = json.loads((extension / "package.json").read_text(encoding="utf-8"))
    severity = manifest["contributes"]["configuration"]["properties"]["bacalhau.severity"]

    assert severity["propertyNames"]["enum"] == sorted(severities())


def test_readme_has_every_setting_and_command() -> None:
    readme = (CLIENT / "README.md").read_text(encoding="utf-8")

    for name in _SETTINGS:
        assert f"| `{name}` |" in readme
    for command in _MANIFEST["contributes"]["commands"]:
        assert f"*{command['title']}*" in readme


def test_pictures_are_there() -> None:
    texts = [CLIENT / "README.md", CLIENT / "package.json", *CLIENT.glob("walkthrough/*.md")]
    for text in texts:
        for picture in re.findall(r"images/[a-z-]+\.[a-z]+", text.read_text(encoding="utf-8")):
            assert (CLIENT / picture).is_file(), picture


def test_languages_are_the_servers() -> None:
    languages = _MANIFEST["contributes"]["languages"]
    extensions = [extension for language in languages for extension in language["extensions"]]

    assert {f"*{extension}" for extension in extensions} == set(SPEC_NAMES)
    assert {language["id"] for language in languages} == LANGUAGES


def nested(values: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in values.items():
        first, _, rest = name.partition(".")
        if rest:
            result.setdefault(first, {})[rest] = value
        else:
            result[first] = value
    return result


def leaves(settings: Any) -> list[str]:
    """The names of all settings as a user writes them: ``format.lineWidth``."""
    found = []
    for field in dataclasses.fields(settings):
        name = re.sub("_(.)", lambda match: match[1].upper(), field.name)
        value = getattr(settings, field.name)
        inner = leaves(value) if dataclasses.is_dataclass(value) else []
        found += [f"{name}.{each}" for each in inner] or [name]
    return found
