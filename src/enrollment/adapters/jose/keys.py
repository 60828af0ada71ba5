"""The key access tokens are signed with: a P-256 private key in a PEM file, or a secret."""

import os
from pathlib import Path
from uuid import uuid4

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey

SigningKey = ECKey | OctKey

SECRET_BYTES = 32  # HS256 wants a key as long as its hash (RFC 7518 §3.2)
CURVE = "P-256"


def algorithm_for(key: SigningKey) -> str:
    """Return the one algorithm the key signs with. Raises ValueError for a key too weak, public, or of another kind."""
    match key:
        case ECKey(is_private=True, curve_name="P-256"):
            return "ES256"
        case OctKey() if len(key.raw_value) >= SECRET_BYTES:
            return "HS256"
        case OctKey():
            raise ValueError(f"the secret is shorter than {SECRET_BYTES} bytes")
    raise ValueError(f"the key is not an EC private key on {CURVE}")


def key_of_secret(secret: str) -> OctKey:
    """Return the secret as a key for HS256. Raises ValueError when it is shorter than 32 bytes in UTF-8."""
    if len(secret.encode()) < SECRET_BYTES:
        raise ValueError(f"the secret is shorter than {SECRET_BYTES} bytes")
    return OctKey.import_key(secret.encode())


def load_key(path: Path) -> ECKey:
    """Return the private key in the PEM file. Raises OSError, or ValueError when it holds no P-256 private key."""
    try:
        key = ECKey.import_key(path.read_bytes())
    except (JoseError, TypeError, ValueError) as fault:
        raise ValueError(f"{path} holds no EC private key in PEM, or one that is encrypted") from fault
    algorithm_for(key)
    return key


def load_or_create_key(path: Path) -> ECKey:
    """Return the key in the PEM file; where there is none, make one that only the owner may read.

    Whoever else does so at the same time gets the same key. Raises what ``load_key`` raises.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, ECKey.generate_key(CURVE).as_pem(private=True))
    return load_key(path)


def _write_once(path: Path, content: bytes) -> None:
    """Write the file whole, unless somebody was faster: a link is made at once and never replaces anything."""
    draft = path.with_name(f".{path.name}.{uuid4()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
