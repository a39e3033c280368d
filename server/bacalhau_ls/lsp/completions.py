"""Items of completion as a client can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from bacalhau_ls.lsp import conversion
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from bacalhau_ls.features.completion import Item
    from bacalhau_ls.lsp.client import Client
    from bacalhau_ls.lsp.snapshot import Snapshot
    from bacalhau_ls.prose import Prose

_ABILITIES = "textDocument.completion."
_KINDS = {
    "KEY": types.CompletionItemKind.Property,
    "CHOICE": types.CompletionItemKind.EnumMember,
    "EXAMPLE": types.CompletionItemKind.Value,
    "MENTION": types.CompletionItemKind.Reference,
    "SNIPPET": types.CompletionItemKind.Snippet,
}


class Shown:
    """Items as this client can show them."""

    def __init__(self, client: Client, snapshot: Snapshot) -> None:
        self._client = client
        self._snapshot = snapshot
        self._has_snippets = self._can("snippetSupport")
        self._shares_range = "editRange" in client.values(
            f"{_ABILITIES}completionList.itemDefaults"
        )
        resolved = client.values(f"{_ABILITIES}completionItem.resolveSupport.properties")
        self._resolves = "documentation" in resolved
        self._shared: Span | None = None
        """What the items replace that do not say so themselves."""

    def _can(self, ability: str) -> bool:
        return self._client.can(f"{_ABILITIES}completionItem.{ability}")

    def list_of(self, items: list[Item]) -> types.CompletionList:
        """The whole list; it does not change while the word is typed on."""
        defaults = None
        if items and self._shares_range:
            self._shared = max(item.span for item in items)
            edit_range = self._snapshot.range(self._shared)
            defaults = types.CompletionItemDefaults(edit_range=edit_range)
        shown = [self._item(number, item) for number, item in enumerate(items)]
        return types.CompletionList(is_incomplete=False, items=shown, item_defaults=defaults)

    def _item(self, number: int, item: Item) -> types.CompletionItem:
        text, mode = self._text(item)
        edits = [self._text_edit(edit) for edit in item.elsewhere]
        is_shared = item.span == self._shared
        return types.CompletionItem(
            label=item.label,
            label_details=self._label_details(item),
            kind=_KINDS[item.kind.name],
            tags=self._tags(item),
            deprecated=True if item.is_deprecated and self._can("deprecatedSupport") else None,
            detail=self._detail(item),
            documentation=self._documentation(item),
            preselect=True if item.is_preselected and self._can("preselectSupport") else None,
            sort_text=item.sort_text,
            filter_text=item.filter_text,
            insert_text_format=self._format(item),
            insert_text_mode=mode,
            text_edit=None if is_shared else self._own_edit(item, text),
            text_edit_text=text if is_shared else None,
            additional_text_edits=edits or None,
            data=number if self._resolves else None,
        )

    def _own_edit(self, item: Item, text: str) -> types.TextEdit | types.InsertReplaceEdit:
        if item.insert_end == item.edit.end or not self._can("insertReplaceSupport"):
            return self._text_edit(item.edit._replace(text=text))
        insert = Span(item.edit.start, item.insert_end)
        ranges = (self._snapshot.range(span) for span in (insert, item.span))
        return types.InsertReplaceEdit(text, *ranges)

    def _text_edit(self, edit: Any) -> types.TextEdit:
        snapshot = self._snapshot
        return conversion.to_text_edit(snapshot.document.text, edit, snapshot.encoding)

    # -- the text --------------------------------------------------------------------

    def _is_snippet(self, item: Item) -> bool:
        return self._has_snippets and bool(item.snippet)

    def _format(self, item: Item) -> types.InsertTextFormat | None:
        return types.InsertTextFormat.Snippet if self._is_snippet(item) else None

    def _text(self, item: Item) -> tuple[str, types.InsertTextMode | None]:
        """The text, and whether the client is to indent its lines.

        A client that does not say what it does indents snippets, and nothing else.
        """
        text = item.snippet if self._is_snippet(item) else item.edit.text
        if "\n" not in text:
            return text, None
        modes = self._client.values(f"{_ABILITIES}completionItem.insertTextModeSupport.valueSet")
        if types.InsertTextMode.AsIs.value in modes:
            return text, types.InsertTextMode.AsIs
        if self._is_snippet(item) or types.InsertTextMode.AdjustIndentation.value in modes:
            return text.replace(f"\n{item.lead}", "\n"), None
        return text, None

    # -- what is said about it -------------------------------------------------------

    def _label_details(self, item: Item) -> types.CompletionItemLabelDetails | None:
        if not self._can("labelDetailsSupport"):
            return None
        return types.CompletionItemLabelDetails(description=item.remark or item.detail or None)

    def _detail(self, item: Item) -> str | None:
        """What it is; for clients that cannot show it elsewhere also what is special about it."""
        shown = [item.detail] if self._can("labelDetailsSupport") else [item.remark, item.detail]
        return ": ".join(part for part in shown if part) or None

    def _tags(self, item: Item) -> list[types.CompletionItemTag] | None:
        known = self._client.values(f"{_ABILITIES}completionItem.tagSupport.valueSet")
        if not item.is_deprecated or types.CompletionItemTag.Deprecated.value not in known:
            return None
        return [types.CompletionItemTag.Deprecated]

    def _documentation(self, item: Item) -> types.MarkupContent | str | None:
        return None if self._resolves else documentation(item.documentation, self._client)


def documentation(content: Prose, client: Client) -> types.MarkupContent | str | None:
    """What is said at length, in the form that *client* knows."""
    if not content:
        return None
    formats = client.values(f"{_ABILITIES}completionItem.documentationFormat")
    if types.MarkupKind.Markdown.value in formats:
        return types.MarkupContent(types.MarkupKind.Markdown, content.markdown)
    return content.plain
