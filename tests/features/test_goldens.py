"""What each feature gives for the cases in `goldens`, word for word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.code_lens import code_lenses
from bacalhau_ls.features.document_symbols import Symbol, document_symbols
from bacalhau_ls.features.folding import folding_ranges
from bacalhau_ls.features.hover import hover
from bacalhau_ls.features.inlay_hints import inlay_hints
from bacalhau_ls.features.links import document_links
from bacalhau_ls.features.selection import selection_ranges
from bacalhau_ls.features.semantic_tokens import semantic_tokens
from bacalhau_ls.features.workspace_symbols import symbols_of
from bacalhau_ls.settings import InlayHints
from bacalhau_ls.syntax.notations import notation_of
from bacalhau_ls.text import Span
from tests.features import goldens
from tests.features.marks import marked

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "goldens"
SPECIFICATION = guide().specification
EXISTING = {"data/local.csv", "build/app.wasm", "/srv/data", "main.py"}


def shown(text: str, span: Span) -> str:
    return json.dumps(text[span.start : span.end], ensure_ascii=False)


def render_hover(source: str) -> str:
    text, cursor, _ = marked(source)
    document = Document.read(text)
    assert cursor is not None
    found = hover(document, SPECIFICATION, cursor, diagnose(document))
    if found is None:
        return "nothing"
    return f"{shown(text, found.span)}\n\n{found.content.markdown}"


def render_hover_plain(source: str) -> str:
    text, cursor, _ = marked(source)
    document = Document.read(text)
    assert cursor is not None
    found = hover(document, SPECIFICATION, cursor, diagnose(document))
    return found.content.plain if found else "nothing"


def render_document_symbols(source: str) -> str:
    def lines(symbols: list[Symbol], depth: int) -> Iterator[str]:
        for symbol in symbols:
            detail = f" | {symbol.detail}" if symbol.detail else ""
            where = shown(source, symbol.selection)
            yield f"{'  ' * depth}{symbol.sort.name}: {symbol.name}{detail} @ {where}"
            yield from lines(symbol.children, depth + 1)

    return "\n".join(lines(document_symbols(Document.read(source)), 0))


def render_workspace_symbols(source: str) -> str:
    return "\n".join(
        f"{symbol.sort.name}: {symbol.name} in {symbol.container or '-'}"
        for symbol in symbols_of(Document.read(source))
    )


def render_folding(source: str) -> str:
    return "\n".join(
        f"{fold.start_line}-{fold.end_line} {fold.sort.name} {fold.collapsed_text}".rstrip()
        for fold in folding_ranges(Document.read(source))
    )


def render_selection(source: str) -> str:
    text, cursor, _ = marked(source)
    assert cursor is not None
    spans = selection_ranges(Document.read(text), cursor)
    return "\n".join(shown(text, span) for span in spans)


def render_links(source: str) -> str:
    return "\n".join(
        f"{shown(source, link.span)} -> {link.url or 'file ' + link.path} ({link.tooltip})"
        for link in document_links(Document.read(source), EXISTING.__contains__)
    )


def render_semantic_tokens(source: str) -> str:
    document = Document.read(source, notation_of("", content=source))
    return "\n".join(
        f"{shown(source, token.span)} {token.sort.name}{' declared' * token.is_declaration}"
        for token in semantic_tokens(document, SPECIFICATION)
    )


def render_inlay_hints(source: str) -> str:
    whole = Span(0, len(source))
    hints = inlay_hints(Document.read(source), SPECIFICATION, whole, InlayHints())
    for hint in reversed(hints):
        source = f"{source[: hint.offset]}⟨{hint.label}⟩{source[hint.offset :]}"
    return source


def render_code_lens(source: str) -> str:
    document = Document.read(source)
    return "\n".join(
        f"{shown(source, lens.span)} {lens.title}: {lens.action.name}"
        f" {shown(source, lens.target) if lens.target else ''}".rstrip()
        for lens in code_lenses(document, diagnose(document))
    )


RENDER = {
    name.removeprefix("render_"): made
    for name, made in globals().items()
    if name.startswith("render_")
}
FILES = sorted(FOLDER.glob("*.txt"))
CASES = [
    pytest.param(case, id=f"{case.feature}: {case.title}")
    for path in FILES
    for case in goldens.read(path)
]


@pytest.fixture(scope="session", autouse=True)
def _update(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-cases"):
        for path in FILES:
            goldens.update(path, RENDER[path.stem])
        pytest.exit("the cases are rewritten: read the difference before you keep it", 0)


@pytest.mark.parametrize("case", CASES)
def test_golden(case: goldens.Golden) -> None:
    assert RENDER[case.feature](case.source) == case.expected


def test_every_feature_has_cases() -> None:
    assert {path.stem for path in FILES} == set(RENDER)


def test_titles_tell_cases_apart() -> None:
    ids = [each.id for each in CASES]

    assert len(set(ids)) == len(ids)
