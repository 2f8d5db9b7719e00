"""Encrypts what has to be stored and names somebody."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12  # bytes
_KEY = 32
_LENGTH = 96  # all texts are filled up to it, so that a length tells nothing


class SealError(Exception):
    """What was sealed can't be opened: another key, another place, or changed."""


class Seal:
    """Seals short texts under a key of its own, derived from the program's secret (RFC 5869)."""

    def __init__(self, secret: bytes, purpose: str, length: int = _LENGTH) -> None:
        """``length``: the most bytes of a text; what is sealed is 28 bytes longer."""
        key = HKDF(SHA256(), _KEY, salt=None, info=f"biehuang {purpose}".encode()).derive(secret)
        self._cipher = ChaCha20Poly1305(key)
        self._length = length

    def close(self, text: str, place: str) -> bytes:
        """A text as bytes that only the same secret opens, and only in the same ``place``.

        Raises ValueError for a text too long to be filled up.
        """
        plain = text.encode()
        if len(plain) > self._length:
            raise ValueError(f"at most {self._length} bytes can be sealed")
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain.ljust(self._length), place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """The text; raises SealError."""
        try:
            plain = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealError("not sealed with this secret in this place") from error
        return plain.decode().rstrip()
