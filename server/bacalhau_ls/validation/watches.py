"""Which rules look at a place: their paths as a trie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bacalhau_ls.rules import Rule

_ANY = "*"


class Watches:
    """The rules that watch one place, and the way to those that watch places below.

    Compared by identity: there is one for each place and each set of values
    that rules are given.
    """

    def __init__(self, job: Mapping[str, Any]) -> None:
        self.job = job
        """The scalars of the job that rules are given."""
        self.rules: list[tuple[Rule, Mapping[str, Any]]] = []
        """Those that watch this very place, each with what it is given."""
        self._below: dict[str, Watches] = {}

    @classmethod
    def of(cls, rules: Iterable[Rule], job: Mapping[str, Any]) -> Watches:
        """The trie of *rules*, at the job."""
        root = cls(job)
        for rule in rules:
            for path in rule.watches:
                root._add(path, rule)
        return root

    def _add(self, path: tuple[str, ...], rule: Rule) -> None:
        if not path:
            self.rules.append((rule, {name: self.job.get(name) for name in rule.given}))
            return
        first, *rest = path
        self._below.setdefault(first, Watches(self.job))._add(tuple(rest), rule)  # noqa: SLF001 - its own kind

    def below(self, name: str | None) -> Watches | None:
        """Those that watch the member *name*, or an item where *name* is None."""
        if name is not None and name in self._below:
            return self._below[name]
        return self._below.get(_ANY)
