"""The web, a driving adapter: it turns requests into questions for the core and answers into pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pyramid.config import Configurator

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
    ``analytics`` takes note of what happens on the pages, and ``touch`` of a visit in the session with that secret;
    neither keeps a request waiting.
    """

    transactions: Any
    in_transaction: Callable[[], Application]
    outside_transaction: Callable[[], Application]
    analytics: Analytics
    touch: Callable[[str, datetime], None]
    campus: ZoneInfo
    public_url: str
    session_secret: str = field(repr=False)
    rate_limit_storage_url: str = field(default="memory://", repr=False)
    metrics_token: str = field(default="", repr=False)


def make_app(site: Site) -> Any:
    """Build the WSGI application over the core."""
    with Configurator(settings=_settings()) as config:
        config.registry.site = site
        config.include("pyramid_retry")
        config.include("enrollment.web.pages.rendering")
        config.include("enrollment.web.request")
        config.include("enrollment.web.furnished")
        config.include("enrollment.web.headers")
        config.include("enrollment.web.journal")
        config.include("enrollment.web.retries")
        config.include("enrollment.web.ingress")
        config.include("enrollment.web.limits")
        config.include("enrollment.web.sign_ins")
        config.include("enrollment.web.security")
        config.include("enrollment.web.csrf")
        config.include("enrollment.web.dispatch")
        config.include("enrollment.web.routes")
        config.include("enrollment.web.api")
        config.scan("enrollment.web")
        refuse_other_methods(config)
        return config.make_wsgi_app()


def _settings() -> dict[str, Any]:
    return {
        "tm.activate_hook": lambda request: request.method not in SAFE_METHODS,
        "tm.annotate_user": False,
        "retry.attempts": ATTEMPTS,
        "retry.activate_hook": attempts,
        "jinja2.trim_blocks": True,
        "jinja2.lstrip_blocks": True,
        "jinja2.undefined": "strict",
    }
