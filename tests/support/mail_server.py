"""A mail server for tests: it takes every letter, unless told to reply otherwise."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

HANG_UP = "hang up"
STALL = "stall"
STALLED = 30  # seconds; longer than any test waits


class Mailroom:
    """What the server does with a transaction. ``letters`` are those it got to the final dot and did not refuse, as
    (sender, recipients, bytes); ``got`` are all that came to the dot, whatever was replied.

    ``replies`` are by command. HANG_UP cuts the line instead, and STALL says nothing for a long time.
    """

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], bytes]] = []
        self.got: list[bytes] = []
        self.replies = {"MAIL": "250 OK", "RCPT": "250 OK", "DATA": "250 OK"}

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Reply to a sender."""
        envelope.mail_from = address
        return await self._reply(server, "MAIL")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Reply to a recipient."""
        if self.replies["RCPT"].startswith("2"):
            envelope.rcpt_tos.append(address)
        return await self._reply(server, "RCPT")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Reply to a letter."""
        self.got.append(envelope.original_content)
        if self.replies["DATA"].startswith("2"):
            self.letters.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return await self._reply(server, "DATA")

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Reply to a farewell."""
        return self.replies.get("QUIT", "221 Bye")

    async def _reply(self, server: Any, command: str) -> str:
        reply = self.replies[command]
        if reply == HANG_UP:
            server.transport.close()
        if reply == STALL:
            await asyncio.sleep(STALLED)
        return reply


@contextmanager
def a_mail_server(password: bytes | None = None) -> Iterator[tuple[Mailroom, str]]:
    """A mail server and its URL; with a password it wants the user ``mailer`` to sign in."""
    mailroom = Mailroom()

    def authenticator(server: Any, session: Any, envelope: Any, mechanism: str, login: Any) -> AuthResult:
        return AuthResult(success=(login.login, login.password) == (b"mailer", password), handled=False)

    controller = Controller(
        mailroom,
        hostname="127.0.0.1",
        port=_a_free_port(),
        authenticator=authenticator,
        auth_required=password is not None,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield mailroom, f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def _a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
