"""Texts that stand at the same place elsewhere in this job, the most used first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bacalhau_ls import wording
from bacalhau_ls.domain import places
from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.syntax.openings import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place

_MOST = 20


def used(place: Place) -> Iterator[Candidate]:
    """Images, targets, aliases, buckets and the like, of this task and of others."""
    schema, node = place.schema, place.node
    if schema is None or place.opening.part is not Part.VALUE or places.task_around(node) is None:
        return
    if "string" not in schema.types or schema.values:
        return
    twins = (each for each in places.below(place.job, places.way_to(node)) if each != node)
    uses = Counter(text for twin in twins if (text := places.word(twin)))
    for text in place.taken(node.name):
        del uses[text]
    for text, _ in uses.most_common(_MOST):
        amount = wording.amount_in_words(schema, text)
        detail = f"{amount}, used in this job" if amount else "used in this job"
        yield Candidate(text, ItemKind.MENTION, Rank.MENTIONED, sketch=text, detail=detail)
