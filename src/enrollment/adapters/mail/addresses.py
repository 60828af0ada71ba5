"""Who a letter comes from and goes to."""

import re
from email.headerregistry import Address

from enrollment.adapters.mail.plain_text import display_name

# A dot-atom of RFC 5322 and a domain name of RFC 1035: narrower than the standards. Quoted local parts, comments,
# address literals and letters beyond ASCII are refused, since programs on the way disagree about them.
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_LOCAL})@(?P<domain>localhost|{_LABEL}(?:\.{_LABEL})+)")
_MAILBOX = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")


class AddressRefused(ValueError):
    """No letter is sent to or from such an address."""


def address(text: str, name: str = "") -> Address:
    """Return the address, under a display name. Raises AddressRefused.

    >>> str(address("ada+term@example.edu", "Ada Byron"))
    'Ada Byron <ada+term@example.edu>'
    """
    match = _ADDRESS.fullmatch(text)
    if match is None or len(text) > 254 or len(match["local"]) > 64:  # RFC 5321 §4.5.3.1, RFC 3696 erratum 1690
        raise AddressRefused(f"not an address we send to: {text[:80]!r}")
    return Address(display_name(name), match["local"], match["domain"])


def mailbox(text: str) -> Address:
    """Return the address of ``a@b.example`` or ``Name <a@b.example>``. Raises AddressRefused.

    >>> str(mailbox("The Registrar <registrar@example.edu>"))
    'The Registrar <registrar@example.edu>'
    """
    match = _MAILBOX.fullmatch(text.strip())
    return address(match["address"], match["name"]) if match else address(text.strip())
