"""The specification `bacalhau` and the real Bacalhau v1.9.3 judge public files alike."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.settings import Settings, Specifying
from bacalhau_ls.syntax.notations import notation_of
from tests.corpora import corpus_files

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = Settings(specification=Specifying.BACALHAU)
VERDICT = "accepted_by_bacalhau_1_9_3"
ACCEPTED = "valid"
NO_JOB = "not a job file"
LEGACY = "legacy v1beta spec"
OPERATOR = "the operator `In` passes `job validate`, then no node can be compared with it"
EXCEPTIONS = {
    "ex__ferretdb-demo-v2_.specstory_history_2025-05-09_22-13-forcing-linux-amd64-compatibility"
    "-in-docker.md__L197@925e3a3.yaml": OPERATOR,
    "ex__ferretdb-demo-v2_.specstory_history_2025-05-09_22-13-forcing-linux-amd64-compatibility"
    "-in-docker.md__L309@925e3a3.yaml": OPERATOR,
}
"""Files that `job validate` accepts and that we refuse, and why."""
PLACES = (
    (r"unknown field: '([^']+)'", r"\1"),
    (r"field: '(?:[\w.]*\.)?(\w+)' in", r"\1"),
    (r"publisher must be set", "ResultPaths"),
    (r"engine", "Engine"),
    (r"input|storage|url|ipfs", "InputSources"),
    (r"network|domain", "Network"),
    (r"publisher", "Publisher"),
)
"""What Bacalhau says, and the field that it means."""


class Judged(NamedTuple):
    """A public file, the verdict of Bacalhau and ours."""

    path: Path
    verdict: str
    message: str
    document: Document
    errors: list[Finding]


@cache
def judged() -> list[Judged]:
    """All files of the two corpora that are job files."""
    found = []
    for index in corpus_files("corpus/bacalhau-*/INDEX.tsv"):
        with index.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        jobs = [row for row in rows if not row[VERDICT].startswith(NO_JOB)]
        found += [_judged(index.parent / row["name"], row) for row in jobs]
    return found


def _judged(path: Path, row: dict[str, Any]) -> Judged:
    text = path.read_bytes().decode("utf-8")
    document = Document.read(text, notation_of(path.name))
    errors = [each for each in diagnose(document, SETTINGS) if each.severity is Severity.ERROR]
    verdict = str(row[VERDICT])
    return Judged(path, verdict, str(row["message"] or ""), document, errors)


def names_at(document: Document, finding: Finding) -> set[str]:
    """The names on the way to what *finding* is about, in small letters."""
    node = document.node_at(finding.span.start)
    names = {str(step).lower() for step in node.path}
    for child in node:
        if child.key is not None and child.key.start <= finding.span.start <= child.end:
            names.add(str(child.key.value).lower())
    return names


def is_at_its_place(each: Judged) -> bool:
    """Whether one of our errors is where the message of Bacalhau points."""
    if LEGACY in each.verdict:
        return any(error.code == "legacy-spec" for error in each.errors)
    if "yaml: " in each.message:
        return any(error.code == "syntax-error" for error in each.errors)
    for pattern, place in PLACES:
        if (found := re.search(pattern, each.message)) is not None:
            name = found.expand(place).lower()
            return any(name in names_at(each.document, error) for error in each.errors)
    return bool(each.errors)


def shown(each: Judged) -> str:
    said = "; ".join(f"{error.code}: {error.message}" for error in each.errors[:3])
    return f"{each.path.name}: {each.verdict}: {each.message or '-'}: {said or '-'}"


def test_what_bacalhau_accepts_has_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    accepted = [each for each in judged() if each.verdict == ACCEPTED]
    if not accepted:
        pytest.skip("no corpora beside the checkout")
    refused = [each for each in accepted if each.errors]
    share = 1 - len(refused) / len(accepted)
    with capsys.disabled():
        print(f"\naccepted by Bacalhau: {len(accepted)} files, {share:.1%} free of errors")  # noqa: T201

    unexplained = [shown(each) for each in refused if each.path.name not in EXCEPTIONS]
    assert not unexplained, "\n".join(unexplained)
    assert share >= 0.99


def test_what_bacalhau_refuses_has_an_error_at_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    refused = [each for each in judged() if each.verdict != ACCEPTED]
    if not refused:
        pytest.skip("no corpora beside the checkout")
    missed = [each for each in refused if not is_at_its_place(each)]
    share = 1 - len(missed) / len(refused)
    with capsys.disabled():
        print(f"\nrefused by Bacalhau: {len(refused)} files, {share:.1%} at the place it means")  # noqa: T201

    assert share >= 0.97, "\n".join(shown(each) for each in missed)


def test_exceptions_are_still_needed() -> None:
    wrong = {each.path.name for each in judged() if each.verdict == ACCEPTED and each.errors}

    assert not judged() or set(EXCEPTIONS) <= wrong
