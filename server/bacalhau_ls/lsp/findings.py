"""The findings of open specs in our terms, for features that speak of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bacalhau_ls.isolation import found_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

_known: WeakKeyDictionary[Snapshot, Sequence[Finding]] = WeakKeyDictionary()


def findings_of(server: Server, snapshot: Snapshot) -> Sequence[Finding]:
    """What there is to say about *snapshot*, worked out once for each version."""
    from bacalhau_ls.diagnosis import diagnose  # noqa: PLC0415 - not needed at the start

    found = _known.get(snapshot)
    if found is None:
        custom = server.validators.custom(snapshot.scope)
        found = _known[snapshot] = found_by(diagnose, snapshot.document, snapshot.settings, custom)
    return found
