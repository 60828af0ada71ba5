"""How a file says how seats are waited for, and until when they are given up."""

from datetime import datetime, time
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.adapters.rules_yaml.shapes import many, record, value
from enrollment.adapters.rules_yaml.sheet import Reader
from enrollment.adapters.rules_yaml.values import clock, count, ends, hours, one_of, units
from enrollment.domain.waitlist_rules import DropRule, Promotion, QuietHours, WaitingLimits, WaitlistRule

CLOCK = value(clock)


def waitlist(campus: ZoneInfo) -> Reader:
    """Read how a waitlist moves."""
    return record(
        WaitlistRule,
        (),
        {
            "promotion": value(one_of(Promotion)),
            "capacity": value(count),
            "offer_hours": value(hours),
            "quiet": record(_quiet, ("begins", "ends"), {"begins": CLOCK, "ends": CLOCK}),
            "batch_at": many(CLOCK),
            "closes_at": value(ends(campus)),
        },
    )


def waiting_limits() -> Reader:
    """Read how much a student may wait for."""
    return record(WaitingLimits, (), {"most_entries": value(count), "most_units": value(units)})


def dropping(campus: ZoneInfo) -> Reader:
    """Read until when a course may be dropped; a date is a whole day."""
    until = value(ends(campus))
    return record(_dropping, (), {"deleted_until": until, "withdrawn_until": until, "approved_until": until})


def _quiet(*, begins: time, ends: time) -> QuietHours:
    if begins == ends:
        raise ValueError("no hour of the day would be counted")
    return QuietHours(begins, ends)


def _dropping(**until: Any) -> DropRule:
    rule = DropRule(**until)
    given: list[datetime] = [at for at in (rule.deleted_until, rule.withdrawn_until, rule.approved_until) if at]
    if any(later < earlier for earlier, later in pairwise(given)):
        raise ValueError("deleted_until, withdrawn_until and approved_until do not follow each other")
    return rule
