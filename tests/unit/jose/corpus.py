"""The forged tokens: by fault, each wrong in one way, for whichever algorithm the workshop signs with."""

import json

from joserfc import jwe
from joserfc.jwk import ECKey, OctKey, RSAKey

from tests.unit.jose.forgery import EC, GONE, ISSUER, SECOND, encoded

STRANGER = ECKey.generate_key("P-256")
STRANGERS = {"ES256": STRANGER, "HS256": OctKey.generate_key(256)}
P384 = ECKey.generate_key("P-384")
K1 = ECKey.generate_key("secp256k1")
RSA = RSAKey.generate_key(2048)
PUBLIC_PEM = EC.as_pem(private=False)
DAY = 86_400
HUGE = 10**30


def hmac_key(text):
    """A secret of that text, as no library would let one make it of a public key."""
    return OctKey(text, text)


def algorithms(shop):
    """Another algorithm or another key than ours (B42)."""
    unsigned = shop.token().rpartition(".")[0]
    for name in ("none", "nOnE", "NONE", "", None, ["ES256"], "es256", "RS1"):
        header = encoded(shop.header(alg=name))
        yield f"alg {name!r} and no signature", f"{header}.{encoded(shop.claims())}."
        yield f"alg {name!r} and our signature", f"{header}.{shop.token().split('.', 1)[1]}"
    yield "alg missing", shop.heading(alg=GONE)
    as_hmac = shop.header(alg="HS256")
    for name, secret in {
        "the public PEM": PUBLIC_PEM,
        "the public PEM without its last line break": PUBLIC_PEM.rstrip(),
        "the public DER": EC.as_der(private=False),
        "the public JWK": json.dumps(EC.as_dict(private=False)).encode(),
        "nothing": b"\0",
        "a guess": b"secret",
    }.items():
        yield f"HS256 keyed with {name}", shop.token(as_hmac, key=hmac_key(secret), alg="HS256")
    yield "a stranger's key", shop.token(key=STRANGERS[shop.alg])
    yield "ES384", shop.token(shop.header(alg="ES384"), key=P384, alg="ES384")
    yield "ES256K", shop.token(shop.header(alg="ES256K"), key=K1, alg="ES256K")
    yield "RS256", shop.token(shop.header(alg="RS256"), key=RSA, alg="RS256")
    yield "zeros for a signature", f"{unsigned}.{encoded(bytes(64))}"


def headers(shop):
    """A header that points to a key, extends the rules, or is of another type (B42, B44)."""
    jwk = STRANGER.as_dict(private=False)
    yield "jwk embedded", shop.token(shop.header(alg="ES256", jwk=jwk), key=STRANGER, alg="ES256")
    for name, value in {"jku": "https://evil.example/k", "x5u": "https://evil.example/c", "x5c": ["MIIB"]}.items():
        yield name, shop.heading(**{name: value})
    for kid in (GONE, None, "", 1, ["a"], "unknown", "../../etc/passwd", "/dev/null", "' OR 1=1 --", "\0", "http://x"):
        yield f"kid {'missing' if kid is GONE else repr(kid)}", shop.heading(kid=kid)
    for crit in ([], ["exp"], ["b64"], ["x"], "x"):
        yield f"crit {crit!r}", shop.heading(crit=crit)
    for name, value in {"b64": False, "zip": "DEF", "cty": "JWT", "enc": "A256GCM", "x": 1}.items():
        yield f"{name} {value!r}", shop.heading(**{name: value})
    for typ in (GONE, None, "", "JWT", "jwt", "id+jwt", "rt+jwt", "refresh+jwt", "logout+jwt", "AT+JWT", " at+jwt"):
        yield f"typ {'missing' if typ is GONE else repr(typ)}", shop.heading(typ=typ)
    for member, value in {"alg": "none", "kid": "other", "typ": "JWT"}.items():
        yield f"{member} twice", shop.token(shop.twice(member, value, of=shop.header()))
    for text in ("", "{}", "[]", "null", "1", '"x"', "{", "NaN", '{"alg":NaN}', "[" * 300, "\ufeff{}"):
        yield f"header {text[:12]!r}", shop.token(text)


def instants(shop):
    """Times that are not now, or no times (B43)."""
    for exp in (GONE, None, True, str(SECOND + 60), [SECOND], -1, 0, HUGE, SECOND + 60.5, SECOND, SECOND - 1):
        yield f"exp {'missing' if exp is GONE else repr(exp)}", shop.claiming(exp=exp)
    for text in ("Infinity", "-Infinity", "NaN", "1e400", "1e10", "9" * 5000):
        payload = json.dumps(shop.claims(exp=0)).replace('"exp": 0', f'"exp": {text}')
        yield f"exp {text[:12]}", shop.token(payload=payload)
    for name in ("iat", "nbf"):
        for value in (GONE, None, True, str(SECOND), -1, HUGE, SECOND + 31):
            yield f"{name} {'missing' if value is GONE else repr(value)}", shop.claiming(**{name: value})
    yield "a lifetime over a day", shop.claiming(exp=SECOND - 30 + DAY + 1)
    yield "an end before the beginning", shop.claiming(iat=SECOND + 20, exp=SECOND + 10)


def parties(shop):
    """Issued by or for somebody else, or of another environment (B43, B44)."""
    for iss in (GONE, None, "", 1, [ISSUER], ISSUER + "/", ISSUER.upper(), "https://staging.example.edu"):
        yield f"iss {'missing' if iss is GONE else repr(iss)}", shop.claiming(iss=iss)
    aud = shop.claims()["aud"]
    for value in (GONE, None, "", 1, [], [aud], [aud, "other"], aud + "/", "https://staging.example.edu/api"):
        yield f"aud {'missing' if value is GONE else repr(value)}", shop.claiming(aud=value)
    true = shop.claims()["sub"]
    strange = (GONE, None, "", 1, True, [true], "ada", true.upper(), f"{{{true}}}", f"urn:uuid:{true}", f" {true}")
    for sub in (*strange, true.replace("-", ""), "../" + true):
        yield f"sub {'missing' if sub is GONE else repr(sub)}", shop.claiming(sub=sub)
    for jti in (GONE, None, "", 1):
        yield f"jti {'missing' if jti is GONE else repr(jti)}", shop.claiming(jti=jti)


def contents(shop):
    """Claims that are not what they should be, or not JSON (B43)."""
    for roles in (GONE, None, "staff", {"staff": 1}, ["root"], [1], [["staff"]]):
        yield f"roles {'missing' if roles is GONE else repr(roles)}", shop.claiming(roles=roles)
    for name in ("email", "name"):
        for value in (GONE, None, 1, ["x"]):
            yield f"{name} {'missing' if value is GONE else repr(value)}", shop.claiming(**{name: value})
    for member, value in {"sub": "x", "exp": SECOND + 60, "roles": ["staff"], "x": 1}.items():
        claims = shop.claims(x=1)
        yield f"{member} twice", shop.token(payload=shop.twice(member, value, of=claims))
    yield "two members one level down", shop.token(payload=json.dumps(shop.claims())[:-1] + ', "x": {"a": 1, "a": 2}}')
    yield "a NaN", shop.claiming(x=float("nan"))
    for text in ("", "{}", "[]", "null", "1", '"x"', "{", "[" * 5000, "\ufeff{}"):
        yield f"payload {text[:12]!r}", shop.token(payload=text)
    claims = json.dumps(shop.claims())
    yield "more after the payload", shop.token(payload=claims + "{}")
    yield "a byte order mark", shop.token(payload="\ufeff" + claims)
    yield "UTF-16", shop.token(payload=claims.encode("utf-16"))
    yield "no UTF-8", shop.token(payload=claims.encode().replace(b"Ada", b"\xff\xfe"))


def forms(shop):
    """Not three parts of base64url and a signature (B45)."""
    header, payload, signature = shop.token().split(".")
    other = shop.claiming(roles=["staff"]).split(".")
    yield from {"empty": "", "two dots": "..", "four dots": "....", "a word": "token", "Bearer": "Bearer x"}.items()
    yield "a signature stripped", f"{header}.{payload}."
    yield "a signature and its dot stripped", f"{header}.{payload}"
    yield "a payload stripped", f"{header}..{signature}"
    yield "a header stripped", f".{payload}.{signature}"
    yield "four parts", f"{header}.{payload}.{signature}.{signature}"
    yield "another token's payload", f"{header}.{other[1]}.{signature}"
    yield "another token's signature", f"{header}.{payload}.{other[2]}"
    yield "half a signature", f"{header}.{payload}.{signature[: len(signature) // 2]}"
    yield "a longer signature", f"{header}.{payload}.{signature}AAAA"
    for name, end in {"padding": "=", "a line break": "\n", "a space": " ", "a NUL": "\0", "an é": "é"}.items():
        yield f"{name} at the end", shop.token() + end
        yield f"{name} at the beginning", end + shop.token()
        yield f"{name} in the payload", f"{header}.{payload[:8]}{end}{payload[8:]}.{signature}"
    yield "full-width dots", shop.token().replace(".", "．")
    yield "a well-signed 100 KB", shop.claiming(x="x" * 100_000)
    yield "a well-signed 8 KB and a little", shop.claiming(x="x" * 6_000)
    yield "a signature of 100 KB", f"{header}.{payload}.{'A' * 100_000}"
    yield "100 KB of dots", "." * 100_000
    secret = OctKey.generate_key(256)
    yield "a JWE", jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, json.dumps(shop.claims()), secret)
    yield "a JWS in JSON", json.dumps({"protected": header, "payload": payload, "signature": signature})


def forged(shop):
    """Every forged token, as pairs of its fault and itself."""
    for kind in (algorithms, headers, instants, parties, contents, forms):
        yield from ((f"{kind.__name__}: {fault}", token) for fault, token in kind(shop))
