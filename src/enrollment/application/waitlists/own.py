"""What is a student's own to act on: somebody else's is as good as none."""

from collections.abc import Collection, Sequence

from enrollment.domain.errors import EnrollmentUnknown
from enrollment.domain.identifiers import EnrollmentId, EntryId, UserId
from enrollment.domain.waitlist import OPEN, EntryStatus, GivenUp, WaitlistEntry
from enrollment.domain.waitlist_errors import EntryUnknown, OfferUnknown
from enrollment.ports.register import Facts, Register
from enrollment.ports.waitlists import Waitlists

_OFFERED = frozenset({EntryStatus.OFFERED, EntryStatus.EXPIRED})


def own_entry(waitlists: Waitlists, student_id: UserId, entry_id: EntryId) -> WaitlistEntry:
    """Return the student's entry that is not over. Raises EntryUnknown."""
    entry = waitlists.find(entry_id)
    if entry is None or entry.student_id != student_id or entry.status not in OPEN:
        raise EntryUnknown
    return entry


def own_offer(waitlists: Waitlists, student_id: UserId, entry_id: EntryId) -> WaitlistEntry:
    """Return the student's entry that is offered its seats, or was until that expired. Raises OfferUnknown."""
    entry = waitlists.find(entry_id)
    if entry is None or entry.student_id != student_id or entry.status not in _OFFERED:
        raise OfferUnknown
    return entry


def own_seats(register: Register, student_id: UserId, ids: Collection[EnrollmentId]) -> Sequence[Facts]:
    """Return the facts about seats that the student holds. Raises EnrollmentUnknown."""
    found = [register.facts_of(enrollment_id, student_id) for enrollment_id in dict.fromkeys(ids)]
    if any(facts.enrollment is None or not facts.enrollment.is_held for facts in found):
        raise EnrollmentUnknown
    return found


def given_up(seats: Sequence[Facts]) -> tuple[GivenUp, ...]:
    """Return what an entry says of seats that are given up for what it waits for."""
    return tuple(GivenUp(one.enrollment.id, one.enrollment.course_id) for one in seats if one.enrollment)
