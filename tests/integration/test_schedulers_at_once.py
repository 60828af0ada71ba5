"""Four schedulers at once, each an installation of its own: whatever is due is done, and once."""

from collections import Counter
from datetime import timedelta
from threading import Event
from time import monotonic, sleep

import pytest
from sqlalchemy import func, select, text

from enrollment import settings, wiring
from enrollment.adapters.sql.tables import receipts
from enrollment.cli.scheduler import Scheduler, start_scheduler
from enrollment.domain.errors import CourseContended
from enrollment.domain.receipts import Action
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from enrollment.ports.agenda import LEASE, Chore
from tests.contract.stores import SqlStore
from tests.support.campus import Campus

SCHEDULERS, PATIENCE = 4, 120.0  # seconds
COURSES, OFFERS, WAIT = 20, 12, 14  # courses of each kind; seats each offers, and how many want one
GIVEN, IN_LINE = 2, 4  # seats each gives in a batch, and how many want one
OFFERING, BATCHING = WaitlistRule(promotion=Promotion.OFFER), WaitlistRule(promotion=Promotion.BATCH)
NOTING = (
    "CREATE TABLE taken (course_id uuid, act text)",
    """CREATE FUNCTION note_taken() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO taken VALUES (NEW.course_id, NEW.act); RETURN NULL; END $$""",
    "CREATE TRIGGER note_taken AFTER UPDATE ON agenda FOR EACH ROW WHEN (NEW.is_leased) EXECUTE FUNCTION note_taken()",
)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.postgresql


@pytest.fixture
def campus(postgresql_engine):
    """A campus on PostgreSQL."""
    return Campus(SqlStore(postgresql_engine))


@pytest.fixture
def system(campus, postgresql_url, tmp_path):
    """Start an installation over its records, by its clock."""
    started = []

    def start():
        told = settings.read({"enrollment.database_url": postgresql_url}, {}, tmp_path)
        started.append(wiring.System(told, clock=campus.clock))
        return started[-1]

    yield start
    for one in started:
        one.engine.dispose()


@pytest.fixture
def taken(postgresql_engine):
    """Count how often each chore was taken up, by course and chore, as the database notes it."""
    with postgresql_engine.begin() as connection:
        for statement in NOTING:
            connection.execute(text(statement))

    def count():
        with postgresql_engine.connect() as connection:
            return Counter((row.course_id, row.act) for row in connection.execute(text("SELECT * FROM taken")))

    yield count
    with postgresql_engine.begin() as connection:
        connection.execute(text("DROP FUNCTION note_taken CASCADE"))
        connection.execute(text("DROP TABLE taken"))


@pytest.fixture
def offering(campus):
    """Courses that all students want and that have offered seats to most of them; with the entries, in order."""
    students, courses = [campus.student() for _ in range(WAIT)], [campus.course(0) for _ in range(COURSES)]
    for course in courses:
        campus.rule(course, waitlist=OFFERING)
    lines = {course: [campus.waiting(student, course) for student in students] for course in courses}
    for course in courses:
        campus.resize(course, OFFERS)
    return lines


@pytest.fixture
def batching(campus):
    """Courses that have seats to give in a batch; with the entries that wait for it, in order."""
    courses = [campus.course(GIVEN) for _ in range(COURSES)]
    for course in courses:
        campus.rule(course, waitlist=BATCHING)
    return {course: [campus.waiting(campus.student(), course) for _ in range(IN_LINE)] for course in courses}


def work_off(campus, systems):
    """Run a scheduler over each of the systems until nothing is due."""
    stop, now, ports = Event(), campus.clock.now(), campus.store.ports
    schedulers = [start_scheduler(stop, system) for system in systems]
    until = monotonic() + PATIENCE
    while ports.waitlists.lapsed(now, 1) or ports.agenda.due_since(now):
        assert monotonic() < until, "something is due still"
        sleep(0.05)
    stop.set()
    for one in schedulers:
        one.join()


def standing(campus, entries):
    return [campus.entry(entry).status for entry in entries]


def test_each_offer_lapses_once_and_each_chore_is_done_once(
    campus, system, taken, offering, batching, postgresql_engine
):
    campus.clock.advance(OFFERING.offer_hours * HOUR)

    work_off(campus, [system() for _ in range(SCHEDULERS)])

    over, offered = [EntryStatus.EXPIRED] * OFFERS, [EntryStatus.OFFERED] * (WAIT - OFFERS)
    assert all(standing(campus, entries) == [*over, *offered] for entries in offering.values())
    had, waiting = [EntryStatus.ENROLLED] * GIVEN, [EntryStatus.WAITING] * (IN_LINE - GIVEN)
    assert all(standing(campus, entries) == [*had, *waiting] for entries in batching.values())
    lapses = select(func.count()).select_from(receipts).where(receipts.c.action == Action.LAPSE.value)
    with postgresql_engine.connect() as connection:
        assert connection.execute(lapses).scalar_one() == COURSES * OFFERS
    batches = {course_id: times for (course_id, chore), times in taken().items() if chore == Chore.BATCH}
    assert batches == {course.id: 1 for course in batching}
    assert campus.violations() == []


def test_what_another_has_in_hand_is_due_again_at_once_and_no_more_than_once(campus, system):
    course, scheduler = campus.course(), Scheduler(system())
    campus.rule(course, waitlist=BATCHING)
    entry = campus.waiting(campus.student(), course)
    campus.clock.advance(18 * HOUR)  # on campus it is ten in the evening
    with campus.store.transaction() as ports:
        ports.register.hold(entry.student_id)
        with pytest.raises(CourseContended):
            scheduler.do_next()
    campus.clock.advance(timedelta(seconds=1))

    while scheduler.do_next():
        pass

    assert campus.entry(entry).status is EntryStatus.ENROLLED
    assert not campus.store.ports.agenda.due_since(campus.clock.now() + LEASE)
