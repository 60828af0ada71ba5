"""Lines at the installation that a real browser visits: full courses, who waits for them, and what is offered."""

from collections.abc import Sequence

from enrollment.application.waitlists.join import Wanted
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.rule_book import section_scope
from enrollment.domain.submission import Mode
from enrollment.domain.users import User
from enrollment.domain.waitlist import WaitlistEntry
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.browser.world import World
from tests.support.build import NOON, an_origin

OFFERS = WaitlistRule(promotion=Promotion.OFFER, offer_hours=24)


def full_course(world: World, rule: WaitlistRule | None = None, **about: object) -> tuple[Course, Enrollment]:
    """Offer a course of one seat, and return it with the seat, which somebody holds; ``rule`` is that of its line."""
    course = world.offer(**{"max_participants": 1} | about)
    if rule:
        _publish(world, course, waitlist=rule)
    return course, world.enroll(course, world.student())


def linked(world: World, code: str, *sections: str, kinds: tuple[str, ...] = ("LE", "LA")) -> list[Course]:
    """Offer sections of a course of which one of each kind is taken, and return them."""
    courses = [world.offer(code=code, section=section, meetings=()) for section in sections]
    for course in courses:
        _publish(world, course, linked=kinds)
    return courses


def enroll_in_all(world: World, student: User, courses: Sequence[Course]) -> list[Enrollment]:
    """Enroll the student in all of these at once, and return the seats."""
    with world.system.transactions.manager:
        submit = world.system.in_transaction().submit_courses
        asked = [course.id for course in courses]
        lines = submit(student.id, asked, mode=Mode.ALL_OR_NOTHING, key=None, origin=an_origin())
    held = [line.receipt.enrollment for line in lines if line.receipt and line.receipt.enrollment]
    assert held, lines
    return held


def join(world: World, course: Course, student: User) -> WaitlistEntry:
    """Have the student stand in line."""
    with world.system.transactions.manager:
        join_waitlist = world.system.in_transaction().join_waitlist
        joined = join_waitlist(student.id, Wanted(courses=(course.id,)), key=None, origin=an_origin())
    assert joined.entry, joined.receipts
    return joined.entry


def drop(world: World, seat: Enrollment) -> None:
    """Have whoever holds the seat give it up."""
    with world.system.transactions.manager:
        drop_enrollment = world.system.in_transaction().drop_enrollment
        drop_enrollment(seat.student_id, seat.id, key=None, origin=an_origin())


def _publish(world: World, course: Course, **said: object) -> None:
    with world.system.transactions.manager:
        rule_sets = world.system.in_transaction().rule_sets
        edition = rule_sets.book().edition
        rule_sets.publish({section_scope(course): said}, after=edition, by="test", at=NOON)


def offered(world: World, student: User) -> tuple[Course, WaitlistEntry]:
    """Have a seat offered to the student."""
    course, seat = full_course(world, OFFERS)
    entry = join(world, course, student)
    drop(world, seat)
    return course, entry
