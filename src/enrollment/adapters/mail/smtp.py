"""Letters to a mail server."""

import ssl
from contextlib import suppress
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from urllib.parse import unquote, urlsplit

from enrollment.adapters.mail.addresses import AddressRefused
from enrollment.adapters.mail.letters import Letters
from enrollment.adapters.mail.serialising import LetterAltered, serialised
from enrollment.domain.notices import Notice
from enrollment.ports.notifier import NotDelivered

SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}  # and the port of each
_CONNECT = 10  # seconds
_COMMAND = 60  # seconds
# The server wants a login, or another one: our fault, which somebody can mend, and not the letter's (RFC 4954 §6).
_LOGIN_WANTED = {530, 534, 535, 538}


class SmtpNotifier:
    """The port Notifier, by SMTP: one connection, one transaction and one recipient for each letter.

    ``url`` is ``smtp://user:password@host:port``; ``smtps://`` speaks TLS from the start, ``smtp+starttls://`` from
    STARTTLS on, which it insists on. User, password and port may be left out.
    """

    def __init__(self, url: str, letters: Letters) -> None:
        address = urlsplit(url)
        if address.scheme not in SCHEMES or not address.hostname:
            raise ValueError(f"mail goes to a host by one of {', '.join(SCHEMES)}")
        self._scheme = address.scheme
        self._host = address.hostname
        self._port = address.port or SCHEMES[address.scheme]
        self._login = (unquote(address.username), unquote(address.password or "")) if address.username else None
        self._letters = letters

    def send(self, notice: Notice) -> None:
        """Hand the letter to the server, and return once it has taken it over. Raises NotDelivered.

        It is for good that the server refuses the letter or its recipient with a 5xx reply; a 4xx reply, a lost
        connection and a refused login may be mended.
        """
        try:
            letter = self._letters.compose(notice)
            self._hand_over(letter["From"].addresses[0].addr_spec, notice.recipient.email, serialised(letter))
        except (AddressRefused, LetterAltered) as error:
            raise NotDelivered(str(error), for_good=True) from error
        except (SMTPException, OSError) as error:
            raise NotDelivered(_said(error), for_good=_is_for_good(error)) from error

    def _hand_over(self, sender: str, recipient: str, letter: bytes) -> None:
        server = self._connection()
        try:
            assert server.sock is not None
            server.sock.settimeout(_COMMAND)
            if self._scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if self._login:
                server.login(*self._login)
            server.sendmail(sender, [recipient], letter)
        finally:
            with suppress(SMTPException, OSError):  # a bad farewell changes nothing about the letter
                server.quit()
            server.close()

    def _connection(self) -> SMTP:
        if self._scheme == "smtps":
            return SMTP_SSL(self._host, self._port, timeout=_CONNECT, context=ssl.create_default_context())
        return SMTP(self._host, self._port, timeout=_CONNECT)


def _is_for_good(error: Exception) -> bool:
    match error:  # what is said to anything but the letter, its sender and its recipient is about us
        case SMTPRecipientsRefused():
            code = max(code for code, _ in error.recipients.values())
        case SMTPSenderRefused() | SMTPDataError():
            code = error.smtp_code
        case _:
            return False
    return 500 <= code <= 599 and code not in _LOGIN_WANTED


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
