"""Tokens whose signature was checked already: checking is the dearest part of many a request."""

from collections import OrderedDict
from threading import Lock

from enrollment.adapters.jose.claims import Claims


class Believed:
    """The claims of the tokens used last, at most so many; for several threads at once.

    The time is not in here: whoever finds claims still asks whether they hold now.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._claims: OrderedDict[str, Claims] = OrderedDict()
        self._lock = Lock()

    def find(self, token: str) -> Claims | None:
        """Return what this very token is known to claim."""
        with self._lock:
            claims = self._claims.get(token)
            if claims is not None:
                self._claims.move_to_end(token)
            return claims

    def add(self, token: str, claims: Claims) -> None:
        """Remember the claims, and forget those not asked for the longest when there are too many."""
        with self._lock:
            self._claims[token] = claims
            if len(self._claims) > self._size:
                self._claims.popitem(last=False)
