"""Lines at the installation that a real browser visits: full courses, who waits for them, and what is offered."""

from enrollment.application.waitlists.join import Wanted
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.rule_book import section_scope
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
        with world.system.transactions.manager:
            rule_sets = world.system.in_transaction().rule_sets
            edition = rule_sets.book().edition
            rule_sets.publish({section_scope(course): {"waitlist": rule}}, after=edition, by="test", at=NOON)
    return course, world.enroll(course, world.student())


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


def offered(world: World, student: User) -> tuple[Course, WaitlistEntry]:
    """Have a seat offered to the student."""
    course, seat = full_course(world, OFFERS)
    entry = join(world, course, student)
    drop(world, seat)
    return course, entry
