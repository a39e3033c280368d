"""The commands that print what ships with the package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import resources
from bacalhau_ls.cli.console import CannotRun

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bacalhau_ls.cli.console import Console


class Entry(NamedTuple):
    """A code in the list of all."""

    code: str
    severity: str
    summary: str


def schema(options: argparse.Namespace, console: Console) -> int:
    """Print the JSON Schema as it is written."""
    console.write([resources.schema_text(options.specification)])
    return 0


def explain(options: argparse.Namespace, console: Console) -> int:
    """Print the page of one code."""
    page = resources.page_text(options.code)
    if page is None:
        from bacalhau_ls.catalogue import severities  # noqa: PLC0415 - seldom needed
        from bacalhau_ls.configuration.problems import unknown_code  # noqa: PLC0415

        raise CannotRun(unknown_code(options.code, severities()))
    if options.yaml:
        from bacalhau_ls.cli.examples import in_yaml  # noqa: PLC0415 - imports both notations

        page = in_yaml(page)
    console.write([page])
    return 0


def rules(options: argparse.Namespace, console: Console) -> int:
    """List all codes."""
    entries = list(_entries())
    console.write([_as_json(entries) if options.format == "json" else _as_table(entries)])
    return 0


def _entries() -> Iterator[Entry]:
    from bacalhau_ls.catalogue import severities  # noqa: PLC0415 - imports every rule

    for code, severity in severities().items():
        yield Entry(code, severity.word, resources.page_summary(code))


def _as_json(entries: list[Entry]) -> str:
    records = ",\n".join(f"  {json.dumps(entry._asdict())}" for entry in entries)
    return f"[\n{records}\n]\n"


def _as_table(entries: list[Entry]) -> str:
    widest = [max(len(entry[column]) for entry in entries) for column in (0, 1)]
    rows = (
        f"{code:<{widest[0]}}  {severity:<{widest[1]}}  {about}".rstrip()
        for code, severity, about in entries
    )
    return "\n".join(rows) + "\n"
