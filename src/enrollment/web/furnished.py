"""The request our views are called with: Pyramid's, furnished with what is ours.

It is a class of its own, since for whatever ``add_request_method`` adds Pyramid makes a new class for every request.
"""

from collections.abc import Mapping
from contextlib import suppress
from random import getrandbits
from typing import Any
from zoneinfo import ZoneInfo

from pyramid import request
from pyramid.config import Configurator
from pyramid.decorator import reify
from pyramid.tweens import EXCVIEW
from transaction.interfaces import NoTransaction

from enrollment.application import Application
from enrollment.domain.devices import device_of
from enrollment.domain.records import Origin
from enrollment.domain.users import User
from enrollment.web.ingress import MAX_BODY
from enrollment.web.parameters import form_of
from enrollment.web.request import SAFE_METHODS


class FurnishedRequest(request.Request):  # type: ignore[misc]  # it carries no types
    """A request with everything ``enrollment.web.request.Request`` promises; what is not asked for is not made."""

    request_body_tempfile_limit = MAX_BODY  # what is larger is not read at all

    @property
    def identity(self) -> User | None:
        """Who asks, found out once."""
        if "enrollment.identity" in self.environ:
            known: User | None = self.environ["enrollment.identity"]
            return known
        found: User | None = super().identity
        return found

    def make_body_seekable(self) -> None:
        """Have the body ready for another try, if there is one: where no header tells of it, there is not."""
        if "CONTENT_LENGTH" in self.environ or "HTTP_TRANSFER_ENCODING" in self.environ:
            super().make_body_seekable()

    @reify
    def application(self) -> Application:
        """The application: in the request's transaction where there is one, and never without where one is due."""
        site = self.registry.site
        if "tm.active" in self.environ:
            application: Application = site.in_transaction()
        elif self.method in SAFE_METHODS:
            application = site.outside_transaction()
        else:
            raise RuntimeError("a request that may change something is outside its transaction")
        return application

    @reify
    def campus(self) -> ZoneInfo:
        """The zone of the campus."""
        zone: ZoneInfo = self.registry.site.campus
        return zone

    @reify
    def id(self) -> str:
        """What the request is called in logs; one that is tried again keeps it. Not secret, and not unguessable."""
        request_id: str | None = self.environ.get("enrollment.request_id")
        if request_id is None:
            request_id = self.environ["enrollment.request_id"] = f"{getrandbits(64):016x}"
        return request_id

    @reify
    def origin(self) -> Origin:
        """Where it came from."""
        environ = self.environ
        return Origin(
            address=environ.get("REMOTE_ADDR") or "",
            door="api" if environ["PATH_INFO"].startswith("/api/") else "page",
            request_id=self.id,
            device=device_of(environ.get("HTTP_USER_AGENT", "")),
        )

    @reify
    def POST(self) -> Mapping[str, str]:  # noqa: N802
        """The form as it was read when it came in: WebOb would read it once more, in a way of its own."""
        return form_of(self)

    @reify
    def tm(self) -> Any:
        """The thread's transaction manager, rid of a transaction whose COMMIT failed: nobody else ends such a one.

        Left where it is, it would keep the thread from ever beginning another.
        """
        transactions = self.registry.site.transactions
        with suppress(NoTransaction):
            transactions.abort()
        return transactions


def includeme(config: Configurator) -> None:
    """Have requests made of this class, and pyramid_tm's tween find its manager there."""
    config.set_request_factory(FurnishedRequest)
    config.add_tween("pyramid_tm.tm_tween_factory", over=EXCVIEW)
