"""Swaps that make one another possible: each gives up the seat that another wants."""

from collections.abc import Callable, Collection, Sequence

from enrollment.domain.identifiers import CourseId, EntryId
from enrollment.domain.waitlist import WaitlistEntry

LONGEST = 6  # members of a ring
Swaps = Callable[[Collection[CourseId]], Sequence[WaitlistEntry]]


def ring_through(course_id: CourseId, swaps_from: Swaps, barred: Collection[EntryId]) -> Sequence[WaitlistEntry]:
    """Return a shortest ring of swaps in which a seat of the course changes hands, without the barred; or nothing.

    ``swaps_from`` returns the swaps that give up a seat in one of some courses for one in another; those that come
    first are preferred. Nobody is in a ring twice, and no ring has more than LONGEST members. Each member gives up a
    seat in the course that the one before wants, and the first in the one that the last wants.
    """
    paths: dict[CourseId, tuple[WaitlistEntry, ...]] = {course_id: ()}
    frontier = {course_id}
    for _ in range(LONGEST):
        reached: dict[CourseId, tuple[WaitlistEntry, ...]] = {}
        for entry in swaps_from(frontier):
            path, wanted = paths[entry.gives_up[0].course_id], entry.courses[0]
            if entry.id in barred or any(member.student_id == entry.student_id for member in path):
                continue
            if wanted == course_id:
                return (*path, entry)
            if wanted not in paths:
                reached.setdefault(wanted, (*path, entry))
        if not reached:
            return ()
        paths |= reached
        frontier = set(reached)
    return ()
