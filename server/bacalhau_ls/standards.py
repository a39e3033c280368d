"""The specifications that we bring along, with their rules, and who judges a document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bacalhau_ls.governing import BACALHAU, GUIDE, choice
from bacalhau_ls.resources import schema_text
from bacalhau_ls.rules import rules_of
from bacalhau_ls.specification import Specification
from bacalhau_ls.validation import Validator

if TYPE_CHECKING:
    from bacalhau_ls.document import Document
    from bacalhau_ls.settings import Settings


@cache
def standard(name: str) -> Validator:
    """One of our own specifications by its name, with its rules."""
    return Validator(Specification.from_trusted(name, schema_text(name)), rules_of(name))


def guide() -> Validator:
    """The specification that the guide describes."""
    return standard(GUIDE)


def bacalhau() -> Validator:
    """The specification that the real Bacalhau follows."""
    return standard(BACALHAU)


def validator_for(
    document: Document, settings: Settings, custom: Validator | None = None
) -> Validator:
    """Who judges *document*: by a user's own schema if there is one, else by one of ours."""
    return custom or standard(choice(document, settings).name)
