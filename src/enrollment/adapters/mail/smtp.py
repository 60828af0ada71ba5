"""Letters to a mail server."""

import re
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from smtplib import SMTP, SMTP_SSL, SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from urllib.parse import unquote, urlsplit

from enrollment.adapters.mail.addresses import AddressRefused
from enrollment.adapters.mail.letters import Letters
from enrollment.adapters.mail.plain_text import one_line
from enrollment.adapters.mail.serialising import LetterAltered, serialised
from enrollment.domain.deliveries import Outcome
from enrollment.domain.notices import Notice
from enrollment.ports.notifier import NotDelivered

SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}  # and the port of each
# The server wants a login, or another one: our fault, which somebody can mend, and not the letter's (RFC 4954 §6).
_LOGIN_WANTED = {530, 534, 535, 538}
_LINE_OF_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds a server may take to connect, for a command, and for its word on a letter it has received.

    The last is long, since a server that is given up on may have taken the letter (RFC 5321 §4.5.3.2.6).
    """

    connect: float = 10
    command: float = 60
    verdict: float = 600


class LetterRefused(SMTPResponseException):
    """The server will not take the letter, or not now."""


class VerdictUnknown(Exception):
    """The server has the whole letter, and nobody knows whether it took it over."""


class SmtpNotifier:
    """The port Notifier, by SMTP: one connection, one transaction and one recipient for each letter.

    ``url`` is ``smtp://user:password@host:port``; ``smtps://`` speaks TLS from the start, ``smtp+starttls://`` from
    STARTTLS on, which it insists on. User, password and port may be left out.
    """

    def __init__(self, url: str, letters: Letters, patience: Patience = Patience()) -> None:
        address = urlsplit(url)
        if address.scheme not in SCHEMES or not address.hostname:
            raise ValueError(f"mail goes to a host by one of {', '.join(SCHEMES)}")
        self._scheme = address.scheme
        self._host = address.hostname
        self._port = address.port or SCHEMES[address.scheme]
        self._login = (unquote(address.username), unquote(address.password or "")) if address.username else None
        self._letters = letters
        self._patience = patience

    def send(self, notice: Notice, on_handover: Callable[[], object]) -> None:
        """Hand the letter to the server, and return once it has taken it over. Raises NotDelivered.

        REFUSED is a 5xx reply to the letter or its recipient; TEMPORARY a 4xx reply, a refused login, missing TLS, or
        a line lost before the letter was through; UNKNOWN a line lost after that. ``on_handover`` is called when
        nothing is left to say but the final dot.
        """
        try:
            letter = self._letters.compose(notice)
            sender = letter["From"].addresses[0].addr_spec
            self._hand_over(sender, notice.recipient.email, serialised(letter), on_handover)
        except (AddressRefused, LetterAltered) as error:
            raise NotDelivered(str(error), Outcome.REFUSED) from error
        except VerdictUnknown as error:
            raise NotDelivered(str(error), Outcome.UNKNOWN) from error
        except (SMTPException, OSError) as error:
            raise NotDelivered(self._said(error), _outcome_of(error)) from error

    def _hand_over(self, sender: str, recipient: str, letter: bytes, on_handover: Callable[[], object]) -> None:
        server = self._connection()
        try:
            assert server.sock is not None
            server.sock.settimeout(self._patience.command)
            if self._scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if self._login:
                server.login(*self._login)
            server.ehlo_or_helo_if_needed()
            _address(server, sender, recipient, len(letter))
            self._transmit(server, letter)
            _unless_it_raises(on_handover, server)
            self._end(server)
        finally:
            with suppress(SMTPException, OSError):  # a bad farewell changes nothing about the letter
                if server.sock:
                    server.sock.settimeout(self._patience.connect)
                server.quit()
            server.close()

    def _transmit(self, server: SMTP, letter: bytes) -> None:
        code, reply = server.docmd("DATA")
        if code != 354:
            raise LetterRefused(code, reply)
        server.send(_LINE_OF_DOT.sub(b"..", letter))  # RFC 5321 §4.5.2; the letter ends with a line end

    def _end(self, server: SMTP) -> None:
        """Say the final dot, from which on the letter may be the server's."""
        try:
            assert server.sock is not None
            server.sock.settimeout(self._patience.verdict)
            server.send(b".\r\n")
            code, reply = server.getreply()
        except (SMTPException, OSError) as error:
            raise VerdictUnknown(f"no word on the letter: {self._said(error)}") from error
        if 400 <= code <= 599:
            raise LetterRefused(code, reply)
        if not 200 <= code <= 299:
            raise VerdictUnknown(f"no word on the letter that one could understand: {code} {_words(reply)}")

    def _connection(self) -> SMTP:
        if self._scheme == "smtps":
            context = ssl.create_default_context()
            return SMTP_SSL(self._host, self._port, timeout=self._patience.connect, context=context)
        return SMTP(self._host, self._port, timeout=self._patience.connect)

    def _said(self, error: Exception) -> str:
        match error:
            case SMTPRecipientsRefused():
                said = " ".join(f"{code} {_words(reply)}" for code, reply in error.recipients.values())
            case SMTPResponseException():
                said = f"{error.smtp_code} {_words(error.smtp_error)}"
            case _:
                said = f"{type(error).__name__}: {error}"
        if self._login and self._login[1]:
            said = said.replace(self._login[1], "…")  # whatever a server may repeat
        return one_line(said)


def _unless_it_raises(on_handover: Callable[[], object], server: SMTP) -> None:
    try:
        on_handover()
    except BaseException:
        server.close()  # without a word, which would become one of the letter's
        raise


def _address(server: SMTP, sender: str, recipient: str, size: int) -> None:
    code, reply = server.mail(sender, [f"size={size}"] if server.has_extn("size") else [])
    if code != 250:
        raise SMTPSenderRefused(code, reply, sender)
    code, reply = server.rcpt(recipient)
    if code not in (250, 251):
        raise SMTPRecipientsRefused({recipient: (code, reply)})


def _outcome_of(error: Exception) -> Outcome:
    match error:  # what is said to anything but the letter, its sender and its recipient is about us
        case SMTPRecipientsRefused():
            code = max(code for code, _ in error.recipients.values())
        case SMTPSenderRefused() | LetterRefused():
            code = error.smtp_code
        case _:
            return Outcome.TEMPORARY
    return Outcome.REFUSED if 500 <= code <= 599 and code not in _LOGIN_WANTED else Outcome.TEMPORARY


def _words(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
