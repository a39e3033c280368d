"""The name of an S3 bucket that cannot be one (guide, facts 36 and 60)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.addresses import is_ip_address
from bacalhau_ls.domain.flaws import Flaw, around_blanks, is_stand_in, quoted, spelt
from bacalhau_ls.findings import AddMember, Fix, SetValue, Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._flaws import remark
from bacalhau_ls.rules._places import characters, lacks, params

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_SHORTEST, _LONGEST = 3, 63
_LOCATION = re.compile(r"(?:s3[an]?://)?([^/]+)(?:/(.*))?", re.DOTALL)
_UNSUITED = re.compile(r"[^a-z0-9.-]")
_ORDER = ("Bucket", "Key")


@rule(
    "invalid-bucket",
    Severity.WARNING,
    "Tasks/*/InputSources/*/Source",
    "Tasks/*/Publisher",
    specifications=BOTH,
)
def invalid_bucket(owner: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    s3 = params(owner, "s3")
    bucket = s3.get("Bucket") if s3 else None
    name = bucket.string if bucket else None
    if s3 is None or bucket is None or not name or is_stand_in(name) or name.startswith("arn:"):
        return
    if "/" in name:
        yield _location(s3, bucket, name)
    elif flaw := _flaw_of(name, elsewhere=_is_elsewhere(s3)):
        yield remark(bucket, flaw)


def _location(s3: Node, bucket: Node, name: str) -> Remark:
    """A bucket that is written with ``s3://`` in front or a key behind it."""
    message = "the name of a bucket is written without `s3://` and without a key"
    location = _LOCATION.fullmatch(name)
    if location is None:
        return Remark(bucket.span, message)
    surplus = (0, location.start(1)) if location.start(1) else (location.end(1), len(name))
    span, key = characters(bucket, *surplus), location[2]
    if key and not lacks(s3, "Key"):
        return Remark(span, message)
    title = f"Change to {quoted(location[1])}" + (f" and add the key {quoted(key)}" if key else "")
    added = (AddMember(s3.span, "Key", key, _ORDER),) if key else ()
    operations = (SetValue(bucket.span, location[1]), *added)
    return Remark(span, message, fixes=(Fix(title, operations, preferred=True),))


def _is_elsewhere(s3: Node) -> bool:
    """Whether another service than Amazon's keeps the bucket, with rules of its own."""
    endpoint = s3.get("Endpoint")
    return endpoint is not None and "amazonaws.com" not in (endpoint.string or "")


def _flaw_of(name: str, *, elsewhere: bool) -> Flaw | None:
    if flaw := around_blanks(name):
        return flaw
    if blank := re.search(r"\s+", name):
        return Flaw(*blank.span(), "the name of a bucket holds no blanks")
    if elsewhere:
        return None
    if unsuited := _UNSUITED.search(name):
        message = (
            f"{spelt(unsuited[0])} cannot occur in the name of a bucket; lower-case letters,"
            " digits, `-` and `.` can"
        )
        return Flaw(*unsuited.span(), message)
    return _flaw_of_length(name) or _flaw_of_order(name)


def _flaw_of_length(name: str) -> Flaw | None:
    if _SHORTEST <= len(name) <= _LONGEST:
        return None
    message = f"the name of a bucket has {_SHORTEST} to {_LONGEST} characters"
    return Flaw(_LONGEST if len(name) > _LONGEST else 0, len(name), message)


def _flaw_of_order(name: str) -> Flaw | None:
    for at in (0, len(name) - 1):
        if name[at] in ".-":
            message = "the name of a bucket starts and ends with a letter or digit"
            return Flaw(at, at + 1, message)
    if (dots := name.find("..")) >= 0:
        return Flaw(dots, dots + 2, "two dots cannot stand side by side in the name of a bucket")
    if is_ip_address(name):
        return Flaw(0, len(name), "the name of a bucket cannot look like an IP address")
    return None
