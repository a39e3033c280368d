"""What is offered in a file that says nothing yet, or too little to be known for a spec."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.cursor import Role, locate
from bacalhau_ls.detection import JOB_TYPES
from bacalhau_ls.domain.places import DISCRIMINATOR
from bacalhau_ls.features.completion.sketches import snippets_of
from bacalhau_ls.syntax.green import Container, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.document import Document
    from bacalhau_ls.features.completion.items import Item
    from bacalhau_ls.specification import Specification

_OURS = "Bacalhau"


def beginnings(
    document: Document, specification: Specification, offset: int, offered: Callable[[], list[Item]]
) -> list[Item]:
    """Those of the items *offered* at *offset* that do no harm if the file is none of ours.

    Whole jobs, called by our name, where nothing is written yet; everything as soon as
    there are keys and all of them are those of a job. In a comment that speaks to us all.
    """
    if locate(document, offset).role is Role.COMMENT:
        return offered()
    if not isinstance(document.root.green, Container):
        whole = {str(snippet["label"]) for snippet in snippets_of(specification.root)}
        return [_named(item) for item in offered() if item.label in whole]
    return offered() if _may_be_job(document, specification, offset) else []


def _named(item: Item) -> Item:
    filter_text = f"{_OURS} {item.filter_text}".lower()
    return item._replace(label=f"{_OURS} {item.label}", filter_text=filter_text)


def _may_be_job(document: Document, specification: Specification, offset: int) -> bool:
    """Whether all keys are those of a job, as they are documented, but for one being typed.

    In other letter case other files have such keys too: then the type must be one of a job.
    """
    root, here = document.root, locate(document, offset).token
    if root.kind is not Kind.OBJECT:
        return False
    keys = [child.key for child in root if child.key is not None and child.key.span != here]
    schema = specification.root
    if all(key.value in schema.names for key in keys):
        return bool(keys)
    types = (child.string for child in root if schema.spelt(child.name) == DISCRIMINATOR)
    is_job = any(each in JOB_TYPES for each in types)
    return is_job and all(schema.spelt(key.value) in schema.names for key in keys)
