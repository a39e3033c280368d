"""Every example of the guide gives exactly what we decided about it.

A block that is a part of a job is put where it belongs in a job that is
otherwise free of findings. ``text`` is written by the guide, we judge it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from tests.corpora import corpus_files

if TYPE_CHECKING:
    from pathlib import Path

ENGINE = '"Engine": {"Type": "docker", "Params": {"Image": "ubuntu:24.04"}}'
RESOURCES = '"Resources": {"CPU": "1", "Memory": "1GB", "Disk": "10GB"}'
JOB = '{{"Name": "job", "Type": "batch", "Tasks": [{{"Name": "main", {}}}]}}'
SOURCE = f'{ENGINE}, {RESOURCES}, "InputSources": [{{"Target": "/in", "Source": {{}}}}]'

# Which storage type the bare parameter shapes (#7 to #10) are for.
STORAGE = {7: "ipfs", 8: "s3", 9: "urlDownload", 10: "inline"}

EXPECTED: dict[int, list[str]] = {
    1: ["warning missing-property Disk", "hint unpinned-image"],
    6: ["warning missing-property Disk", "hint over-provisioned"],
    12: ["error syntax-error", "error syntax-error"],
    17: ["error missing-property Name Tasks"],
    18: ["error missing-property Name Tasks"],
    19: ["error missing-property Name Tasks"],
    26: ["error missing-property Engine Name", "warning missing-property Disk"],
    27: ["error missing-property Tasks"],
    28: ["warning missing-property Disk", "hint over-provisioned"],
    29: ["hint tight-timeouts"],
}
"""What is to be said about each block, less the order; nothing about those not listed."""

BLOCKS = corpus_files("reference/guide-blocks/*.json")


def placed(number: int, scope: str, text: str) -> str:
    """The block in a job."""
    if scope == "job":
        return text
    if scope == "params":
        source = f'{{"Type": "{STORAGE[number]}", "Params": {text}}}'
        return JOB.format(SOURCE.replace("{}", source))
    if scope == "Source":
        return JOB.format(SOURCE.replace('"Source": {}', text))
    others = [part for part in (ENGINE, RESOURCES) if f'"{scope}"' not in part]
    return JOB.format(", ".join([*others, text]))


def summary(text: str) -> list[str]:
    found = []
    for finding in diagnose(Document.read(text)):
        lacking = sorted(finding.message.split("lacks ")[-1].replace(" and ", ", ").split(", "))
        names = [name.strip("`") for name in lacking] if "lacks" in finding.message else []
        found.append(" ".join([finding.severity.word, finding.code, *names]))
    return sorted(found)


@pytest.mark.parametrize("path", BLOCKS, ids=lambda path: path.stem)
def test_guide_block(path: Path) -> None:
    number, _, scope = path.stem.split("-")
    text = path.read_text(encoding="utf-8")

    assert sorted(EXPECTED.get(int(number), [])) == summary(placed(int(number), scope, text))


@pytest.mark.skipif(not BLOCKS, reason="the guide is not here")
def test_all_blocks_are_there() -> None:
    assert len(BLOCKS) == 29
