"""The students of a replayed term, who are made up: a campus tells how many came, and not who.

Whoever comes for a seat is somebody who has neither a seat nor a place in a section of the same course, has fewer than
MOST courses, and may register at that instant. Such a one is found among those who came before, or is new. Who of a
section drops, or leaves its line, is drawn by lot; the lots are the same each time.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from enrollment.cli.replaying.recorded import Pass
from enrollment.domain.identifiers import UserId

MOST = 5  # courses of one student
AT_ONCE = 200  # students made at a time
ASKED = 8  # of those who came before, at most, for each one who comes
EVERYBODY = ""  # the group of all, where there are no passes


@dataclass(slots=True)
class Person:
    """A student, of which group, and the codes of the courses they have or wait for."""

    id: UserId
    group: str
    codes: set[str] = field(default_factory=set)


class People:
    """The students of one part of a run. ``make`` puts so many new ones of a group on record."""

    def __init__(self, passes: Sequence[Pass], make: Callable[[str, int], Sequence[UserId]], seed: str) -> None:
        self._passes, self._make = passes, make
        self._lots = Random(seed)  # noqa: S311 - who comes is no secret
        self._idle: dict[str, deque[Person]] = {}

    def comes(self, code: str, at: datetime) -> Person:
        """Return a student who comes for a course of that code then."""
        group = self._lots.choice(self._groups(at))
        idle = self._idle.setdefault(group, deque())
        for _ in range(min(ASKED, len(idle))):
            person = idle.popleft()
            if code not in person.codes:
                return self._taking(person, code)
            idle.append(person)
        idle.extendleft(Person(id=made, group=group) for made in self._make(group, AT_ONCE))
        return self._taking(idle.popleft(), code)

    def gone(self, person: Person, code: str) -> None:
        """The student has no course of that code any more, nor waits for one."""
        if len(person.codes) == MOST:
            self._idle[person.group].append(person)
        person.codes.discard(code)

    def one_of(self, number: int) -> int:
        """Return which of so many it is, by lot."""
        return self._lots.randrange(number)

    def _taking(self, person: Person, code: str) -> Person:
        person.codes.add(code)
        if len(person.codes) < MOST:
            self._idle[person.group].append(person)
        return person

    def _groups(self, at: datetime) -> Sequence[str]:
        """Return which groups may register then; between passes, and after them, any."""
        groups = list(self._passes[0].opens) if self._passes else [EVERYBODY]
        for one in self._passes:
            if at < one.ends:
                return [group for group, opens in one.opens.items() if opens <= at] or groups
        return groups
