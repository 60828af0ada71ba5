"""The policy about time: may the student register now, by the course's window and by those of the groups."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from math import inf

from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import RegistrationWindow
from enrollment.domain.groups import Group
from enrollment.domain.reasons import Reason, RegistrationClosed, RegistrationNotOpen
from enrollment.domain.rules import GroupWindow
from enrollment.domain.verdict import Met

_EVERYBODY = Group(name="")


def registration_is_open(attempt: Attempt) -> Reason | Met | None:
    """A student registers in the course's own window, and meanwhile in one of a group the student belongs to.

    A window holds its opening and not its closing. The course's alone counts from open registration on, and for
    whoever is not signed in. A reason names the next instant at which this student can register for this course.
    """
    if attempt.course is None:
        return None
    own = attempt.course.registration
    if own.closes and attempt.at >= own.closes:
        return RegistrationClosed(own.closes)
    if attempt.user and _passes_hold(attempt):
        return _in_a_pass(attempt, own)
    if own.opens is None or attempt.at >= own.opens:
        return None
    is_empty = own.closes is not None and own.closes <= own.opens
    return RegistrationNotOpen(None if is_empty else own.opens)


def passes_of(attempt: Attempt) -> Sequence[GroupWindow]:
    """Return the windows of the groups the user belongs to; none where, or as soon as, they do not hold."""
    if attempt.user is None or not _passes_hold(attempt):
        return ()
    email = attempt.user.email
    return [window for window in attempt.rules.windows if window.group.includes(attempt.record, email)]


def pass_in_force(attempt: Attempt) -> GroupWindow | None:
    """Return which of the user's passes is open now, the one with the most units if several are."""
    now = (
        window
        for window in passes_of(attempt)
        if window.opens <= attempt.at and (window.closes is None or attempt.at < window.closes)
    )
    return max(now, key=lambda window: inf if window.most_units is None else window.most_units, default=None)


def registration_closes(attempt: Attempt) -> datetime | None:
    """Return when the registration that is open to the student now closes; None: it never does."""
    current = pass_in_force(attempt)
    own = attempt.course.registration.closes if attempt.course else None
    return min((closes for closes in (own, current and current.closes) if closes), default=None)


def _passes_hold(attempt: Attempt) -> bool:
    rules = attempt.rules
    return bool(rules.windows) and (rules.open_registration is None or attempt.at < rules.open_registration)


def _in_a_pass(attempt: Attempt, own: RegistrationWindow) -> Reason | Met:
    current = pass_in_force(attempt)
    if current and (own.opens is None or own.opens <= attempt.at):
        return Met(RegistrationNotOpen.code, by=(current.group.name,))
    still_to_come = [opening for opening in _openings(attempt, own) if attempt.at < opening[0]]
    if still_to_come:
        opens, group = min(still_to_come)
        return RegistrationNotOpen(opens, "" if opens == own.opens else group)
    over = [window.closes for window in passes_of(attempt) if window.closes and window.closes <= attempt.at]
    return RegistrationClosed(max(over)) if over else RegistrationNotOpen(None)


def _openings(attempt: Attempt, own: RegistrationWindow) -> Iterator[tuple[datetime, str]]:
    """Yield when each pass, and open registration, opens for this course, and whose it is."""
    windows = list(passes_of(attempt))
    if attempt.rules.open_registration:
        windows.append(GroupWindow(group=_EVERYBODY, opens=attempt.rules.open_registration))
    for window in windows:
        opens = max(window.opens, own.opens or window.opens)
        closings = [closes for closes in (window.closes, own.closes) if closes]
        if all(opens < closes for closes in closings):
            yield opens, window.group.name
