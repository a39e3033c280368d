"""The examples on the pages of codes, in the notation that a reader writes."""

from __future__ import annotations

import re
from typing import Final

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import MARK, Document
from bacalhau_ls.features.refactoring.conversion import TARGETS, converted, obstacles
from bacalhau_ls.governing import GUIDE, choice, directive_in
from bacalhau_ls.settings import Settings
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML

_JSON_BLOCK: Final = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def in_yaml(page: str) -> str:
    """*page* with its examples in YAML; as it is if one of them shows what only JSON can be."""
    code = page.partition("\n")[0].removeprefix("# ")
    shown = [_in_yaml(text, code) for text in _JSON_BLOCK.findall(page)]
    blocks = iter([f"```yaml\n{text}```" for text in shown if text is not None])
    return page if None in shown else _JSON_BLOCK.sub(lambda _: next(blocks), page)


def _in_yaml(text: str, code: str) -> str | None:
    """The same spec in YAML; None if it cannot be, or if *code* is not found in it any more."""
    document = Document.read(text, JSON)
    held_to = choice(document, Settings()).name
    made = None if obstacles(document, YAML) else converted(document, TARGETS["yaml"], held_to)
    if made is None:
        return None
    is_told = held_to != GUIDE or directive_in(document) is not None
    made = made if is_told else f"# {MARK} specification={held_to}\n{made}"
    is_lost = _shows(document, code) and not _shows(Document.read(made, YAML), code)
    return None if is_lost else made


def _shows(document: Document, code: str) -> bool:
    return any(finding.code == code for finding in diagnose(document))
