"""What the client at the other end can do, asked in LSP's own words.

The capabilities stay the JSON that they came as: reading all of them into
classes costs 60 ms before the first answer, and a client that sends one value
that LSP does not know would get no server at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.text import Encoding

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENCODINGS = {encoding.value: encoding for encoding in Encoding}
_SINCE_LSP_3_15 = frozenset({"tagSupport", "insertReplaceSupport", "resolveSupport"})
"""What clients say of items of completion that are younger than 2020."""
_DIAGNOSTICS = ("textDocument.publishDiagnostics", "textDocument.diagnostic")


class Client:
    """The capabilities that the client has announced."""

    def __init__(
        self, capabilities: Mapping[str, Any] | None = None, info: Mapping[str, Any] | None = None
    ) -> None:
        self._capabilities = capabilities or {}
        self._info = info or {}
        self._known: dict[str, Any] = {}
        """Values by their path: they are asked for with every item of every answer."""

    def value(self, path: str) -> Any:
        """The value at a *path* such as ``textDocument.hover.contentFormat``; None if absent."""
        if path not in self._known:
            self._known[path] = self._found(path)
        return self._known[path]

    def _found(self, path: str) -> Any:
        value: Any = self._capabilities
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def can(self, path: str) -> bool:
        """Whether the capability at *path* is announced."""
        return bool(self.value(path))

    def values(self, path: str) -> tuple[Any, ...]:
        """The list at *path*; empty if absent."""
        return tuple(_list(self.value(path)))

    @property
    def name(self) -> str:
        """What the client calls itself; empty if it does not say."""
        return str(self._info.get("name") or "") if isinstance(self._info, dict) else ""

    @property
    def encoding(self) -> Encoding:
        """The position encoding that the client likes best among those we know."""
        offered = self.values("general.positionEncodings")
        known = (
            _ENCODINGS[each] for each in offered if isinstance(each, str) and each in _ENCODINGS
        )
        return next(known, Encoding.UTF16)

    @property
    def pulls(self) -> bool:
        """Whether the client asks for diagnostics itself, so that none are to be pushed."""
        return self.value("textDocument.diagnostic") is not None and not self.would_miss_news

    @property
    def would_miss_news(self) -> bool:
        """Whether a client that could ask for diagnostics is better served with pushed ones.

        Without a refresh, as in Neovim 0.11, it would not ask again before the next
        edit when settings have changed.
        """
        asks, is_told = (self.value(place) is not None for place in reversed(_DIAGNOSTICS))
        return asks and is_told and not self.can("workspace.diagnostics.refreshSupport")

    @property
    def has_menu_of_vim(self) -> bool:
        """Whether completion is Vim's own, which leaves alone what is behind the cursor.

        Neovim says who it is, also where a plug-in does better, which then says so.
        ALE says nothing but that it can do nothing.
        """
        item = self.value("textDocument.completion.completionItem")
        if not isinstance(item, dict) or item.get("insertReplaceSupport"):
            return False
        can_nothing = item.get("snippetSupport") is item.get("commitCharactersSupport") is False
        return self.name == "Neovim" or (can_nothing and not _SINCE_LSP_3_15 & item.keys())

    def shows_in_diagnostics(self, part: str) -> bool:
        """Whether an optional *part* of a diagnostic, such as ``relatedInformation``, is shown.

        Clients that pull announce it in either place.
        """
        return any(self.can(f"{place}.{part}") for place in _DIAGNOSTICS)

    def shows_tag(self, tag: int) -> bool:
        """Whether a diagnostic with this *tag* is drawn in another way."""
        announced = (self.value(f"{place}.tagSupport") for place in _DIAGNOSTICS)
        return any(
            tag in _list(each.get("valueSet")) if isinstance(each, dict) else each is True
            for each in announced
        )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
