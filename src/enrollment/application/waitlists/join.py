"""Stand in line for seats that are taken, or learn why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from enrollment.application.answers import answers_in, keys_of
from enrollment.application.decisions import receipt_without_seat
from enrollment.application.waitlists.own import given_up, own_entry, own_seats
from enrollment.application.waitlists.serving import ServeLines
from enrollment.domain.events import Event, WaitlistJoined, WaitlistRefused
from enrollment.domain.identifiers import CourseId, EnrollmentId, EntryId, UserId
from enrollment.domain.policies import JOINING
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.seats import free_seats
from enrollment.domain.submission import judge_as_one
from enrollment.domain.users import User
from enrollment.domain.waitlist import WaitlistEntry
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.clock import Clock
from enrollment.ports.register import Facts, Register
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is waited for: a seat in each of the courses, none twice.

    ``gives_up`` are seats given up for them. ``or_else`` is an entry that is wanted more, and that they stand for: once
    that is had, these are waited for no longer; once these are had, that is waited for as a swap.
    """

    courses: tuple[CourseId, ...]
    gives_up: tuple[EnrollmentId, ...] = ()
    or_else: EntryId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The receipts, and the entry as it stands now: it may have come to its seats already.

    None: the student may not wait, for the reasons on the receipts.
    """

    receipts: Sequence[Receipt]
    entry: WaitlistEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinWaitlist:
    """Put a student at the end of the line of one course, or of several of which all are wanted or none.

    It asks all that enrolling does but a seat. If there is a seat after all, it is had at once; also by a swap that
    makes another one possible. The same key again gets the same receipts. Works inside the caller's transaction and
    never ends it. Raises StudentBusy, KeyReused, CourseContended; EnrollmentUnknown for a seat that the student does
    not hold, and EntryUnknown for an entry that is not the student's.
    """

    register: Register
    waitlists: Waitlists
    agenda: Agenda
    serve_lines: ServeLines
    clock: Clock

    def __call__(self, student_id: UserId, wanted: Wanted, *, key: IdempotencyKey | None, origin: Origin) -> Joined:
        """Join, and keep the receipts: one for each course, or for each that something stands against."""
        student = self.register.hold(student_id)
        self.waitlists.lock(wanted.courses, patiently=True)
        keys = keys_of(key, wanted.courses)
        facts = {one: self.register.facts(one, student_id, given.key if given else None) for one, given in keys.items()}
        if answers := answers_in(facts.values(), key):
            return joined_before(self.waitlists, list(answers.values()))
        entry = self._entry(student_id, wanted, self.clock.now())
        receipts = self._receipts(entry, student, facts)
        self._keep(receipts, key, origin)
        if any(receipt.is_refused for receipt in receipts):
            return Joined(receipts=receipts)
        for course_id, found in facts.items():
            if closes_at := found.rules.waitlist.closes_at:
                self.agenda.put(course_id, Chore.CLOSE, closes_at)
        if not (entry.gives_up or any(found.course and free_seats(found.course) != 0 for found in facts.values())):
            return Joined(receipts=receipts, entry=entry)
        self.serve_lines(wanted.courses, entry.joined_at, origin=origin)
        return Joined(receipts=receipts, entry=self.waitlists.find(entry.id))

    def _receipts(
        self, entry: WaitlistEntry, student: User | None, facts: Mapping[CourseId, Facts]
    ) -> Sequence[Receipt]:
        """Put the entry in line, unless something stands against that."""
        at = entry.joined_at
        attempts = [found.attempt(at, student).giving_up(entry.courses_given_up) for found in facts.values()]
        verdicts = dict(zip(facts, judge_as_one(attempts, JOINING), strict=True))
        against = {one: verdict for one, verdict in verdicts.items() if verdict.reasons}
        places = {} if against else self.waitlists.join(entry)
        about = Action.JOIN, entry.student_id
        return [
            receipt_without_seat(*about, one, facts[one].rules, at, verdict=verdict, place=places.get(one))
            for one, verdict in (against or verdicts).items()
        ]

    def _entry(self, student_id: UserId, wanted: Wanted, at: datetime) -> WaitlistEntry:
        entry = WaitlistEntry(
            id=EntryId(uuid4()),
            student_id=student_id,
            courses=tuple(sorted(wanted.courses)),
            joined_at=at,
            wish=uuid4(),
            gives_up=given_up(own_seats(self.register, student_id, wanted.gives_up)),
        )
        if wanted.or_else is None:
            return entry
        first = own_entry(self.waitlists, student_id, wanted.or_else)
        alike = [one.entry.choice for one in self.waitlists.of(student_id) if one.entry.wish == first.wish]
        return replace(entry, wish=first.wish, choice=max(alike) + 1)

    def _keep(self, receipts: Sequence[Receipt], key: IdempotencyKey | None, origin: Origin) -> None:
        keys = keys_of(key, [receipt.course_id for receipt in receipts])
        for receipt in receipts:
            self.register.keep(Record.of(receipt, _event(receipt), key=keys[receipt.course_id], origin=origin))


def joined_before(waitlists: Waitlists, receipts: Sequence[Receipt]) -> Joined:
    """Return what the receipts were kept of, with the entry as it stands now."""
    place = next((receipt.place for receipt in receipts if receipt.place), None)
    return Joined(receipts=receipts, entry=waitlists.find(place.entry_id) if place else None)


def _event(receipt: Receipt) -> Event:
    about: dict[str, Any] = {"at": receipt.at, "student_id": receipt.user_id, "course_id": receipt.course_id}
    place = receipt.place
    if place is None:
        return WaitlistRefused(codes=tuple(reason.code for reason in receipt.verdict.reasons), **about)
    return WaitlistJoined(entry_id=place.entry_id, position=place.position or 0, **about)
