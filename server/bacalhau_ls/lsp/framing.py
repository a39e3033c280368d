"""Messages in a stream of bytes: headers, an empty line, a body. No I/O here.

More forgiving than LSP asks for: header names in any case, lines that end in a
bare line feed, and rubbish between messages, after which reading goes on.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

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
        self._pieces: list[bytes] = []
        self._held = 0
        """Bytes in the pieces."""
        self._needed = -1
        """Length of the body that they begin with; negative if that is not known yet."""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The bodies that are complete now that *piece* has come."""
        self._pieces.append(piece)
        self._held += len(piece)
        if self._held >= self._needed:
            stream = b"".join(self._pieces)
            at = yield from self._bodies(stream)
            self._pieces, self._held = [stream[at:]], len(stream) - at

    def _bodies(self, stream: bytes) -> Generator[bytes, None, int]:
        """What is complete in *stream*, and up to where that is."""
        at = 0
        while True:
            if self._needed < 0:
                at = self._read_headers(stream, at)
            end = at + self._needed
            if self._needed < 0 or len(stream) < end:
                return at
            yield stream[at:end]
            at, self._needed = end, -1

    def _read_headers(self, stream: bytes, at: int) -> int:
        """Learn how long the next body is, if its headers are complete; where it begins."""
        if usual := _USUAL_HEADERS.match(stream, at):
            self._needed = int(usual[1])
            return usual.end()
        while end := _HEADERS_END.search(stream, at):
            length = _LENGTH.search(stream, at, end.start())
            at = end.end()
            if length:
                self._needed = int(length[1])
                break
            _warn("skipped a message without `Content-Length`")
        return at


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
