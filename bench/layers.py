"""Which layer a function belongs to: of ours by package, of others by distribution."""

from functools import cache
from pathlib import PurePath
from types import CodeType

# What is one thing to whoever reads a profile.
TOGETHER = {
    "transaction": "transaction manager",
    "zope": "transaction manager",
    "pyramid_tm": "transaction manager",
    "pyramid_retry": "pyramid",
    "venusian": "pyramid",
    "webob": "webob",
    "joserfc": "security (JWT)",
    "cryptography": "security (JWT)",
    "structlog": "log",
    "logging": "log",
    "psycopg_binary": "psycopg",
    "pydantic_core": "pydantic",
}
OURS = {"domain": "ours: core", "ports": "ours: core", "application": "ours: core", "cli": "log"}
ADAPTERS = {"sql": "ours: adapter, SQL", "jose": "security (JWT)"}


@cache
def layer_of(code: CodeType) -> str:
    """Return the layer the function belongs to."""
    parts = PurePath(code.co_filename).parts
    if "site-packages" in parts:
        package = parts[parts.index("site-packages") + 1].removesuffix(".py")
        return TOGETHER.get(package, package)
    if "enrollment" in parts:
        ring, technology = (*parts[parts.index("enrollment") + 1 :], "")[:2]
        if ring == "adapters":
            return ADAPTERS.get(technology, "ours: adapter")
        return OURS.get(ring, f"ours: {PurePath(ring).stem}")
    module = next((part for part in parts if part in ("logging", "json")), PurePath(parts[-1]).stem)
    return TOGETHER.get(module, f"Python: {module}")


@cache
def function_of(code: CodeType) -> str:
    """Return the function's name, and in which file it is."""
    parts = PurePath(code.co_filename).parts
    return f"{'/'.join(parts[-2:]).removesuffix('.py')}: {code.co_qualname}"
