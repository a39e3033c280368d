"""What the fuzzer calls, by name: any bytes in, an exception where a promise is broken."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from bacalhau_ls.configuration import parse_settings
from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.completion import complete
from bacalhau_ls.lsp.bursts import joined
from bacalhau_ls.lsp.changes import Replacement
from bacalhau_ls.lsp.documents import edited
from bacalhau_ls.lsp.framing import Framer, decoded, framed
from bacalhau_ls.reading import decode
from bacalhau_ls.repair import after, edits_of, repaired, safe_fix
from bacalhau_ls.settings import Settings
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Edit, Encoding, Text
from tests.features.checking import check
from tests.syntax.facts import facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.syntax.notation import Notation

    Target = Callable[[bytes], object]

MOST_FIXES = 8
LAYOUT = Layout(indent="  ", line_width=80, final_newline=None)
EDIT_SIZE = 4
"""Bytes that say where an edit starts and how much it removes."""


def reading(data: bytes) -> None:
    """A file: its bytes, its tree, its findings, each of them inside one line."""
    document = Document.read(decode(data).text)
    assert document.tree.width == len(document.content)
    for finding in diagnose(document):
        _within_a_line(finding, document)


def editing(data: bytes) -> None:
    """Edits one after the other: tree and findings are those of a fresh reading."""
    _edited_step_by_step(data, JSON)


def yaml(data: bytes) -> None:
    """The same for YAML."""
    _edited_step_by_step(data, YAML)


def positions(data: bytes) -> None:
    """Changes as clients send them, in all encodings: never an error, never another text."""
    text, edits = _text_and_edits(data)
    for encoding in Encoding:
        document = Document.read(text)
        changes = []
        for line, character, inserted in edits:
            places = line % 97, character % 89, line % 101, character
            changes.append(Replacement(inserted, *places))
            document = edited(document, changes[-1].edit(document.text, encoding))
            assert document.tree.width == len(document.content)
        burst = Text(text)
        for edit in joined(burst, changes, encoding):
            burst = burst.apply(edit)
        assert burst.content == document.content


def features(data: bytes) -> None:
    """Every feature at one place of a text; completion besides."""
    text = decode(data[EDIT_SIZE:]).text
    document = Document.read(text)
    offset = int.from_bytes(data[:EDIT_SIZE], "big") % (len(text) + 1)
    check(document, offset)
    for item in complete(document, guide(), offset):
        assert item.label


def fixing(data: bytes) -> None:
    """Every fix gives edits inside the text; formatting and fixing all come to rest."""
    document = Document.read(decode(data).text)
    for finding in islice(diagnose(document), MOST_FIXES):
        for fix in finding.fixes:
            for edit in edits_of(document, fix):
                assert 0 <= edit.start <= edit.end <= len(document.content)
    formatted = _formatted(document)
    assert _formatted(formatted).content == formatted.content
    fixed = after(document, repaired(document, Settings(), None, safe_fix))
    assert not repaired(fixed, Settings(), None, safe_fix)


def framing(data: bytes) -> None:
    """A stream of messages, whole or in pieces."""
    whole = list(Framer().feed(data))
    pieces = Framer()
    cut = [body for byte in data for body in pieces.feed(bytes([byte]))]
    assert cut == whole
    assert list(Framer().feed(framed(data))) == [data]
    decoded(data)


def settings(data: bytes) -> None:
    """Anything as settings: defaults and a problem, never an error."""
    value: Any = decoded(data)
    parse_settings(value)


TARGETS: dict[str, Target] = {
    each.__name__: each
    for each in (reading, editing, yaml, positions, features, fixing, framing, settings)
}


def _edited_step_by_step(data: bytes, notation: Notation) -> None:
    text, edits = _text_and_edits(data)
    document = Document.read(text, notation)
    for finding in diagnose(document):
        _within_a_line(finding, document)
    for start, removed, inserted in edits:
        first = start % (len(document.content) + 1)
        last = min(len(document.content), first + removed)
        document = document.edited([Edit(first, last, inserted)])
        fresh = Document.read(document.content, notation)
        assert facts(document.tree) == facts(fresh.tree), document.content
        assert diagnose(document) == diagnose(fresh), document.content


def _within_a_line(finding: Finding, document: Document) -> None:
    start, end = finding.span
    assert 0 <= start <= end <= len(document.content)
    assert not set("\r\n") & set(document.content[start:end]), finding


def _formatted(document: Document) -> Document:
    return after(document, document.notation.format(document.content, document.top, LAYOUT))


def _text_and_edits(data: bytes) -> tuple[str, list[tuple[int, int, str]]]:
    """The text before the first NUL, and an edit from each stretch between NULs behind it."""
    first, *rest = data.split(b"\0")
    found = []
    for piece in rest[:6]:
        start = int.from_bytes(piece[: EDIT_SIZE // 2], "big")
        removed = int.from_bytes(piece[EDIT_SIZE // 2 : EDIT_SIZE], "big") % 64
        found.append((start, removed, decode(piece[EDIT_SIZE:]).text))
    return decode(first).text, found
