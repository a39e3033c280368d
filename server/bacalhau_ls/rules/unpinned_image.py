"""A docker image that may be another one tomorrow (guide, fact 39)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import is_stand_in
from bacalhau_ls.domain.images import flaw_of, split
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._places import characters, params

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_ADVICE = "`latest` can be another image tomorrow; name a version or a digest"


@rule("unpinned-image", Severity.HINT, "Tasks/*/Engine", specifications=BOTH)
def unpinned_image(engine: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    docker = params(engine, "docker")
    image = docker.get("Image") if docker else None
    text = image.string if image else None
    if image is None or not text or is_stand_in(text) or flaw_of(text):
        return
    reference = split(text)
    if reference.digest is None and reference.tag is None:
        yield Remark(image.span, f"without a tag this means `latest`, and {_ADVICE}")
    elif reference.digest is None and reference.tag == "latest":
        start = len(reference.name) + 1
        latest = characters(image, start, start + len("latest"))
        yield Remark(latest, _ADVICE)
