"""What the parts of a job are called where an editor lists them.

Labels are one line of plain text and never show what follows the ``?`` of an
address or stands before its ``@``: that is where secrets are.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bacalhau_ls import quantities
from bacalhau_ls.domain import places
from bacalhau_ls.domain.places import word
from bacalhau_ls.prose import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.tree import Node

_LONGEST_PART = 60
_MOST_LISTED = 5
_SECRET_PARTS = re.compile(r"(?<=://)[^/?#]*@|[?#].*", re.DOTALL)


def item_label(path: places.Path, node: Node) -> str:
    """What the job or the item of a list at *path* is called; empty for anything else."""
    make = _ITEM_LABELS.get(path)
    return make(node) if make else ""


def member_label(path: places.Path, node: Node) -> str:
    """The gist of what a member at *path* says; empty if that has no name."""
    make = _MEMBER_LABELS.get(path)
    return make(node) if make else ""


def job(node: Node) -> str:
    """``job my-job (batch)``."""
    return _named("job", node.get("Name"), word(node.get("Type")))


def task(node: Node) -> str:
    """``task main (docker ubuntu:24.04)``."""
    runner = node.get("Engine")
    return _named("task", node.get("Name"), engine(runner) if runner else "")


def engine(node: Node) -> str:
    """``docker ubuntu:24.04``."""
    subject = node.at("Params", "Image") or node.at("Params", "EntryModule")
    return _spaced(_short(node.get("Type")), _short(subject))


def input_source(node: Node) -> str:
    """``input s3://bucket/key -> /inputs/data``."""
    origin, target = node.get("Source"), _short(node.get("Target"))
    source = storage(origin) if origin else ""
    return _spaced("input", source or _short(node.get("Alias")), f"-> {target}" if target else "")


def storage(node: Node) -> str:
    """Where data comes from or goes to: ``s3://bucket/key``, an address, a path."""
    kind, params = word(node.get("Type")), node.get("Params")
    make = _STORAGES.get(kind)
    shown = make(params) if make and params else ""
    return shown or _cut(kind)


def result(node: Node) -> str:
    """``result output /outputs (directory)``."""
    where = _spaced(_short(node.get("Name")), _short(node.get("Path")))
    return _with_remark(_spaced("result", where), word(node.get("Type")))


def network(node: Node) -> str:
    """``http (2 domains)``."""
    domains = node.get("Domains")
    shown = quantities.counted(len(domains), "domain") if domains and len(domains) else ""
    return _with_remark(_short(node.get("Type")), shown)


def resources(node: Node) -> str:
    """``1 CPU, 1GB memory, 10GB disk``."""
    shown = []
    for name, noun in (("CPU", "CPU"), ("Memory", "memory"), ("Disk", "disk"), ("GPU", "GPU")):
        if amount := _short(node.get(name)):
            shown.append(f"{amount} {noun}")
    return ", ".join(shown)


def timeouts(node: Node) -> str:
    """``1 hour``: the time that the task may run."""
    limit = node.get("ExecutionTimeout")
    seconds = quantities.whole_number(limit.value) if limit else None
    return quantities.duration(seconds) if seconds and seconds > 0 else ""


def tasks(node: Node) -> str:
    """``2 tasks: prepare, main``."""
    return _listed("task", node, lambda each: word(each.get("Name")))


def inputs(node: Node) -> str:
    """``3 inputs: s3, urlDownload, local``."""
    return _listed("input", node, lambda each: word(each.at("Source", "Type")))


def results(node: Node) -> str:
    """``2 results: model, logs``."""
    return _listed("result", node, lambda each: word(each.get("Name")))


def _named(noun: str, name: Node | None, remark: str) -> str:
    return _with_remark(_spaced(noun, _short(name)), remark)


def _with_remark(label: str, remark: str) -> str:
    return _spaced(label, f"({_cut(remark)})" if remark else "")


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _short(node: Node | None) -> str:
    return _cut(word(node))


def _cut(text: str) -> str:
    return on_one_line(text, _LONGEST_PART).strip()


def _listed(noun: str, node: Node, gist: Callable[[Node], str]) -> str:
    count = len(node)
    gists = (_cut(gist(item)) for item in islice(node, _MOST_LISTED))
    shown = [each for each in gists if each]
    if count > _MOST_LISTED:
        shown = [*shown, "…"]
    return f"{quantities.counted(count, noun)}{': ' if shown else ''}{', '.join(shown)}"


def _s3(params: Node) -> str:
    bucket, key = word(params.get("Bucket")), word(params.get("Key"))
    return _cut(f"s3://{bucket}/{key}".rstrip("/")) if bucket else ""


def _ipfs(params: Node) -> str:
    cid = word(params.get("CID"))
    return _cut(f"ipfs://{cid}") if cid else ""


def _address(params: Node) -> str:
    address = word(params.get("URL")) or word(params.get("PreSignedURL"))
    return _cut(_SECRET_PARTS.sub("", address))


def _local(params: Node) -> str:
    return _short(params.get("SourcePath"))


def _inline(params: Node) -> str:
    return f"inline, {quantities.counted(len(word(params.get('Content'))), 'character')}"


_STORAGES: dict[str, Callable[[Node], str]] = {
    "s3": _s3,
    "ipfs": _ipfs,
    "urlDownload": _address,
    "s3PreSigned": _address,
    "local": _local,
    "inline": _inline,
}
_ITEM_LABELS = {
    places.JOB: job,
    places.TASK: task,
    places.in_tasks(places.INPUT): input_source,
    places.in_tasks(places.RESULT): result,
}
_MEMBER_LABELS = {
    places.TASKS: tasks,
    places.in_tasks(places.INPUTS): inputs,
    places.in_tasks(places.RESULTS): results,
    places.in_tasks(places.ENGINE): engine,
    places.in_tasks(places.SOURCE): storage,
    places.in_tasks(places.PUBLISHER): storage,
    places.in_tasks(places.NETWORK): network,
    places.in_tasks(places.RESOURCES): resources,
    places.in_tasks(places.TIMEOUTS): timeouts,
}
