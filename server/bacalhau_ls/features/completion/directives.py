"""What a comment can tell us: behind ``# bacalhau-ls:`` or ``// bacalhau-ls:``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls import prose
from bacalhau_ls.catalogue import BUILT_IN
from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import MARK
from bacalhau_ls.features.completion.items import Item, ItemKind
from bacalhau_ls.governing import NAMES, TITLES
from bacalhau_ls.resources import page_summary
from bacalhau_ls.rules import all_rules
from bacalhau_ls.suppression import CODE as UNUSED
from bacalhau_ls.suppression.directives import directives
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.validation import Validator

_FOR_ALL: Final = "ignore-file"
_ORDERS: Final = {
    "ignore": "silence findings on this line, or on the next one",
    _FOR_ALL: "silence findings in the whole file",
}
_STAND_IN: Final = " ignore[_]"
_WORD: Final = re.compile(r"[\w.-]*")
_ARGUMENT: Final = re.compile(r"[ \t]*(?:\[[^\[\]\r\n]*\]|=[ \t]*[\w.-]*)|")
"""What a directive is about: codes, or a specification."""
_REST_OF_CODES: Final = re.compile(r"(?P<named>[^\[\]\r\n]*)\]|")


class _Place(NamedTuple):
    """A word of a directive that is being written."""

    document: Document
    validator: Validator
    begun: re.Match[str]
    word: Span
    unsilenced: Document
    """The same lines without what the directive silences already."""
    line: int | None
    """The line that it is about, or None for all."""


def directives_at(document: Document, validator: Validator, offset: int) -> list[Item]:
    """The directives and what they can name, if one is being written at *offset*."""
    whole = document.whole
    line = whole.text.line_start(whole.text.line_of(offset))
    mark = whole.content.rfind(MARK, line, offset) if whole.may_address_us else -1
    for form, make in _FORMS if mark >= 0 else ():
        begun = form.fullmatch(whole.content, mark + len(MARK), offset)
        place = _place(whole, validator, begun, mark) if begun else None
        if place is not None:
            return [*make(place)]
    return []


def _place(
    document: Document, validator: Validator, begun: re.Match[str], mark: int
) -> _Place | None:
    """The word that has been begun behind our *mark*; None if that is in no comment."""
    rest = _WORD.match(document.content, begun.end())
    assert rest is not None
    word = Span(begun.start("word"), rest.end())
    unsilenced = document.edited([Edit(mark + len(MARK), word.end, _STAND_IN)])
    order = next((each for each in directives(unsilenced) if each.span.start == mark), None)
    if order is None:
        return None
    is_for_all = begun.groupdict().get("order") == _FOR_ALL
    return _Place(document, validator, begun, word, unsilenced, None if is_for_all else order.line)


def _orders(place: _Place) -> Iterator[Item]:
    """Whole directives: for what is found there, for anything, and the specifications."""
    content, word = place.document.content, place.word
    argument = _ARGUMENT.match(content, word.end)
    assert argument is not None
    whole = Span(word.start, argument.end())
    for code, message in _found(place).items():
        yield _item(place, f"ignore[{code}]", message, whole)
    has_codes = argument.group().lstrip().startswith("[")
    for name, about in _ORDERS.items():
        item = _item(place, name, about, word if has_codes else whole, ItemKind.KEY)
        yield item if has_codes else _with_brackets(item)
    for name in NAMES:
        yield _item(place, f"specification={name}", f"hold the file to {TITLES[name]}", whole)


def _with_brackets(item: Item) -> Item:
    """Without stops the bracket is left open: a code that is accepted closes it."""
    edit = item.edit._replace(text=f"{item.edit.text}[")
    return item._replace(edit=edit, snippet=f"{edit.text}$1]")


def _specifications(place: _Place) -> Iterator[Item]:
    for name in NAMES:
        yield _item(place, name, TITLES[name], place.word)


def _codes(place: _Place) -> Iterator[Item]:
    """The codes that are not named yet, those of findings there first."""
    rest = _REST_OF_CODES.match(place.document.content, place.word.end)
    assert rest is not None
    named = {*_WORD.findall(place.begun["named"]), *_WORD.findall(rest["named"] or "")}
    found = _found(place)
    known = dict.fromkeys([*found, *_codes_of(place.validator.specification.name)])
    for code in known:
        if code not in named:
            item = _item(place, code, page_summary(code), place.word)
            edit = item.edit if rest.group() else item.edit._replace(text=f"{code}]")
            remark = "found here" if code in found else ""
            said = prose.message(found.get(code, ""))
            yield item._replace(edit=edit, remark=remark, documentation=said)


def _codes_of(specification: str) -> list[str]:
    """All codes that findings under a specification can have."""
    rules = [rule for rule in all_rules() if specification in rule.specifications] or all_rules()
    return sorted({*BUILT_IN, *(rule.code for rule in rules)})


def _found(place: _Place) -> dict[str, str]:
    """What is found where the comment silences: codes and messages, the gravest first."""
    document, line = place.unsilenced, place.line
    findings = diagnose(document, validator=place.validator)
    return {
        finding.code: finding.message
        for finding in sorted(findings, key=lambda finding: finding.severity)
        if finding.code != UNUSED and line in (None, document.text.line_of(finding.span.start))
    }


def _item(
    place: _Place, label: str, detail: str, span: Span, kind: ItemKind = ItemKind.CHOICE
) -> Item:
    is_close = place.document.content[span.start - 1] == MARK[-1]
    edit = Edit(*span, f" {label}" if is_close else label)
    return Item.plain(label, kind, edit, prose.on_one_line(detail))


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[_Place], Iterator[Item]]], ...]] = (
    (re.compile(r"[ \t]*(?P<word>[\w-]*)"), _orders),
    (re.compile(r"[ \t]*specification[ \t]*=[ \t]*(?P<word>[\w.-]*)"), _specifications),
    (
        re.compile(
            r"[ \t]*(?P<order>ignore(?:-file)?)[ \t]*\["
            r"(?P<named>(?:[^\[\]\r\n]*[\s,])?)(?P<word>[^\s,\[\]]*)"
        ),
        _codes,
    ),
)
"""How a directive can have been begun, and what can be written there."""
