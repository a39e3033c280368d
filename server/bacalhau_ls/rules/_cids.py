"""The grammar of IPFS content identifiers, versions 0 and 1."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from bacalhau_ls.domain.flaws import Flaw, around_blanks, spelt

if TYPE_CHECKING:
    from collections.abc import Callable

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BASE32 = _LETTERS + "234567"
_BASE36 = "0123456789" + _LETTERS
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE64 = _LETTERS.upper() + _LETTERS + "0123456789"
_V0_LENGTH = 46
_LONGEST = 512
_GATEWAY = re.compile(r"(?:ipfs://(?:ipfs/)?|/ipfs/|https?://[^/]+/ipfs/)")


def flaw_of(text: str) -> Flaw | None:
    """What keeps *text* from being a CID, with or without a path behind it."""
    if blanks := around_blanks(text):
        return blanks
    if gateway := _GATEWAY.match(text):
        message = "a CID is written without an address in front"
        return Flaw(*gateway.span(), message, text[gateway.end() :], safe=True)
    cid = text.partition("/")[0]
    return _flaw_of_version_0(cid) if cid.startswith("Qm") else _flaw_of_version_1(cid)


def _flaw_of_version_0(cid: str) -> Flaw | None:
    if unsuited := re.search(f"[^{_BASE58}]", cid):
        message = f"{spelt(unsuited[0])} cannot occur in a CID that starts with `Qm`"
        return Flaw(*unsuited.span(), message)
    if len(cid) == _V0_LENGTH:
        return None
    message = f"a CID that starts with `Qm` has {_V0_LENGTH} characters, this one has {len(cid)}"
    return Flaw(0, len(cid), message)


def _flaw_of_version_1(cid: str) -> Flaw | None:
    alphabet, decode = _MULTIBASES.get(cid[:1], ("", _nothing))
    if not alphabet or len(cid) > _LONGEST:
        return Flaw(0, len(cid), "this is no CID; one starts with `Qm`, `bafy` or the like")
    if unsuited := re.search(f"[^{alphabet}]", cid[1:]):
        message = f"{spelt(unsuited[0])} cannot occur in a CID that starts with `{cid[0]}`"
        return Flaw(unsuited.start() + 1, unsuited.end() + 1, message)
    try:
        sound = _is_version_1(decode(cid[1:]))
    except (ValueError, IndexError, binascii.Error):
        sound = False
    return None if sound else Flaw(0, len(cid), "this CID is incomplete or mistyped")


def _is_version_1(data: bytes) -> bool:
    """Whether *data* holds version, codec, kind of hash, length and as many bytes as that."""
    version, at = _varint(data, 0)
    _codec, at = _varint(data, at)
    _hash, at = _varint(data, at)
    length, at = _varint(data, at)
    return version == 1 and length == len(data) - at > 0


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number of seven bits a byte that starts at *at*, and where it ends."""
    number = shift = 0
    while True:
        number |= (data[at] & 0x7F) << shift
        if not data[at] & 0x80:
            return number, at + 1
        at, shift = at + 1, shift + 7


def _nothing(_digits: str) -> bytes:
    return b""


def _from_base32(digits: str) -> bytes:
    return base64.b32decode(digits.upper() + "=" * (-len(digits) % 8))


def _from_base64(digits: str) -> bytes:
    return base64.urlsafe_b64decode(
        digits.replace("+", "-").replace("/", "_") + "=" * (-len(digits) % 4)
    )


def _decoder(alphabet: str) -> Callable[[str], bytes]:
    values = {character: value for value, character in enumerate(alphabet)}

    def decode(digits: str) -> bytes:
        number = 0
        for digit in digits:
            number = number * len(alphabet) + values[digit]
        return number.to_bytes((number.bit_length() + 7) // 8, "big")

    return decode


_MULTIBASES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "b": (_BASE32, _from_base32),
    "B": (_BASE32.upper(), _from_base32),
    "f": ("0123456789abcdef", bytes.fromhex),
    "F": ("0123456789ABCDEF", bytes.fromhex),
    "k": (_BASE36, _decoder(_BASE36)),
    "K": (_BASE36.upper(), _decoder(_BASE36.upper())),
    "u": (_BASE64 + "_-", _from_base64),
    "z": (_BASE58, _decoder(_BASE58)),
}
"""The alphabet that the first character of a CID stands for, and how to read it."""
