"""The web, a driving adapter: it turns requests into questions for the core and answers into pages."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from pyramid.config import Configurator
from transaction.interfaces import NoTransaction

from enrollment.application import Application
from enrollment.ports.analytics import Analytics
from enrollment.web.ingress import attempts
from enrollment.web.methods import refuse_other_methods
from enrollment.web.request import SAFE_METHODS
from enrollment.web.retries import ATTEMPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the web is told: how to open the application, and how this site differs from another.

    ``transactions`` is the manager of the calling thread's transaction, which ``in_transaction`` joins;
    ``outside_transaction`` gives an application in which each statement is a transaction of its own.
    ``analytics`` takes note of what happens on the pages, and keeps no request waiting for it.
    """

    transactions: Any
    in_transaction: Callable[[], Application]
    outside_transaction: Callable[[], Application]
    analytics: Analytics
    campus: ZoneInfo
    public_url: str
    session_secret: str = field(repr=False)
    rate_limit_storage_url: str = field(default="memory://", repr=False)
    metrics_token: str = field(default="", repr=False)


def make_app(site: Site) -> Any:
    """Build the WSGI application over the core."""
    with Configurator(settings=_settings(site)) as config:
        config.registry.site = site
        config.include("pyramid_tm")
        config.include("pyramid_retry")
        config.include("pyramid_jinja2")
        config.include("enrollment.web.request")
        config.include("enrollment.web.headers")
        config.include("enrollment.web.journal")
        config.include("enrollment.web.retries")
        config.include("enrollment.web.ingress")
        config.include("enrollment.web.limits")
        config.include("enrollment.web.security")
        config.include("enrollment.web.csrf")
        config.include("enrollment.web.routes")
        config.include("enrollment.web.api")
        config.scan("enrollment.web")
        refuse_other_methods(config)
        return config.make_wsgi_app()


def _free(transactions: Any) -> Any:
    """Return the thread's manager, rid of a transaction whose COMMIT failed: nobody else ends such a one.

    Left where it is, it would keep the thread from ever beginning another.
    """
    with suppress(NoTransaction):
        transactions.abort()
    return transactions


def _settings(site: Site) -> dict[str, Any]:
    return {
        "tm.manager_hook": lambda request: _free(site.transactions),
        "tm.activate_hook": lambda request: request.method not in SAFE_METHODS,
        "tm.annotate_user": False,
        "retry.attempts": ATTEMPTS,
        "retry.activate_hook": attempts,
        "jinja2.trim_blocks": True,
        "jinja2.lstrip_blocks": True,
        "jinja2.undefined": "strict",
    }
