"""What is cheap to see of a text never hides a secret that a closer look finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.domain import secrets as domain_secrets
from bacalhau_ls.domain.secrets import secrets
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    from bacalhau_ls.text import Span

HOLDING = [
    '{"API_KEY": "hunter22"}',
    '{"api-k.e y": "hunter22"}',
    '{"Env": {"DB_Password1": {"inner": "hunter22"}}}',
    r'{"to\u006ben": "hunter22"}',
    r'{"x": "\u0041KIAABCDEFGHIJKLMNOP"}',
    '{"x": "AKIAABCDEFGHIJKLMNOP"}',
    '{"x": "(sk-abcdefghijklmnopqrstuvwxyz)"}',
    '{"x": "https://me:hunter22@example.org/"}',
    '{"x": "-----BEGIN RSA PRIVATE KEY-----"}',
    "secret: hunter22\n",
    "x: >\n  -----BEGIN\n  PRIVATE KEY-----\n",
    "x: https://me:hunter22@example.org/\n",
    "\u212aey: 1\napi\u212aey: hunter22\n",
]
WITHOUT = ['{"Name": "task-0123456789012345678901", "Count": 1}', "Name: sort\nLabels: {a: b}\n"]


def _both(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Span], list[Span]]:
    document = Document.read(text, JSON if text.startswith("{") else YAML)
    quick = sorted(secrets(document))
    monkeypatch.setattr(domain_secrets, "may_hold_credentials", lambda _text: True)
    return quick, sorted(secrets(document))


@pytest.mark.parametrize("text", HOLDING)
def test_no_secret_is_overlooked(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick, thorough = _both(text, monkeypatch)

    assert quick == thorough
    assert quick


def test_none_is_overlooked_in_our_own_files(monkeypatch: pytest.MonkeyPatch) -> None:
    tests = Path(__file__).parents[1]
    files = [*tests.glob("cases/**/*.txt"), *tests.glob("samples/*")]
    assert files
    for file in files:
        with monkeypatch.context() as patch:
            quick, thorough = _both(file.read_text(encoding="utf-8"), patch)
        assert quick == thorough, file


@pytest.mark.parametrize("text", WITHOUT)
def test_where_nothing_looks_like_one_nothing_is_looked_at(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> bool:
        raise AssertionError

    monkeypatch.setattr(domain_secrets, "is_secret_name", never)
    assert not list(secrets(Document.read(text, JSON if text.startswith("{") else YAML)))
