"""Findings as clients see them."""

from __future__ import annotations

from typing import Any

import pytest
from lsprotocol import types

from bacalhau_ls.findings import Finding, Fix, Related, Remove, Severity, Tag
from bacalhau_ls.lsp import conversion
from bacalhau_ls.lsp.client import Client
from bacalhau_ls.text import Edit, Encoding, Span, Text

URI = "file:///job.json"
TEXT = Text('["😀",\r\n  1]')
FINDING = Finding(
    Span(7, 9),
    "not-json",
    Severity.WARNING,
    "no good",
    related=(Related(Span(1, 4), "because of this"),),
    tags=(Tag.UNNECESSARY,),
    fixes=(Fix("Remove it", (Remove(Span(7, 9)),)),),
)
EVERYTHING = {
    "relatedInformation": True,
    "tagSupport": {"valueSet": [1, 2]},
    "codeDescriptionSupport": True,
    "dataSupport": True,
}


def converted(announced: Any, encoding: Encoding = Encoding.UTF16) -> types.Diagnostic:
    client = Client({"textDocument": {"publishDiagnostics": announced}})
    return conversion.to_diagnostic(FINDING, URI, TEXT, encoding, client)


def test_a_finding_for_a_client_that_shows_everything() -> None:
    diagnostic = converted(EVERYTHING)

    assert diagnostic.range == types.Range(types.Position(1, 0), types.Position(1, 2))
    assert (diagnostic.source, diagnostic.code) == ("bacalhau", "not-json")
    assert diagnostic.severity is types.DiagnosticSeverity.Warning
    assert diagnostic.message == "no good"
    assert diagnostic.tags == [types.DiagnosticTag.Unnecessary]
    assert diagnostic.data == {"code": "not-json", "fixes": ["Remove it"]}
    assert diagnostic.related_information == [
        types.DiagnosticRelatedInformation(
            types.Location(URI, types.Range(types.Position(0, 1), types.Position(0, 5))),
            "because of this",
        )
    ]


@pytest.mark.parametrize("announced", [None, {}, {"relatedInformation": False}, True])
def test_a_finding_for_a_client_that_shows_the_least(announced: Any) -> None:
    diagnostic = converted(announced)

    assert diagnostic.tags is None
    assert diagnostic.related_information is None
    assert diagnostic.code_description is None
    assert diagnostic.data is None


@pytest.mark.parametrize(("values", "shown"), [([1], True), ([2], False), ([], False)])
def test_only_tags_that_the_client_knows(values: list[int], shown: bool) -> None:
    diagnostic = converted({"tagSupport": {"valueSet": values}})

    assert bool(diagnostic.tags) is shown


def test_a_client_that_pulls_may_announce_it_there() -> None:
    client = Client({"textDocument": {"diagnostic": EVERYTHING}})

    assert conversion.to_diagnostic(FINDING, URI, TEXT, Encoding.UTF16, client).data


def test_the_page_of_a_code_is_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    conversion.page_uri_of.cache_clear()
    monkeypatch.setattr("bacalhau_ls.resources.page_uri", lambda code: f"file:///{code}.md")
    description = converted(EVERYTHING).code_description
    conversion.page_uri_of.cache_clear()

    assert description == types.CodeDescription("file:///not-json.md")


@pytest.mark.parametrize(("encoding", "end"), [("utf-8", 7), ("utf-16", 5), ("utf-32", 4)])
def test_ranges_in_each_encoding(encoding: str, end: int) -> None:
    span, units = Span(1, 4), Encoding(encoding)
    a_range = types.Range(types.Position(0, 1), types.Position(0, end))

    assert conversion.to_range(TEXT, span, units) == a_range
    assert conversion.from_range(TEXT, a_range, units) == span


def test_a_range_given_backwards() -> None:
    backwards = types.Range(types.Position(1, 2), types.Position(0, 0))

    assert conversion.from_range(TEXT, backwards, Encoding.UTF16) == Span(0, 9)


def test_edits() -> None:
    edit = conversion.to_text_edit(TEXT, Edit(7, 9, "\t"), Encoding.UTF16)

    assert edit == types.TextEdit(types.Range(types.Position(1, 0), types.Position(1, 2)), "\t")
