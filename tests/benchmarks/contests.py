"""Who meets over which documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.benchmarks.documents import json_document, yaml_document
from tests.benchmarks.peers import FOR_JSON, FOR_YAML
from tests.benchmarks.samples import Samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.documents import Document
    from tests.benchmarks.peers import Peer


@dataclass(frozen=True)
class Contest:
    """Servers with documents of one notation, and what was measured."""

    name: str
    document: Callable[[int], Document]
    """A document of about so many bytes."""
    peers: tuple[Peer, ...]
    """Ours, the one that it is compared with, and others."""
    samples: Samples = field(default_factory=Samples)

    @property
    def ours(self) -> Peer:
        """Our server."""
        return self.peers[0]


def contests() -> tuple[Contest, Contest]:
    """JSON and YAML, with nothing measured yet."""
    return (
        Contest("JSON", json_document, FOR_JSON),
        Contest("YAML", yaml_document, FOR_YAML),
    )
