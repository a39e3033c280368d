"""From a job of the generation before tasks (``APIVersion``, ``Spec``) to one of today."""

from __future__ import annotations

from math import inf
from typing import Any, Final

from bacalhau_ls.syntax.operations import Verbatim

_STORAGES: Final = {
    "ipfs": "ipfs",
    "s3": "s3",
    "urldownload": "urlDownload",
    "inline": "inline",
    "localdirectory": "local",
}
_PUBLISHERS: Final = {"ipfs": "ipfs", "s3": "s3", "local": "local", "estuary": "ipfs"}
_PARAMETERS: Final = {
    "ipfs": ("CID",),
    "s3": ("Bucket", "Key", "Region", "Endpoint", "VersionID", "ChecksumSHA256", "Filter"),
    "urlDownload": ("URL",),
    "inline": ("URL",),
    "local": ("SourcePath", "ReadWrite"),
}


class _Old:
    """A mapping of an old job; its fields in any letter case."""

    def __init__(self, value: Any) -> None:
        members = value if isinstance(value, dict) else {}
        self._members = {str(name).lower(): member for name, member in members.items()}

    def get(self, *names: str) -> Any:
        """The first of these fields that says anything."""
        found = (self._members.get(name.lower()) for name in names)
        return next((value for value in found if value not in (None, "", [], {})), None)

    def within(self, *names: str) -> _Old:
        return _Old(self.get(*names))

    def items_of(self, *names: str) -> list[_Old]:
        found = self.get(*names)
        return [_Old(item) for item in found] if isinstance(found, list) else []


def migrated(value: Any) -> dict[str, Any] | None:
    """The job of today that an old one, as `json.loads` gives it, stands for; None if unclear."""
    old = _Old(value)
    old = old.within("Job") if old.get("Job") else old
    spec = old.within("Spec") if old.get("Spec") else old
    engine = _engine(spec)
    if engine is None:
        return None
    task = _without_empty(
        {
            "Name": "main",
            "Engine": engine,
            "Publisher": _publisher(spec),
            "InputSources": [_input(each) for each in spec.items_of("Inputs")],
            "ResultPaths": [_result(each) for each in spec.items_of("Outputs")],
            "Resources": _resources(spec),
            "Network": _network(spec),
            "Timeouts": _timeouts(spec),
        }
    )
    return _job(old, spec, task)


def _job(old: _Old, spec: _Old, task: dict[str, Any]) -> dict[str, Any]:
    """The fields of the job around its one task."""
    deal = old.within("Deal") if old.get("Deal") else spec.within("Deal")
    count = deal.get("Concurrency")
    labels = spec.get("Annotations")
    names = [str(each) for each in labels] if isinstance(labels, list) else []
    return _without_empty(
        {
            "Name": _text(old.within("Metadata").get("Name")),
            "Type": "ops" if deal.get("TargetAll", "TargetingMode") is True else "batch",
            "Count": count if _is_open(count) or (isinstance(count, int) and count > 0) else 1,
            "Constraints": [_constraint(each) for each in spec.items_of("NodeSelectors")],
            "Labels": dict.fromkeys(names, ""),
            "Tasks": [task],
        }
    )


def _engine(spec: _Old) -> dict[str, Any] | None:
    described = spec.within("EngineSpec")
    kind = str(spec.get("Engine") or described.get("Type") or "").lower()
    if not kind:
        kind = "docker" if spec.get("Docker") else "wasm" if spec.get("Wasm") else ""
    if kind == "docker":
        old = described.within("Params") if described.get("Params") else spec.within("Docker")
        fields = ("Image", "Entrypoint", "Parameters", "EnvironmentVariables", "WorkingDirectory")
        return _typed("docker", {name: old.get(name) for name in fields})
    if kind == "wasm":
        old = described.within("Params") if described.get("Params") else spec.within("Wasm")
        module = old.within("EntryModule")
        entry = {"Source": _source(module), "Target": "/wasm/entry.wasm"}
        params = {"Entrypoint": old.get("EntryPoint"), "Parameters": old.get("Parameters")}
        return _typed("wasm", {"EntryModule": entry, **params})
    return _typed(kind, {}) if kind == "noop" else None


def _typed(kind: str, params: dict[str, Any]) -> dict[str, Any]:
    return _without_empty({"Type": kind, "Params": _without_empty(params)})


def _source(old: _Old) -> dict[str, Any]:
    written = str(old.get("StorageSource") or ("urlDownload" if old.get("URL") else "ipfs"))
    kind = _STORAGES.get(written.lower(), written)
    fields = _PARAMETERS.get(kind, ())
    params = {
        name: old.within("S3").get(name) if kind == "s3" else old.get(name) for name in fields
    }
    return _typed(kind, params)


def _input(old: _Old) -> dict[str, Any]:
    target = _text(old.get("Path", "Target")) or "/inputs"
    return _without_empty({"Source": _source(old), "Target": target})


def _result(old: _Old) -> dict[str, Any]:
    path = _text(old.get("Path")) or "/outputs"
    return {"Name": _text(old.get("Name")) or path.strip("/") or "outputs", "Path": path}


def _publisher(spec: _Old) -> dict[str, Any] | None:
    described = spec.within("PublisherSpec")
    written = str(described.get("Type") or spec.get("Publisher") or "").lower()
    if written not in _PUBLISHERS:
        return {"Type": "local"} if spec.get("Outputs") else None
    params = described.get("Params")
    return _typed(_PUBLISHERS[written], params if isinstance(params, dict) else {})


def _resources(spec: _Old) -> dict[str, Any]:
    old = spec.within("Resources")
    return {name: _text(old.get(name)) for name in ("CPU", "Memory", "Disk", "GPU")}


def _network(spec: _Old) -> dict[str, Any]:
    old = spec.within("Network")
    kind = _text(old.get("Type"))
    return {"Type": "Host" if kind.lower() == "full" else kind, "Domains": old.get("Domains")}


def _timeouts(spec: _Old) -> dict[str, Any]:
    seconds = spec.get("Timeout")
    if _is_open(seconds):
        return {"ExecutionTimeout": seconds}
    is_limit = isinstance(seconds, int | float) and 0 < seconds < inf
    return {"ExecutionTimeout": int(seconds)} if is_limit else {}


def _constraint(old: _Old) -> dict[str, Any]:
    values = old.get("Values")
    operator = _text(old.get("Operator"))
    return _without_empty({"Key": _text(old.get("Key")), "Operator": operator, "Values": values})


def _is_open(value: Any) -> bool:
    """Whether a template is to tell a value."""
    return isinstance(value, Verbatim)


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


def _without_empty(members: dict[str, Any]) -> dict[str, Any]:
    """*members* without those that say nothing, inside as well."""
    tidy = {
        name: _without_empty(value) if isinstance(value, dict) and name != "Labels" else value
        for name, value in members.items()
    }
    return {name: value for name, value in tidy.items() if value not in (None, "", [], {})}
