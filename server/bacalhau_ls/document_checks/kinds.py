"""Files that are about jobs and are no job: one finding says so, not one for each line."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bacalhau_ls.document_checks.migration import migrated
from bacalhau_ls.findings import Finding, Fix, SetValue, Severity, TakeOut
from bacalhau_ls.specification.lettercase import Spelling
from bacalhau_ls.specification.stages import Stage
from bacalhau_ls.syntax.green import Kind, Scalar, known_value, value_of
from bacalhau_ls.syntax.operations import Verbatim
from bacalhau_ls.syntax.templating import actions_in, has_actions
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node

_FIELDS: Final = (
    *("APIVersion", "Deal", "Docker", "Engine", "EngineSpec", "Job", "Kind", "Metadata", "Outputs"),
    *("PublisherSpec", "Spec", "Tasks", "Type", "Verifier", "Wasm", "JobAPIVersion", "api_version"),
)
_SPELLING: Final = Spelling(_FIELDS)
_OF_OLD_SPECS: Final = ("Docker", "Wasm", "EngineSpec", "Verifier", "PublisherSpec", "Deal")
_OLD_ENGINES: Final = ("docker", "wasm", "noop", "language", "pythonwasm")
_OLD_VERSION: Final = re.compile(r"v[0-9]+(?:alpha|beta)[0-9]+", re.IGNORECASE)


class FileKind(Enum):
    """What a file is."""

    JOB = auto()
    WRAPPER = auto()
    """A job inside ``{"Job": ...}``: what the HTTP API takes."""
    LEGACY = auto()
    """A job of the generation before tasks, ``APIVersion`` and ``Spec``."""
    KUBERNETES = auto()
    """A resource of Kubernetes, which Bacalhau does not read at all."""


class Whole(NamedTuple):
    """A file as a whole."""

    kind: FileKind
    job: Node
    """The value to be held to the specification, where there is one."""


def whole_of(document: Document) -> Whole:
    """What *document* is; letter case makes no difference."""
    seen = document.seen(_SPELLING.view).root
    kind = _kind_of(seen)
    inner = seen.get("Job") if kind is FileKind.WRAPPER else None
    job = document.root.child(inner.index) if inner is not None else document.root
    return Whole(kind, job)


def _kind_of(root: Node) -> FileKind:
    if root.kind is not Kind.OBJECT or root.get("Tasks") is not None:
        return FileKind.JOB
    if _is_legacy(root):
        return FileKind.LEGACY
    if root.get("APIVersion") is not None and root.get("Kind") is not None:
        return FileKind.KUBERNETES
    inner = root.get("Job")
    if inner is not None and inner.kind is Kind.OBJECT:
        return FileKind.LEGACY if _is_legacy(inner) else FileKind.WRAPPER
    return FileKind.JOB


def _is_legacy(root: Node) -> bool:
    if root.get("Kind") is not None:  # Kubernetes has versions of that form in groups only
        return _is_old_version(root)
    spec = root.get("Spec")
    has_spec = spec is not None and spec.kind is Kind.OBJECT
    return has_spec or _is_old_version(root) or _is_old_spec(root)


def _is_old_version(root: Node) -> bool:
    version = root.get("APIVersion") or root.get("api_version")
    is_old = version is not None and _OLD_VERSION.fullmatch(version.string or "") is not None
    return is_old or root.get("JobAPIVersion") is not None


def _is_old_spec(spec: Node) -> bool:
    engine = spec.get("Engine")
    is_word = engine is not None and engine.kind in (Kind.STRING, Kind.WORD)
    return (is_word or engine is None) and any(spec.get(name) for name in _OF_OLD_SPECS)


def is_surely_legacy(document: Document) -> bool:
    """Whether *document* is a job of before v1.4 for certain: many other files have a ``spec``."""
    root = document.seen(_SPELLING.view).root
    if _kind_of(root) is not FileKind.LEGACY:
        return False
    inner = root.get("Job")
    job = root if inner is None or _is_legacy(root) else inner
    spec = job.get("Spec") or job
    return _has_old_engine(spec) or (spec is not job and _is_old_version(job))


def _has_old_engine(spec: Node) -> bool:
    engine, described = spec.get("Engine"), spec.get("EngineSpec")
    if engine is None:
        return described is not None and described.get("Type") is not None
    is_known = (engine.string or "").lower() in _OLD_ENGINES
    return is_known and any(spec.get(name) for name in _OF_OLD_SPECS)


def finding_about(document: Document, whole: Whole) -> Finding | None:
    """What there is to say about the file as a whole."""
    span = _first_key(document.root)
    if whole.kind is FileKind.LEGACY:
        message = "this is a job of before v1.4, with `Spec` in place of `Tasks`"
        return Finding(
            span,
            "legacy-spec",
            Severity.ERROR,
            message,
            fixes=_migration(document),
        ).at_stage(Stage.VALIDATE)
    if whole.kind is FileKind.WRAPPER:
        message = "the HTTP API takes a job inside `Job`, the command line the job itself"
        unwrap = Fix("Take the job out of `Job`", (TakeOut(whole.job.span),), safe=False)
        return Finding(
            whole.job.key.span if whole.job.key else span,
            "job-wrapper",
            Severity.ERROR,
            message,
            fixes=(unwrap,),
        ).at_stage(Stage.VALIDATE)
    return None


def _first_key(root: Node) -> Span:
    if root.kind is Kind.OBJECT and len(root) and (key := root.child(0).key) is not None:
        return key.span
    return Span(root.start, root.start + 1)


def _migration(document: Document) -> tuple[Fix, ...]:
    job = migrated(value_of(document.meant.root.green, _known_or_template))
    if job is None or not _keeps_templates(document, job):
        return ()
    change = (SetValue(document.root.span, job),)
    return (Fix("Rewrite it as a job with `Tasks`", change, preferred=True, safe=False),)


def _known_or_template(leaf: Scalar) -> Any:
    """What a scalar means, or the template on one line that is to tell it."""
    is_template = leaf.kind is Kind.PLACEHOLDER and has_actions(leaf.text)
    if is_template and leaf.text.isprintable():
        return Verbatim(leaf.text)
    return known_value(leaf)


def _keeps_templates(document: Document, job: Any) -> bool:
    """Whether all templates of *document* are in *job*: where others belong is not known."""
    written = "\0".join(_texts(job))
    kept = Counter(action.group() for action in actions_in(written))
    return Counter(action.group() for action in actions_in(document.content)) <= kept


def _texts(value: Any) -> Iterator[str]:
    """All names and texts in *value*, in any order."""
    pending = [value]
    while pending:
        each = pending.pop()
        if isinstance(each, dict):
            pending += [*each, *each.values()]
        elif isinstance(each, list):
            pending += each
        elif isinstance(each, str):
            yield each
