"""Messages in a stream of bytes: headers, an empty line, a body. No I/O here.

More forgiving than LSP asks for: header names in any case, lines that end in a
bare line feed, and rubbish between messages, after which reading goes on.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL_HEADERS = re.compile(rb"Content-Length: (\d{1,12})\r\n\r\n")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(
    rb"content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_DECODER = json.JSONDecoder()


class Unreadable(NamedTuple):
    """A body that is no JSON."""

    reason: str


Message: TypeAlias = Any
"""A decoded body: whatever JSON value the client has sent, or `Unreadable`."""


class Framer:
    """Cuts a stream into bodies, however it comes in pieces."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._at = 0
        """Up to where the buffer is read."""
        self._needed = -1
        """Length of the body that is being read; negative while reading headers."""
        self._without_end = 0
        """Up to where no headers are known to end: rubbish in drops is looked at once."""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The bodies that are complete now that *piece* has come."""
        self._buffer += piece
        while self._needed >= 0 or self._read_headers():
            end = self._at + self._needed
            if len(self._buffer) < end:
                break
            yield bytes(self._buffer[self._at : end])
            self._at, self._needed = end, -1
        del self._buffer[: self._at]
        self._without_end = max(self._without_end - self._at, 0)
        self._at = 0

    def _read_headers(self) -> bool:
        if usual := _USUAL_HEADERS.match(self._buffer, self._at):
            self._at, self._needed = usual.end(), int(usual[1])
            return True
        while end := _HEADERS_END.search(self._buffer, max(self._at, self._without_end)):
            length = _LENGTH.search(self._buffer, self._at, end.start())
            self._at = end.end()
            if length:
                self._needed = int(length[1])
                return True
            _warn("skipped a message without `Content-Length`")
        self._without_end = len(self._buffer) - len("\r\n\r")
        return False


def _warn(what: str) -> None:
    import logging  # noqa: PLC0415 - the first answer does not wait for it

    logging.getLogger(__name__).warning(what)


def framed(body: bytes) -> bytes:
    """*body* as it goes over a stream."""
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def decoded_together(bodies: list[bytes]) -> list[Message]:
    """The JSON values of *bodies*, which make one array for as long as nothing is wrong.

    A call for each of them would take a third longer, and hundreds come at once. The pieces
    of one broken body may be taken for several sound ones; nobody could tell what they are.
    """
    if len(bodies) > 1:
        values = decoded(b"[%b]" % b",".join(bodies))
        if isinstance(values, list) and len(values) == len(bodies):
            return values
    return [decoded(body) for body in bodies]


def decoded(body: bytes | str) -> Message:
    """The JSON value of *body*."""
    try:
        text = body if isinstance(body, str) else body.decode("utf-8", "surrogatepass")
        value, end = _DECODER.raw_decode(text)
        return value if end == len(text) else _decoded_with_care(body)
    except (ValueError, RecursionError):
        return _decoded_with_care(body)


def _decoded_with_care(body: bytes | str) -> Message:
    """The same with white space or a byte order mark around it; or why there is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        return Unreadable(str(error))
