"""Images that this spec and others use, the most used first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bacalhau_ls.domain import places
from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place


def images(place: Place) -> Iterator[Candidate]:
    """Where an image is to be named, those named elsewhere; in this spec first."""
    way = places.in_tasks(places.IMAGE)
    if place.is_key or not places.is_at(place.node, way):
        return
    job = [*place.node.ancestors()][-2]
    others = (each for each in places.below(job, way) if each != place.node)
    here = Counter(filter(None, map(places.word, others)))
    elsewhere = Counter(filter(None, place.images))
    for uses, where in ((here, "used in this job"), (elsewhere, "used in another job")):
        for image, _ in uses.most_common():
            yield Candidate(image, ItemKind.MENTION, Rank.MENTIONED, sketch=image, detail=where)
