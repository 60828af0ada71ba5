"""Secrets are kept as hashes only."""

from hashlib import sha256


def hashed(secret: str) -> str:
    """Return the SHA-256 of a secret of full entropy (for a password that would be far too fast)."""
    return sha256(secret.encode()).hexdigest()
