"""The signing key: kept by one file, made at most once, and never a weak one."""

import hashlib
import json
import stat
import subprocess
import sys

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from enrollment.adapters.jose.identity import JoseIdentity
from enrollment.adapters.jose.keys import key_of_secret, load_key, load_or_create_key
from tests.unit.jose.forgery import EC, encoded


def test_a_key_is_made_where_there_is_none_and_found_there_again(tmp_path):
    path = tmp_path / "var" / "jwt.pem"
    made = load_or_create_key(path)
    assert load_or_create_key(path).as_dict(private=True) == made.as_dict(private=True)
    assert load_key(path).as_dict(private=True) == made.as_dict(private=True)


def test_only_its_owner_may_read_it_and_nothing_else_is_left_behind(tmp_path):
    load_or_create_key(tmp_path / "jwt.pem")
    assert stat.S_IMODE((tmp_path / "jwt.pem").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["jwt.pem"]


def test_processes_that_start_at_once_end_with_the_same_key(tmp_path):
    program = (
        "import pathlib, sys; from enrollment.adapters.jose.keys import load_or_create_key as key;"
        "print('ready', flush=True); sys.stdin.readline();"
        "print(key(pathlib.Path(sys.argv[1])).thumbprint())"
    )
    command = [sys.executable, "-c", program, tmp_path / "jwt.pem"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    started = [subprocess.Popen(command, **pipes) for _ in range(4)]
    for process in started:
        assert process.stdout.readline() == "ready\n"
    thumbprints = {process.communicate("go\n")[0] for process in started}
    assert thumbprints == {load_key(tmp_path / "jwt.pem").thumbprint() + "\n"}


def test_a_file_that_is_there_is_never_replaced(tmp_path):
    (tmp_path / "jwt.pem").write_text("not a key")
    with pytest.raises(ValueError, match="no EC private key"):
        load_or_create_key(tmp_path / "jwt.pem")
    assert (tmp_path / "jwt.pem").read_text() == "not a key"


def test_a_missing_file_is_not_made_unless_asked_for(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_key(tmp_path / "jwt.pem")


@pytest.mark.parametrize(
    "pem",
    [
        EC.as_pem(private=False),
        EC.as_pem(private=True, password="secret"),
        ECKey.generate_key("P-384").as_pem(private=True),
        ECKey.generate_key("secp256k1").as_pem(private=True),
        RSAKey.generate_key(2048).as_pem(private=True),
        EC.as_pem(private=True)[:100],
        b"",
    ],
    ids=["public", "encrypted", "P-384", "secp256k1", "RSA", "cut short", "empty"],
)
def test_another_kind_of_key_is_refused_by_name(tmp_path, pem):
    (tmp_path / "jwt.pem").write_bytes(pem)
    with pytest.raises(ValueError, match="EC private key"):
        load_key(tmp_path / "jwt.pem")


@pytest.mark.parametrize("secret", ["", "x" * 31, "é" * 15])
def test_a_secret_shorter_than_its_hash_is_refused(secret):
    with pytest.raises(ValueError, match="32 bytes"):
        key_of_secret(secret)


def test_a_secret_is_measured_in_bytes():
    assert key_of_secret("x" * 32).raw_value == b"x" * 32
    assert len(key_of_secret("é" * 16).raw_value) == 32


def test_a_short_secret_that_came_another_way_makes_no_identity():
    with pytest.raises(ValueError, match="32 bytes"):
        JoseIdentity(OctKey.import_key(b"x" * 31), "issuer", "audience")


def test_the_key_is_named_by_its_thumbprint():
    """RFC 7638: the hash of the required members, in order, without spaces."""
    public = EC.as_dict(private=False)
    members = {name: public[name] for name in ("crv", "kty", "x", "y")}
    thumbprint = encoded(hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).digest())
    (key,) = JoseIdentity(EC, "issuer", "audience").public_keys()["keys"]
    assert key == {**members, "kid": thumbprint, "use": "sig", "alg": "ES256"}
