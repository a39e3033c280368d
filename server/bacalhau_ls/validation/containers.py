"""What the schema has against a container: its type, its keys, its items and its scalars."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bacalhau_ls.findings import Finding
from bacalhau_ls.validation.claims import claimed_in
from bacalhau_ls.validation.naming import label, severity_of
from bacalhau_ls.validation.strangers import strangers_in
from bacalhau_ls.validation.surroundings import astray_in
from bacalhau_ls.validation.violations.items import item_findings, too_few
from bacalhau_ls.validation.violations.key_spelling import spelling_findings
from bacalhau_ls.validation.violations.missing_property import missing_property, without_value
from bacalhau_ls.validation.violations.unknown_property import unknown_properties
from bacalhau_ls.validation.violations.wrong_type import wrong_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict
    from bacalhau_ls.validation.places import Places
    from bacalhau_ls.validation.walk import Visit

_EXPLAINED = {"required", "additionalProperties", "minItems", "maxItems", "uniqueItems"}


def container_findings(
    visit: Visit, schema: Schema, verdicts: tuple[Verdict, ...]
) -> Iterator[Finding]:
    """What is wrong with what is there, but for its entries; of a wrong type nothing but that."""
    if is_of_wrong_type(verdicts):
        yield from _wrong_type(visit, schema, verdicts[0])
        return
    if verdicts:
        yield from item_findings(visit.node, verdicts)
    if schema.is_any_case:
        yield from spelling_findings(visit.node, schema)
    if verdicts:
        yield from _unknown(visit, schema, verdicts)
        yield from _others(visit.node, verdicts)


def is_of_wrong_type(verdicts: tuple[Verdict, ...]) -> bool:
    """Whether nothing else is to be said about a container."""
    return bool(verdicts) and verdicts[0].keyword == "type"


def lacking_findings(
    visit: Visit, schema: Schema, verdicts: tuple[Verdict, ...], places: Places
) -> Iterator[Finding]:
    """What is not there, to be shown on the owner."""
    node = visit.node
    for verdict in verdicts:
        if verdict.keyword == "minItems":
            yield too_few(node, schema, verdict, visit.place.around.offered)
    if required := _required(visit, schema, verdicts):
        yield from missing_property(node, schema, required, claimed_in(visit, schema, places))


def begun_findings(
    visit: Visit, schema: Schema, verdicts: tuple[Verdict, ...], places: Places
) -> Iterator[Finding]:
    """What is there without the value that it needs, to be shown on its key."""
    if schema.null_is_absent and (required := _required(visit, schema, verdicts)):
        explained = partial(claimed_in, visit, schema, places)
        yield from without_value(visit.node, schema, required, explained)


def _required(visit: Visit, schema: Schema, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """The verdicts about what is absent; none if it may be in what was passed over."""
    required = [verdict for verdict in verdicts if verdict.keyword == "required"]
    if not required or any(problem.fault.skips for problem in visit.node.green.problems):
        return []
    return [] if astray_in(visit.node, schema, visit.place.around) else required


def _wrong_type(visit: Visit, schema: Schema, verdict: Verdict) -> Iterator[Finding]:
    if astray_in(visit.node, schema, visit.place.around):
        return
    span, message, fixes = wrong_type(visit.node, schema, verdict)
    found = Finding(span, "wrong-type", severity_of(verdict), message, fixes=fixes)
    yield found.at_stage(verdict.stage)


def _unknown(visit: Visit, schema: Schema, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    closed = [verdict for verdict in verdicts if verdict.keyword == "additionalProperties"]
    if closed:
        strangers = strangers_in(visit.node, schema, visit.place.around)
        yield from unknown_properties(strangers, visit.node, schema, closed)


def _others(node: Node, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    """What only the whole value can violate: a user's own schema may say anything."""
    for verdict in verdicts:
        if verdict.keyword in _EXPLAINED:
            continue
        place = node.at(*verdict.error.absolute_path) or node
        message = f"{label(place)} does not fit the schema: {verdict.error.message}"
        yield Finding(place.span, "schema-violation", severity_of(verdict), message)
