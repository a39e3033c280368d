"""Every code has its page, and what a page calls wrong or right is so."""

from __future__ import annotations

import re

import pytest

from bacalhau_ls.catalogue import severities
from bacalhau_ls.cli.examples import in_yaml
from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.resources import explained_codes, page_text
from bacalhau_ls.syntax.notations import notation_of

SECTIONS = ["## Why", "## Wrong", "## Right"]
BLOCK = re.compile(r"^```(json|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_IN_A_TEXT_ALONE = {
    "duplicate-item",
    "invalid-encoding",
    "schema-violation",
    "too-large",
    "too-many-findings",
    "too-many-items",
}
"""Codes that need a schema or a setting of the user's, or a file that is not text."""
SHOWN = sorted(set(explained_codes()) - NOT_IN_A_TEXT_ALONE)


def page(code: str) -> str:
    text = page_text(code)

    assert text is not None
    return text


def block(code: str, section: str) -> Document:
    """The spec that stands in a section of a page."""
    blocks = BLOCK.findall(page(code).split(f"## {section}\n")[1].split("\n## ")[0])

    assert len(blocks) == 1
    ((language, text),) = blocks
    return Document.read(text, notation_of(f"job.{language}"))


def block_in_yaml(code: str, section: str) -> Document | None:
    """The same as `explain --yaml` shows it; None if only JSON can show it."""
    part = in_yaml(page(code)).split(f"## {section}\n")[1].split("\n## ")[0]
    ((language, text),) = BLOCK.findall(part)
    return Document.read(text, notation_of("job.yaml")) if language == "yaml" else None


def findings_in(document: Document) -> list[Finding]:
    return diagnose(document)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert explained_codes() == tuple(severities())


@pytest.mark.parametrize("code", explained_codes())
def test_a_page_says_what_and_why_and_how_to_silence_it(code: str) -> None:
    title, blank, summary, after, *_ = page(code).split("\n")

    assert (title, blank, after) == (f"# {code}", "", "")
    assert re.fullmatch(r"[A-Z`].{10,}\.", summary)
    assert re.findall("^## .*", page(code), re.MULTILINE) == SECTIONS
    last_words = " ".join(page(code).split("\n\n")[-1].split())
    assert f'`"{code}": "off"`' in last_words
    assert f'`{code} = "off"` under `[severity]` in `.bacalhau-ls.toml`' in last_words


@pytest.mark.parametrize("code", SHOWN)
def test_what_a_page_calls_wrong_is_found(code: str) -> None:
    assert code in {finding.code for finding in findings_in(block(code, "Wrong"))}


@pytest.mark.parametrize("code", SHOWN)
def test_what_a_page_calls_right_is_free_of_mistakes(code: str) -> None:
    found = findings_in(block(code, "Right"))

    assert [f for f in found if f.code == code or f.severity <= Severity.WARNING] == []


@pytest.mark.parametrize("code", SHOWN)
def test_examples_in_yaml_show_the_same(code: str) -> None:
    wrong, right = block_in_yaml(code, "Wrong"), block_in_yaml(code, "Right")

    if wrong is not None:
        assert code in {finding.code for finding in findings_in(wrong)}
    if right is not None:
        found = findings_in(right)
        assert [f for f in found if f.code == code or f.severity <= Severity.WARNING] == []


def test_most_examples_can_be_shown_in_yaml() -> None:
    shown = [code for code in SHOWN if block_in_yaml(code, "Wrong") is not None]

    assert len(shown) > len(SHOWN) * 2 / 3
