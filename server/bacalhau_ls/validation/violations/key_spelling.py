"""key-spelling, duplicate-key: keys in a letter case that makes no difference to Bacalhau."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import Finding, Fix, Related, RenameKey, Severity
from bacalhau_ls.syntax.green import Container

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node


def spelling_findings(node: Node, schema: Schema) -> Iterator[Finding]:
    """Keys in another letter case than that of the schema, where that makes no difference."""
    if _is_exact(node.green, schema):
        return
    seen: dict[str, Node] = {}
    for child in node:
        key, name = child.key, child.name
        if key is None or name is None or not key.readable:
            continue
        known = schema.spelt(name)
        first = seen.setdefault(known, key)
        if first is not key and first.value != key.value:
            message = f"`{key.value}` and `{first.value}` are one key, only the last one counts"
            related = (Related(first.span, "it stands here first"),)
            yield Finding(key.span, "duplicate-key", Severity.WARNING, message, related)
        elif known != key.value and schema.child(known) is not None:
            rename = RenameKey(key.span, known)
            fix = Fix(f"Rename to `{known}`", (rename,), preferred=True)
            message = f"`{key.value}` is documented as `{known}`; Bacalhau reads both"
            yield Finding(key.span, "key-spelling", Severity.HINT, message, fixes=(fix,))


def _is_exact(green: Green, schema: Schema) -> bool:
    """Whether all keys are as the schema has them, as they nearly always are."""
    keys = [key.value for key in green.keys] if isinstance(green, Container) else []
    return len(set(keys)) == len(keys) and all(schema.spelt(key) is key for key in keys)
