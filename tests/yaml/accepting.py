"""Completion of YAML that is held to the real Bacalhau; ``‸`` is the cursor."""

from __future__ import annotations

from bacalhau_ls.document import Document
from bacalhau_ls.features.completion import Item, complete
from bacalhau_ls.standards import bacalhau
from bacalhau_ls.syntax.yaml import YAML
from tests.completion.accepting import accepted


def items_at(place: str) -> list[Item]:
    document = bacalhau().specification.reading(Document.read(place.replace("‸", ""), YAML))
    return complete(document, bacalhau(), place.index("‸"))


def labels(place: str) -> list[str]:
    return [item.label for item in items_at(place)]


def after(place: str, label: str) -> str:
    item = next(item for item in items_at(place) if item.label == label)
    return accepted(place.replace("‸", ""), item)
