"""Permit codes: 60 bits that people read to each other, in Crockford's Base32 (https://www.crockford.com/base32.html)."""

import re
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_MEANT = str.maketrans("OIL", "011")
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def spelled(letters: str) -> str:
    """Return the code grouped for reading.

    >>> spelled("K7QX3MPD9TCV")
    'K7QX-3MPD-9TCV'
    """
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def hash_of(text: str) -> str | None:
    """Return the SHA-256 under which the code is kept, however it is spelled; None for what cannot be a code.

    >>> hash_of(" k7qx 3mpd9tcv") == hash_of("K7QX-3MPD-9TCV"), hash_of("K7QX")
    (True, None)
    """
    letters = re.sub(r"[\s\-‐-―]", "", text).upper().translate(_MEANT)
    return sha256(letters.encode()).hexdigest() if _CODE.fullmatch(letters) else None
