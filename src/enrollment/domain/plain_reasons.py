"""Reasons as JSON has them, and back: each with its code."""

from collections.abc import Iterable, Mapping
from typing import Any

from enrollment.domain.plain import from_plain, to_plain
from enrollment.domain.reasons import REASONS, Reason


def plain_reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Return the reasons as dicts, for keeping."""
    return [{"code": reason.code, **to_plain(reason)} for reason in reasons]


def reasons_in(plain: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Return the reasons that ``plain_reasons`` gave."""
    return tuple(from_plain(REASONS[one["code"]], one) for one in plain)
