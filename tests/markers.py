"""Cases as text files: a spec with what is to be said about it written under its lines.

A file holds cases. Each starts with a line ``== title``; a line ``%% {...}`` may follow with its
options (see `Case`), or stand at the top for all cases of the file. Under a line of the spec
stand its findings, one to a line:

    "Count": 0
             ^ error out-of-range: `Count` must be at least 1

``^^^`` covers the range; ``!`` stands for an empty one. Columns count code points. A case is
passed if exactly these findings are found.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import GUIDE, Rule, rules_of
from bacalhau_ls.settings import Settings, Specifying, Strictness
from bacalhau_ls.standards import standard
from bacalhau_ls.syntax.notations import notation_of
from bacalhau_ls.text import Encoding, Position
from bacalhau_ls.validation import Validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MARKER = re.compile(r" *(?:(\^+)|!) (error|warning|information|hint) ([a-z0-9-]+): .*")
_OPTIONS = {
    "inside", "newline", "notation", "strictness", "severity", "max_diagnostics", "specification",
}  # fmt: skip
_ENGINE = '"Engine": {"Type": "docker", "Params": {"Image": "ubuntu:24.04"}}'
_RESOURCES = '"Resources": {"CPU": "1", "Memory": "1GB", "Disk": "1GB"}'
_TASK = f'"Tasks": [{{"Name": "main", {_ENGINE}, {_RESOURCES}}}]'


class Frame(NamedTuple):
    """Members that the text of a case is put among, so that it can be short."""

    members: dict[str, str]
    opening: str
    closing: str


_FRAMES = {
    "job": Frame({"Name": '"Name": "job"', "Type": '"Type": "batch"', "Tasks": _TASK}, "{", "}"),
    "task": Frame(
        {"Name": '"Name": "main"', "Engine": _ENGINE, "Resources": _RESOURCES},
        '{"Name": "job", "Type": "batch", "Tasks": [{',
        "}]}",
    ),
}


@dataclass(frozen=True)
class Case:
    """One spec and what is to be said about it."""

    title: str
    options: dict[str, Any]
    """Settings, ``newline``, ``notation``, and ``inside``: the frame that the text is part of."""
    lines: tuple[str, ...]
    """The lines of the spec, without markers."""
    expected: tuple[str, ...]
    """The same lines with their markers."""

    @property
    def settings(self) -> Settings:
        """What the user of this case has set."""
        words = self.options.get("severity", {})
        severity = {code: Severity[word.upper()] if word else None for code, word in words.items()}
        return Settings(
            strictness=Strictness(self.options.get("strictness", "jsonc")),
            severity=severity,
            specification=Specifying(self.specification),
            max_diagnostics=self.options.get("max_diagnostics", 1000),
        )

    @property
    def specification(self) -> str:
        """The name of the specification that the spec is held to."""
        return str(self.options.get("specification", GUIDE))

    def document(self) -> Document:
        """The spec, with its frame around it."""
        newline = self.options.get("newline", "\n")
        notation = notation_of(f"job.{self.options.get('notation', 'json')}")
        text = newline.join([*self._before(), *self.lines, *self._after()])
        return Document.read(text, notation)

    def _before(self) -> list[str]:
        if "inside" not in self.options:
            return []
        frame = _FRAMES[self.options["inside"]]
        written = {node.name for node in Document.read("{" + "\n".join(self.lines) + "}").root}
        missing = [text for name, text in frame.members.items() if name not in written]
        return [frame.opening + ", ".join(missing) + ("," if missing else "")]

    def _after(self) -> list[str]:
        return [_FRAMES[self.options["inside"]].closing, ""] if "inside" in self.options else [""]

    def found(self) -> list[str]:
        """The lines of the spec with markers for what is found now."""
        document, before = self.document(), len(self._before())
        markers: dict[int, list[str]] = {}
        for finding in diagnose(document, self.settings, strict_validator(self.specification)):
            start = document.text.position(finding.span.start, Encoding.UTF32)
            end = document.text.position(finding.span.end, Encoding.UTF32)
            assert start.line == end.line, f"crosses a line break: {finding}"
            what = f"{finding.severity.word} {finding.code}: {finding.message}"
            markers.setdefault(start.line - before, []).append(_marker(start, end, what))
        found = markers.get(-1, [])
        for number, line in enumerate([*self.lines, ""]):
            found += [line, *markers.get(number, [])]
        return _without_blank_end(found)


@cache
def strict_validator(name: str) -> Validator:
    """The one for a specification, except that a rule that crashes is not forgiven."""
    return Validator(standard(name).specification, rules_of(name), _raise)


def _raise(rule: Rule, error: Exception) -> None:
    message = f"the rule {rule.code} crashed"
    raise AssertionError(message) from error


def _marker(start: Position, end: Position, what: str) -> str:
    return " " * start.column + ("^" * (end.column - start.column) or "!") + " " + what


@dataclass
class CaseFile:
    """The cases of one file."""

    path: Path
    options: dict[str, Any]
    """The options of all cases."""
    cases: list[Case]

    @classmethod
    def read(cls, path: Path) -> CaseFile:
        """The cases in the file at *path*."""
        head, *cases = _split(path.read_bytes().decode("utf-8").split("\n"))
        options, text = _options(head)
        assert not text, f"{path}: text before the first case"
        return cls(path, options, [_case(lines, options) for lines in cases])

    def rewrite(self, case: Case) -> None:
        """Write what is found in *case* now in the place of what is expected."""
        found = replace(case, expected=tuple(case.found()))
        self.cases = [found if each is case else each for each in self.cases]
        self.path.write_bytes("\n".join(self._written()).encode("utf-8"))

    def _written(self) -> Iterator[str]:
        if self.options:
            yield from ("%% " + json.dumps(self.options), "")
        for case in self.cases:
            yield f"== {case.title}"
            if own := {k: v for k, v in case.options.items() if self.options.get(k) != v}:
                yield "%% " + json.dumps(own)
            yield from (*case.expected, "")


def _split(lines: list[str]) -> list[list[str]]:
    """The lines before the first case, and those of each case."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("== "):
            parts.append([])
        parts[-1].append(line)
    return parts


def _options(lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The options at the head of *lines*, and the lines behind them."""
    if not lines or not lines[0].startswith("%% "):
        return {}, _without_blank_end(lines)
    options = json.loads(lines[0].removeprefix("%% "))
    assert options.keys() <= _OPTIONS, f"unknown option: {lines[0]}"
    return options, _without_blank_end(lines[1:])


def _case(lines: list[str], common: dict[str, Any]) -> Case:
    own, expected = _options(lines[1:])
    spec = tuple(line for line in expected if not _MARKER.fullmatch(line))
    return Case(lines[0].removeprefix("== "), common | own, spec, tuple(expected))


def _without_blank_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return list(lines)


def difference(case: Case) -> str:
    """How what is found differs from what is expected, to be read; empty if it does not."""
    expected, found = _in_order(case.expected), _in_order(case.found())
    return "\n".join(unified_diff(expected, found, "expected", "found", n=99, lineterm=""))


def _in_order(lines: Iterable[str]) -> list[str]:
    """The lines with the markers under each of them sorted."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if not _MARKER.fullmatch(line):
            blocks.append([])
        blocks[-1].append(line)
    return [line for first, *markers in filter(None, blocks) for line in (first, *sorted(markers))]
