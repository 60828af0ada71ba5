"""Which term a command is about."""

import re
from datetime import date, datetime

import click

from enrollment.application import Application
from enrollment.domain.catalog import Term

_QUARTERS = ["WI"] * 3 + ["SP"] * 3 + ["SU"] * 2 + ["FA"] * 4  # by month


def days_between(starts: datetime | None, ends: datetime | None) -> tuple[date, date] | None:
    """Return the term's first and last day; None where neither is given."""
    if starts is None and ends is None:
        return None
    if starts is None or ends is None:
        raise click.UsageError("--starts and --ends go together.")
    if ends < starts:
        raise click.UsageError("The term ends before it starts.")
    return starts.date(), ends.date()


def term_meant(application: Application, code: str | None, name: str, days: tuple[date, date] | None) -> Term:
    """Return the term meant, with what is known of it; a new one has that name, or its code for one."""
    if code is None:
        known = [term.code for term in application.catalog.filters().terms] or [_present_term(application.clock.now())]
        if len(known) > 1:
            raise click.UsageError(f"Say which --term; the catalog has {', '.join(known)}.")
        code = known[0]
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}", code):
        raise click.UsageError("A term is up to 20 letters and digits, such as SP27.")
    found = application.catalog.term(code)
    name = found.name if found else name or code
    if days is None:
        return Term(code=code, name=name)
    return Term(code=code, name=name, starts_on=days[0], ends_on=days[1])


def _present_term(now: datetime) -> str:
    """Return the quarter the instant lies in, as registrars abbreviate it.

    >>> _present_term(datetime(2026, 11, 22))
    'FA26'
    """
    return f"{_QUARTERS[now.month - 1]}{now:%y}"
