"""The use cases, put together over the ports.

A use case names what it works with as its fields, by their types: ports, and other parts of the application. So there
is nothing to be said about any of them here.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_type_hints

from enrollment.application import Application
from enrollment.application.forget_expired import ForgetExpired
from enrollment.application.issue_tokens import IssueTokens
from enrollment.application.sign_in import SignIn
from enrollment.ports.accounts import Accounts
from enrollment.ports.persistence import Persistence
from enrollment.ports.sessions import Sessions

T = TypeVar("T")
Parts = Mapping[Any, Any]


def compose(kind: Callable[..., T], parts: Parts) -> T:
    """Return a part of the application: each of its fields is what ``parts`` has for its type, or is composed itself.

    Raises TypeError for a port that is not among the parts.
    """
    return kind(**{name: parts[hint] if hint in parts else compose(hint, parts) for name, hint in _fields(kind)})


def application_over(together: Persistence, alone: Persistence, others: Parts) -> Application:
    """Compose the application. ``others`` are what is not kept on record, by type: the clock, the campus, …

    What changes together goes through ``together``. Who is signed in is told ``alone``, so that nobody holds a
    transaction open while a password is checked.
    """
    ports = {**others, **ports_of(together)}
    signing_in = {**ports, Accounts: alone.accounts, Sessions: alone.sessions}
    parts = {
        **ports,
        Sessions: alone.sessions,
        ForgetExpired: compose(ForgetExpired, ports),
        IssueTokens: compose(IssueTokens, signing_in),
        SignIn: compose(SignIn, signing_in),
    }
    return compose(Application, parts)


def ports_of(persistence: Persistence) -> Parts:
    """Return the adapters by the types of their ports."""
    return {port: getattr(persistence, name) for name, port in _fields(Persistence)}


def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((name, hints[name]) for name in getattr(kind, "__dataclass_fields__", ()))
