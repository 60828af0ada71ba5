"""A mail server on one port, that can be shut and opened again; it remembers the ids of the letters it accepted."""

from email.parser import BytesHeaderParser

from aiosmtpd.controller import Controller

from tests.chaos.programs import a_port
from tests.support.mail_server import Mailroom


class PostOffice:
    """The server. What was accepted stays so while it is shut."""

    def __init__(self) -> None:
        self._port, self._mailroom = a_port(), Mailroom()
        self.url = f"smtp://127.0.0.1:{self._port}"
        self.open()

    def open(self) -> None:
        """Take letters."""
        self._controller = Controller(self._mailroom, hostname="127.0.0.1", port=self._port)
        self._controller.start()

    def shut(self) -> None:
        """Take none: nobody listens."""
        self._controller.stop()

    def accepted(self) -> list[str]:
        """The ids of the messages the letters are about, once for each letter."""
        headers = (BytesHeaderParser().parsebytes(letter)["Message-ID"] for _, _, letter in self._mailroom.letters)
        return [header.strip("<> ").partition("@")[0] for header in headers]
