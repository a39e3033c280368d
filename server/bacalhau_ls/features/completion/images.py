"""Images that other specs use, the most used first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bacalhau_ls.domain import places
from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.syntax.openings import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.syntax.openings import Opening

_MOST = 50


def images(place: Place) -> Iterator[Candidate]:
    """Where an image is to be named, those named elsewhere."""
    if not takes_image(place.opening):
        return
    uses = Counter(filter(None, place.images))
    for image, _ in uses.most_common(_MOST):
        yield Candidate(
            image, ItemKind.MENTION, Rank.MENTIONED, sketch=image, detail="used in another job"
        )


def takes_image(opening: Opening) -> bool:
    """Whether an image is to be named at *opening*."""
    way = places.in_tasks(places.IMAGE)
    return opening.part is Part.VALUE and places.is_at(opening.node, way)
