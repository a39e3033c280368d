"""Items of completion as a client can show them, in plain JSON: many, and somebody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from lsprotocol import types

from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from bacalhau_ls.features.completion import Item
    from bacalhau_ls.lsp.client import Client
    from bacalhau_ls.lsp.snapshot import Snapshot
    from bacalhau_ls.prose import Prose
    from bacalhau_ls.text import Edit

_Json: TypeAlias = "dict[str, Any]"
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
        self._ranges: dict[Span, _Json] = {}

    def _can(self, ability: str) -> bool:
        return self._client.can(f"{_ABILITIES}completionItem.{ability}")

    def list_of(self, items: list[Item]) -> _Json:
        """The whole `CompletionList`; it does not change while the word is typed on."""
        defaults = {}
        if items and self._shares_range:
            self._shared = max(item.span for item in items)
            defaults = {"itemDefaults": {"editRange": self._range(self._shared)}}
        shown = [self._item(number, item) for number, item in enumerate(items)]
        return {"isIncomplete": False, **defaults, "items": shown}

    def _item(self, number: int, item: Item) -> _Json:
        text, mode = self._text(item)
        edits = [self._text_edit(edit) for edit in item.elsewhere]
        is_shared = item.span == self._shared
        shown = {
            "label": item.label,
            "labelDetails": self._label_details(item),
            "kind": _KINDS[item.kind.name],
            "tags": self._tags(item),
            "deprecated": True if item.is_deprecated and self._can("deprecatedSupport") else None,
            "detail": self._detail(item),
            "documentation": self._documentation(item),
            "preselect": True if item.is_preselected and self._can("preselectSupport") else None,
            "sortText": item.sort_text,
            "filterText": item.filter_text,
            "insertTextFormat": self._format(item),
            "insertTextMode": mode,
            "textEdit": None if is_shared else self._own_edit(item, text),
            "textEditText": text if is_shared else None,
            "additionalTextEdits": edits or None,
            "data": number if self._resolves else None,
        }
        return {name: value for name, value in shown.items() if value is not None}

    def _own_edit(self, item: Item, text: str) -> _Json:
        if item.insert_end == item.edit.end or not self._can("insertReplaceSupport"):
            return self._text_edit(item.edit._replace(text=text))
        insert = self._range(Span(item.edit.start, item.insert_end))
        return {"newText": text, "insert": insert, "replace": self._range(item.span)}

    def _text_edit(self, edit: Edit) -> _Json:
        return {"range": self._range(Span(edit.start, edit.end)), "newText": edit.text}

    def _range(self, span: Span) -> _Json:
        """The range of *span*, which mostly is the same for all items."""
        known = self._ranges.get(span)
        if known is None:
            text, encoding = self._snapshot.document.text, self._snapshot.encoding
            places = (text.position(offset, encoding) for offset in span)
            start, end = ({"line": line, "character": column} for line, column in places)
            known = self._ranges[span] = {"start": start, "end": end}
        return known

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

    def _label_details(self, item: Item) -> _Json | None:
        description = item.remark or item.detail
        if not description or not self._can("labelDetailsSupport"):
            return None
        return {"description": description}

    def _detail(self, item: Item) -> str | None:
        """What it is; for clients that cannot show it elsewhere also what is special about it."""
        shown = [item.detail] if self._can("labelDetailsSupport") else [item.remark, item.detail]
        return ": ".join(part for part in shown if part) or None

    def _tags(self, item: Item) -> list[types.CompletionItemTag] | None:
        known = self._client.values(f"{_ABILITIES}completionItem.tagSupport.valueSet")
        if not item.is_deprecated or types.CompletionItemTag.Deprecated.value not in known:
            return None
        return [types.CompletionItemTag.Deprecated]

    def _documentation(self, item: Item) -> _Json | str | None:
        if self._resolves:
            return None
        told = documentation(item.documentation, self._client)
        return (
            {"kind": told.kind, "value": told.value}
            if isinstance(told, types.MarkupContent)
            else told
        )


def documentation(content: Prose, client: Client) -> types.MarkupContent | str | None:
    """What is said at length, in the form that *client* knows."""
    if not content:
        return None
    formats = client.values(f"{_ABILITIES}completionItem.documentationFormat")
    if types.MarkupKind.Markdown.value in formats:
        return types.MarkupContent(types.MarkupKind.Markdown, content.markdown)
    return content.plain
