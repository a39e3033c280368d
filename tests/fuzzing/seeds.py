"""Where fuzzing starts: texts that are interesting already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.corpora import SHARED
from tests.strategies import BASES
from tests.yaml.texts import BASES as YAML_BASES

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parents[1] / "cases"
YAML = "yaml"
"""The target that reads YAML; all others read JSON, or anything."""
PATTERNS = (
    "reference/guide-blocks/*.json",
    "corpus/json-test-suite/**/*.json",
    "corpus/json5-tests/**/*.json5",
)
YAML_PATTERNS = ("corpus/yaml-test-suite/**/*.yaml",)


def seeds(target: str) -> Iterator[bytes]:
    """Our cases, documents of the tests and, where they are, the public suites."""
    yield from (text.encode() for text in (YAML_BASES if target == YAML else BASES))
    cases = CASES / YAML if target == YAML else CASES
    yield from (path.read_bytes() for path in sorted(cases.rglob("*.txt")))
    for pattern in YAML_PATTERNS if target == YAML else PATTERNS:
        yield from (path.read_bytes() for path in sorted(SHARED.glob(pattern)))
