"""Where a person is sent after signing in: to a page of this site, whatever the address asks for."""

from unicodedata import category
from urllib.parse import unquote, urlsplit

HOME = "/"


def local_address(wanted: str) -> str:
    """Return the address wanted if it leads to a page of this site, else the home page.

    What a browser would read as another site's is refused, and what would after being decoded once more.

    >>> local_address("/courses/1?q=a%20b"), local_address("//evil.example"), local_address("/%09/evil.example")
    ('/courses/1?q=a%20b', '/', '/')
    """
    readings = (wanted, unquote(wanted))
    return wanted if wanted.isascii() and all(map(_is_local, readings)) else HOME


def _is_local(address: str) -> bool:
    path = address.partition("?")[0]
    if not address.startswith("/") or "//" in path or "\\" in address:
        return False
    if any(category(character) in ("Cc", "Cs") for character in address):
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc
