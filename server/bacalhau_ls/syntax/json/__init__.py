"""JSON, JSON with comments and JSON5: one front end for all three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.json import incremental, parser

if TYPE_CHECKING:
    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.syntax.tree import Container
    from bacalhau_ls.text import Edit


class _Json:
    name = "json"

    def parse(self, text: str) -> Container:
        return parser.parse(text)

    def reparse(self, tree: Container, old: str, new: str, edit: Edit) -> Container:
        return incremental.reparse(tree, old, new, edit)


JSON: Final[Notation] = _Json()
