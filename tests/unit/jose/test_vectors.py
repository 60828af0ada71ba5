"""What others found: the JWS vectors of Wycheproof, and the cookbook of RFC 7520, for the algorithms that are ours."""

import gzip
import json
import re
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey

from enrollment.adapters.jose.compact import Seal
from enrollment.adapters.jose.identity import JoseIdentity
from enrollment.domain.errors import InvalidToken
from tests.unit.jose.forgery import EC, NOW, encoded

VECTORS = Path(__file__).parents[2] / "data"
WYCHEPROOF = VECTORS / "wycheproof/json_web_signature_test.json.gz"
COOKBOOK = VECTORS / "jose-cookbook"


def wycheproof():
    """Every test with the key of its group."""
    groups = json.loads(gzip.decompress(WYCHEPROOF.read_bytes()))["testGroups"]
    return [(group.get("public") or group["private"], test) for group in groups for test in group["tests"]]


def is_ours(key):
    """Whether the key signs with one of our algorithms, and is a key for signing."""
    return key.get("alg") in ("ES256", "HS256") and key.get("use") == "sig"


def opened(key, token, header):
    """The payload, as the seal of that key and header reads the token; None when it does not."""
    kind = ECKey if key["kty"] == "EC" else OctKey
    try:
        return Seal(kind.import_key({name: key[name] for name in key.keys() - {"use", "alg"}}), header).open(token)
    except (JoseError, ValueError):
        return None


def header_for(key, token):
    """The header that calls for this key, its members in the order of the token's, as far as that can be read."""
    try:
        names = json.loads(urlsafe_b64decode(token.partition(".")[0] + "==")).keys()
    except ValueError:
        names = {}
    return {name: key[name] for name in names if name in ("alg", "kid")} or {"alg": key["alg"], "kid": key["kid"]}


OURS = [(key, test) for key, test in wycheproof() if is_ours(key)]
VALID = {test["jws"] for _, test in OURS if test["result"] == "valid"}
GOOD = [pytest.param(key, test["jws"], id=f"{test['tcId']}") for key, test in OURS if test["jws"] in VALID]
# Tests 367 and 370 are letter by letter the valid 357: the padding they were to show is not in them.
BAD = [pytest.param(key, test["jws"], id=f"{test['tcId']}") for key, test in OURS if test["jws"] not in VALID]


@pytest.mark.parametrize(("key", "token"), BAD)
def test_a_bad_signature_is_not_opened(key, token):
    assert opened(key, token, header_for(key, token)) is None


@pytest.mark.parametrize(("key", "token"), GOOD)
def test_a_good_signature_is_opened_unless_its_spelling_is_not_ours(key, token):
    """Spaces in a header, and letters base64url has not, may be passed over by others; here they are not."""
    header, payload, _ = token.split(".")
    plainly_spelled = header == encoded(header_for(key, token)) and re.fullmatch(r"[\w.-]+", token, re.ASCII)
    content = opened(key, token, header_for(key, token))
    assert (content is not None and encoded(content) == payload) is bool(plainly_spelled)


def test_there_is_something_to_test():
    assert (len(BAD), len(GOOD)) == (65, 14)


def test_none_of_them_all_is_an_access_token_of_ours():
    identity = JoseIdentity(EC, "issuer", "audience")
    for _, test in wycheproof():
        token = test["jws"] if isinstance(test["jws"], str) else json.dumps(test["jws"])
        with pytest.raises(InvalidToken):
            identity.identify(token, NOW)


def test_the_cookbook_is_signed_and_opened_to_the_letter():
    """RFC 7520 §4.4; an HMAC is the same each time, so our token must be the book's."""
    recipe = json.loads((COOKBOOK / "jws__4_4.hmac-sha2_integrity_protection.json").read_text())
    seal = Seal(OctKey.import_key({"kty": "oct", "k": recipe["input"]["key"]["k"]}), recipe["signing"]["protected"])
    payload = recipe["input"]["payload"].encode()
    assert seal.sign(payload) == recipe["output"]["compact"]
    assert seal.open(recipe["output"]["compact"]) == payload


@pytest.mark.parametrize("path", sorted(COOKBOOK.glob("jws__*.json")), ids=lambda path: path.stem)
def test_no_recipe_of_the_cookbook_is_an_access_token_of_ours(path):
    output = json.loads(path.read_text())["output"]
    with pytest.raises(InvalidToken):
        JoseIdentity(EC, "issuer", "audience").identify(output.get("compact", ""), NOW)
