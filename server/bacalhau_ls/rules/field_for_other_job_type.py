"""A field that the guide shows for another type of job only (guide, fact 94)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Related, Remove, Severity
from bacalhau_ls.rules import Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_JOB_TYPES = ("batch", "service", "daemon", "ops")
_BELONGS_TO = {"ExecutionPlan": "batch", "UpdateStrategy": "service", "RestartPolicy": "daemon"}


@rule("field-for-other-job-type", Severity.HINT, "")
def field_for_other_job_type(job: Node, _given: Mapping[str, Any]) -> Iterator[Remark]:
    type_ = job.get("Type")
    if type_ is None or type_.string not in _JOB_TYPES:
        return
    for name, owner in _BELONGS_TO.items():
        field = job.get(name)
        if field is not None and field.key is not None and owner != type_.string:
            yield Remark(
                field.key.span,
                f"`{name}` is for jobs of type `{owner}`, this one is of type `{type_.string}`",
                fixes=(Fix(f"Remove `{name}`", (Remove(field.span),), safe=False, lossy=True),),
                related=(Related(type_.span, "the type of this job"),),
            )
