"""What is wrong with one spec, and what is left of it when it has been fixed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bacalhau_ls import reading
from bacalhau_ls.cli.results import Change, Checked, Failed, Unwritable
from bacalhau_ls.document import Document
from bacalhau_ls.edits import applied
from bacalhau_ls.inspection import custom_validator, inspect, specification_of
from bacalhau_ls.repair import NO_REPAIR, repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from bacalhau_ls.cli.specs import Spec
    from bacalhau_ls.repair import Repair
    from bacalhau_ls.repair.rounds import Choose
    from bacalhau_ls.validation import Validator

    Judge: TypeAlias = Callable[[str], Validator | None]
    """The validator for the path of a user's JSON Schema, see `judges`; None if ours are to do."""


@dataclass(frozen=True)
class Checking:
    """Finds what is wrong."""

    judge: Judge

    def __call__(self, spec: Spec) -> Iterator[Checked]:
        """What is found in *spec*."""
        validator = self.judge(spec.settings.schema)
        found = inspect(spec.source, spec.document, spec.settings, validator)
        held_to = specification_of(spec.document, spec.settings, validator)
        yield Checked(spec.path, spec.document, found, held_to=held_to)


@dataclass(frozen=True)
class Fixing:
    """Fixes what can be fixed, hands the outcome over, finds what is left."""

    judge: Judge
    choose: Choose
    deliver: Callable[[Spec, str], object]
    """Puts the new text of a spec where it belongs; raises `Unwritable`."""

    def __call__(self, spec: Spec) -> Iterator[Checked | Failed]:
        """What is left in *spec*; all that is found if it cannot be written."""
        check = Checking(self.judge)
        edits, fixed = self._repaired(spec)
        text = applied(spec.source.text, edits)
        try:
            self.deliver(spec, text)
        except Unwritable as why:
            yield Failed(spec.path, f"not fixed: {why}")
            yield from check(spec)
            return
        if not edits:
            yield from check(spec)
            return
        source = spec.source._replace(text=text)
        after = spec._replace(source=source, document=Document.read(text, spec.document.notation))
        for checked in check(after):
            yield checked._replace(change=Change(spec.source, edits, fixed))

    def _repaired(self, spec: Spec) -> Repair:
        """What fixing comes to; nothing where the bytes are not what they should be."""
        if any(spec.source.findings()):
            return NO_REPAIR
        validator = self.judge(spec.settings.schema)
        return repair(spec.document, spec.settings, validator, self.choose)


def judges(complain: Callable[[str], object]) -> Judge:
    """Who judges by the JSON Schema at a path; None if there is none or it is no good.

    *complain* gets the reason, once for each schema.
    """

    @cache
    def judge(schema: str) -> Validator | None:
        if not schema:
            return None
        try:
            return custom_validator(schema, reading.read(schema))
        except (reading.Unreadable, ValueError) as why:
            complain(f"the schema {schema} cannot be used: {why}; ours is used instead")
            return None

    return judge
