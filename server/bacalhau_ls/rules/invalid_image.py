"""A docker image that cannot be the name of one (guide, fact 39)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import is_stand_in
from bacalhau_ls.domain.images import flaw_of
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._places import params
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("invalid-image", Severity.ERROR, "Tasks/*/Engine", specifications=BOTH, stage=Stage.RUN)
def invalid_image(engine: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    docker = params(engine, "docker")
    image = docker.get("Image") if docker else None
    if image is None or not image.string or is_stand_in(image.string):
        return
    if flaw := flaw_of(image.string):
        yield remark(image, flaw)
