"""The lines that EDITORS.md tells people to paste."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "EDITORS.md"
_SECTION = re.compile(r"^## (?P<heading>.+)\n(?P<body>(?:(?!^## ).*\n)*)", re.MULTILINE)
_FENCED = re.compile(r"^```(?P<language>\w+)\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL)


def headings() -> list[str]:
    return [section["heading"] for section in _SECTION.finditer(_text())]


def pasted(heading: str) -> str:
    """The first block of lines below *heading*."""
    return blocks(heading)[0]


def blocks(heading: str) -> list[str]:
    """All blocks of lines below *heading*."""
    bodies = [each["body"] for each in _SECTION.finditer(_text()) if each["heading"] == heading]
    assert len(bodies) == 1, f"{heading} is not one of {headings()}"
    return [block["lines"] for block in _FENCED.finditer(bodies[0])]


def _text() -> str:
    return PAGE.read_text(encoding="utf-8")
