"""Every example of the guide gives exactly what we decided about it.

A block that is a part of a job is put where it belongs in a job that is
otherwise free of findings. ``text`` is written by the guide, we judge it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from tests.guide_blocks import BLOCKS, placed

if TYPE_CHECKING:
    from pathlib import Path


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
