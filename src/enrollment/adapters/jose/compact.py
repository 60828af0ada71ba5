"""Signed text in compact form (RFC 7515 §7.1), of one key and under one header."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping

from joserfc import jws

from enrollment.adapters.jose.keys import SigningKey

MAX_BYTES = 8192


class Seal:
    """Signs with one key under one header, and opens what was signed so.

    Every token of ours begins with the same text, so the header of a stranger's token is compared and never
    parsed: nothing in it can choose a key, an algorithm or an extension.
    """

    def __init__(self, key: SigningKey, header: Mapping[str, str]) -> None:
        self._key = key
        self._header = dict(header)
        text = json.dumps(self._header, separators=(",", ":"))
        self._beginning = urlsafe_b64encode(text.encode()).rstrip(b"=").decode() + "."

    def sign(self, payload: bytes) -> str:
        """Return the payload, signed. Raises ValueError when that is longer than ``open`` takes."""
        token = jws.serialize_compact(dict(self._header), payload, self._key, algorithms=[self._header["alg"]])
        if len(token) > MAX_BYTES:
            raise ValueError(f"the token would be longer than {MAX_BYTES} bytes")
        return token

    def open(self, token: str) -> bytes:
        """Return the payload of a token this key signed under this header.

        Raises ValueError or JoseError for everything else; before any cryptography when its length, its
        characters or its header tell.
        """
        if len(token) > MAX_BYTES or not token.isascii() or not token.startswith(self._beginning):
            raise ValueError("not a token of ours")
        return jws.deserialize_compact(token, self._key, algorithms=[self._header["alg"]]).payload
