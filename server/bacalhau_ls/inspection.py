"""A file as a whole: its bytes and its text, held to the specification that a user chose."""

from __future__ import annotations

from dataclasses import replace
from json import JSONDecodeError
from typing import TYPE_CHECKING

from bacalhau_ls.diagnosis import OTHER_SPECIFICATION, diagnose
from bacalhau_ls.governing import BACALHAU, GUIDE, TITLES, choice
from bacalhau_ls.reading import INVALID_ENCODING
from bacalhau_ls.rules import rules_of
from bacalhau_ls.specification import Specification
from bacalhau_ls.validation import Validator

if TYPE_CHECKING:
    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.reading import Source
    from bacalhau_ls.settings import Settings


def inspect(
    source: Source, document: Document, settings: Settings, validator: Validator | None
) -> list[Finding]:
    """What there is to say about a file: its bytes first, then what could be understood."""
    strays = list(source.findings())[: settings.max_diagnostics]
    found = diagnose(document, settings, validator) if source.is_utf8 else []
    if not strays:
        return found
    marred = [
        each
        for each in found
        if each.code != OTHER_SPECIFICATION and not any(_overlap(each, stray) for stray in strays)
    ]
    severity = settings.severity.get(INVALID_ENCODING, strays[0].severity)
    said = [replace(stray, severity=severity) for stray in strays] if severity else []
    return sorted([*said, *marred], key=lambda finding: (finding.span, finding.severity))


def _overlap(one: Finding, other: Finding) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def specification_of(
    document: Document, settings: Settings, custom: Validator | None = None
) -> str:
    """The name of the specification that *document* is held to; the path of a user's own."""
    return choice(document, settings).name if custom is None else custom.specification.name


def title_of(specification: str) -> str:
    """What a specification is called in a sentence, by its name."""
    return TITLES.get(specification) or f"the schema {specification}"


def custom_validator(name: str, source: Source) -> Validator:
    """The validator for a user's own JSON Schema; ValueError says why it is no good."""
    if any(source.findings()):
        message = "it is not UTF-8"
        raise ValueError(message)
    try:
        specification = Specification.from_json(name, source.text)
        like = BACALHAU if specification.takes_json_for_yaml else GUIDE
        return Validator(specification, rules_of(like))
    except JSONDecodeError as error:
        message = f"not valid JSON (line {error.lineno})"
        raise ValueError(message) from None
    except RecursionError:
        message = "it is nested too deeply"
        raise ValueError(message) from None
