"""One file after the other: read it, see whether it is a spec, and what is wrong with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import detection, reading
from bacalhau_ls.cli.results import Checked, Failed, Skipped
from bacalhau_ls.cli.search import STDIN
from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.inspection import custom_validator, inspect

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from bacalhau_ls.cli.configurations import Governing
    from bacalhau_ls.cli.results import Result
    from bacalhau_ls.cli.search import Candidate
    from bacalhau_ls.reading import Source
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.validation import Validator

_YAML = (".yaml", ".yml")


class Checker(NamedTuple):
    """What is needed to check any file."""

    stdin: BinaryIO
    stdin_name: str
    governing: Callable[[Path], Governing]
    judge: Callable[[str], Validator]
    """The validator for the path of a JSON Schema, see `judges`."""

    def check(self, candidate: Candidate) -> Result:
        """What is found in one file."""
        is_stdin = candidate.path == STDIN
        path = self.stdin_name if is_stdin else candidate.path
        try:
            source = reading.read_stream(self.stdin) if is_stdin else reading.read(path)
        except reading.Unreadable as why:
            named = candidate.is_named
            return Failed(path, str(why)) if named else Skipped(path, str(why), is_surprising=True)
        governing = self.governing(Path(path).parent)
        if candidate.is_named:
            return self._checked(path, source, Document.read(source.text), governing.settings)
        return self._checked_if_spec(path, source, governing)

    def _checked_if_spec(self, path: str, source: Source, governing: Governing) -> Result:
        by_name = detection.by_name(governing.relative(path), governing.settings.files)
        if not by_name and not detection.might_be_spec(source.text):
            return Skipped(path, detection.NO_SPEC.reason)
        document = Document.read(source.text)
        if not by_name and not detection.by_content(document):
            return Skipped(path, detection.NO_SPEC.reason)
        return self._checked(path, source, document, governing.settings)

    def _checked(self, path: str, source: Source, document: Document, settings: Settings) -> Result:
        if path.lower().endswith(_YAML) and not source.text.lstrip().startswith("{"):
            return Failed(path, "YAML is not read yet, only JSON")
        found = inspect(source, document, settings, self.judge(settings.schema))
        return Checked(path, document, found)


def judges(complain: Callable[[str], object]) -> Callable[[str], Validator]:
    """Who judges by the JSON Schema at a path; the guide's if there is none or it is no good.

    *complain* gets the reason, once for each schema.
    """

    @cache
    def judge(schema: str) -> Validator:
        if not schema:
            return guide()
        try:
            return custom_validator(schema, reading.read(schema))
        except (reading.Unreadable, ValueError) as why:
            complain(f"the schema {schema} cannot be used: {why}; the guide's is used instead")
            return guide()

    return judge
