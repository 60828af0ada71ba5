"""A mail server for tests: it takes every letter, unless told to reply otherwise."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Mailroom:
    """What the server does with a transaction. ``letters`` are those accepted, as (sender, recipients, bytes)."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], bytes]] = []
        self.replies = {"RCPT": "250 OK", "DATA": "250 OK"}

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Reply to a recipient."""
        if self.replies["RCPT"].startswith("2"):
            envelope.rcpt_tos.append(address)
        if self.replies["RCPT"] == "hang up":
            server.transport.close()
        return self.replies["RCPT"]

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Reply to a letter."""
        if self.replies["DATA"].startswith("2"):
            self.letters.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return self.replies["DATA"]

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Reply to a farewell."""
        return self.replies.get("QUIT", "221 Bye")


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
