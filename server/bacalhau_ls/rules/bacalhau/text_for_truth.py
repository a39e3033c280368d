"""`ReadWrite` as a text, which Bacalhau takes under the key in this very spelling only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, SetValue, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import params
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_KEY = "ReadWrite"
_TRUTHS = {"true": True, "false": False}


@rule(
    "text-for-truth",
    Severity.ERROR,
    "Tasks/*/InputSources/*/Source",
    specifications=(BACALHAU,),
    stage=Stage.RUN,
)
def text_for_truth(source: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    parameters = params(source, "local", "localDirectory")
    value = parameters.get(_KEY) if parameters else None
    if value is None or value.key is None or value.key.value == _KEY or value.string is None:
        return
    truth = _TRUTHS.get(value.string.lower())
    title = f"Change to `{str(truth).lower()}`"
    change = (SetValue(value.span, truth),)
    yield Remark(
        value.span,
        f"this must be `true` or `false` without quotes; text will do only under the key `{_KEY}`",
        fixes=(Fix(title, change, preferred=True),) if truth is not None else (),
    )
