"""Where fuzzing starts: texts that are interesting already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.corpora import SHARED
from tests.strategies import BASES

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parents[1] / "cases"
PATTERNS = (
    "reference/guide-blocks/*.json",
    "corpus/json-test-suite/**/*.json",
    "corpus/json5-tests/**/*.json5",
)


def seeds() -> Iterator[bytes]:
    """Our cases, documents of the tests and, where they are, the public suites."""
    yield from (text.encode() for text in BASES)
    yield from (path.read_bytes() for path in sorted(CASES.rglob("*.txt")))
    for pattern in PATTERNS:
        yield from (path.read_bytes() for path in sorted(SHARED.glob(pattern)))
