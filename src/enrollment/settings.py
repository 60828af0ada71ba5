"""How one installation differs from another: read once, checked all together, then passed by value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

PREFIX = "enrollment."
DEVELOPMENT_SECRET = "for development only: everybody knows this secret"  # noqa: S105 - production refuses it
SECRET_LENGTH = 32
MAIL_FROM = re.compile(r"[^@<>\s]+@[^@<>\s]+|[^@<>]*<[^@<>\s]+@[^@<>\s]+>")


class BadSettings(Exception):
    """Everything that is wrong with the settings, one fault a line; values are never shown, they may be secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the program may be told. The defaults are the embedded ones, which need no other service.

    ``data_dir`` is where they keep what they keep; relative paths start at the ini file. A production
    installation says ``environment = production`` and is then asked for everything that matters.
    """

    environment: str = "development"
    data_dir: Path = Path("var")
    database_url: str = field(default="", repr=False)
    database_pool_size: int = 8
    broker_url: str = field(default="memory://", repr=False)
    smtp_url: str = field(default="", repr=False)
    mail_from: str = "Registrar <registrar@localhost>"
    public_url: str = "http://127.0.0.1:6543"
    campus_timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("America/Los_Angeles"))
    session_secret: str = field(default=DEVELOPMENT_SECRET, repr=False)
    jwt_private_key_file: Path | None = None
    jwt_secret: str = field(default="", repr=False)
    rate_limit_storage_url: str = field(default="memory://", repr=False)
    metrics_token: str = field(default="", repr=False)

    @property
    def is_production(self) -> bool:
        """Whether real students use this installation."""
        return self.environment == "production"


PARSERS: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    Path: Path,
    Path | None: Path,
    ZoneInfo: ZoneInfo,
}


def read(ini: Mapping[str, str], environ: Mapping[str, str], here: Path) -> Settings:
    """Return the settings: ``ENROLLMENT_SMTP_URL`` in the environment, else ``enrollment.smtp_url`` in the ini.

    Raises BadSettings, naming every fault at once: unknown, malformed, and missing or unsafe in production.
    """
    kinds = get_type_hints(Settings)
    given = {name.removeprefix(PREFIX): text for name, text in ini.items() if name.startswith(PREFIX)}
    given |= {name: environ[key] for name in kinds if (key := f"ENROLLMENT_{name.upper()}") in environ}

    faults = [f"{PREFIX}{name} is not a setting" for name in given.keys() - kinds.keys()]
    values: dict[str, Any] = {}
    for name in given.keys() & kinds.keys():
        try:
            values[name] = PARSERS[kinds[name]](given[name].strip())
        except (ValueError, LookupError, OSError):
            faults.append(f"{PREFIX}{name} is not a valid {_kind_in_words(kinds[name])}")
    settings = Settings(**values)
    faults += _faults(settings, values, here)
    if faults:
        raise BadSettings("\n".join(sorted(faults)))
    return _resolved(settings, here)


def _faults(settings: Settings, given: Mapping[str, Any], here: Path) -> list[str]:
    checks = {
        "environment must be development or production": settings.environment in ("development", "production"),
        "public_url must be an http or https address without a path": _is_origin(settings.public_url),
        "database_url must be a sqlite or postgresql URL": _scheme(settings.database_url).partition("+")[0]
        in ("", "sqlite", "postgresql"),
        "broker_url must be memory:// or an amqp URL": _scheme(settings.broker_url) in ("memory", "amqp", "amqps"),
        "smtp_url must be maildir:FOLDER, or the URL of a mail server": _is_way_for_mail(settings.smtp_url),
        "mail_from must be an address, or Name <address>": bool(MAIL_FROM.fullmatch(settings.mail_from)),
        "database_pool_size must be at least 1": settings.database_pool_size >= 1,
        f"jwt_secret must have at least {SECRET_LENGTH} characters": not settings.jwt_secret
        or len(settings.jwt_secret) >= SECRET_LENGTH,
        f"metrics_token must have at least {SECRET_LENGTH} characters": not settings.metrics_token
        or len(settings.metrics_token) >= SECRET_LENGTH,
        "jwt_private_key_file and jwt_secret exclude each other": not (
            settings.jwt_secret and settings.jwt_private_key_file
        ),
        f"session_secret must have at least {SECRET_LENGTH} characters": len(settings.session_secret) >= SECRET_LENGTH,
    }
    if settings.is_production:
        checks |= {
            f"{name} is missing": bool(given.get(name))
            for name in ("broker_url", "campus_timezone", "database_url", "mail_from", "public_url", "smtp_url")
        }
        checks |= {
            "session_secret is missing, or the one of development": settings.session_secret != DEVELOPMENT_SECRET,
            "jwt_private_key_file is missing": bool(settings.jwt_private_key_file or settings.jwt_secret),
            "jwt_private_key_file names no file": settings.jwt_private_key_file is None
            or (here / settings.jwt_private_key_file).is_file(),
            "public_url must begin with https://": settings.public_url.startswith("https://"),
            "broker_url must name a broker, not memory://": not settings.broker_url.startswith("memory:"),
        }
    return [PREFIX + fault for fault, passed in checks.items() if not passed]


def _is_origin(url: str) -> bool:
    parts = _parts(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.path.strip("/") or parts.query)


def _is_way_for_mail(url: str) -> bool:
    parts = _parts(url)
    if parts.scheme == "maildir":
        return bool(parts.path)
    return url == "" or (parts.scheme in ("smtp", "smtps", "smtp+starttls") and bool(parts.hostname))


def _scheme(url: str) -> str:
    return url.partition(":")[0]


def _parts(url: str) -> SplitResult:
    """Return the parts of the URL; none of them where it, or its port, is malformed."""
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else urlsplit("")
    except ValueError:
        return urlsplit("")


def _kind_in_words(kind: Any) -> str:
    return {int: "number", ZoneInfo: "time zone"}.get(kind, "value")


def _resolved(settings: Settings, here: Path) -> Settings:
    """Fill in what the embedded defaults derive from, and make every path absolute."""
    data_dir = here / settings.data_dir
    key = settings.jwt_private_key_file
    if key is None and not settings.jwt_secret:
        key = data_dir / "jwt-development.pem"
    return replace(
        settings,
        data_dir=data_dir,
        database_url=settings.database_url or f"sqlite:///{data_dir}/enrollment.sqlite",
        smtp_url=_from(here, settings.smtp_url or f"maildir:{data_dir}/mail"),
        public_url=settings.public_url.rstrip("/"),
        jwt_private_key_file=here / key if key else None,
    )


def _from(here: Path, smtp_url: str) -> str:
    scheme, _, folder = smtp_url.partition(":")
    return f"maildir:{here / folder}" if scheme == "maildir" else smtp_url
