"""Bytes to messages."""

from __future__ import annotations

import pytest

from bacalhau_ls.lsp.framing import Framer, Unreadable, decoded, decoded_together, framed

TWO = b"Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\nnull"


@pytest.mark.parametrize(
    ("stream", "bodies"),
    [
        (TWO, [b"{}", b"null"]),
        (b"content-length: 2\r\n\r\n{}", [b"{}"]),
        (b"CONTENT-LENGTH:2\r\n\r\n{}", [b"{}"]),
        (b"Content-Type: x; charset=utf8\r\nContent-Length: 2\r\n\r\n{}", [b"{}"]),
        (b"Content-Length: 2\r\nContent-Type: x\r\n\r\n{}", [b"{}"]),
        (b"Content-Length: 2\n\n{}", [b"{}"]),
        (b"Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}", [b"", b"{}"]),
        (b"X-Length: 3\r\n\r\nContent-Length: 2\r\n\r\n{}", [b"{}"]),
        (b"Content-Length: many\r\n\r\nContent-Length: 2\r\n\r\n{}", [b"{}"]),
        (b"rubbish\r\n\r\nContent-Length: 2\r\n\r\n{}", [b"{}"]),
        (b"Content-Length: 2\r\n\r\n", []),
    ],
)
def test_a_stream_is_cut_into_bodies(stream: bytes, bodies: list[bytes]) -> None:
    assert list(Framer().feed(stream)) == bodies


@pytest.mark.parametrize("size", [1, 2, 3, 7, 20])
def test_it_does_not_matter_in_which_pieces_a_stream_comes(size: int) -> None:
    framer = Framer()
    pieces = [TWO[start : start + size] for start in range(0, len(TWO), size)]

    assert [body for piece in pieces for body in framer.feed(piece)] == [b"{}", b"null"]


def test_what_is_framed_is_read_back() -> None:
    assert list(Framer().feed(framed("{ü}".encode()))) == ["{ü}".encode()]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_body_that_is_no_json_is_said_to_be_so(body: bytes) -> None:
    assert isinstance(decoded(body), Unreadable)


@pytest.mark.parametrize(
    "bodies",
    [[], [b"1"], [b"{}", b"\xef\xbb\xbf[]"], [b"1,2", b"3"], [b"1", b"", b"3"], [b"[", b"]"]],
)
def test_bodies_that_come_together_are_what_they_are_alone(bodies: list[bytes]) -> None:
    assert decoded_together(bodies) == [decoded(body) for body in bodies]
