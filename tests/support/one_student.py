"""One student with eight hands: requests all at once, through the real application, under rules that were published."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import time as time_of_day
from itertools import cycle
from threading import Barrier, Lock, Thread
from typing import Any

from sqlalchemy import select

from enrollment.adapters.sql import register
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.rows import USER
from enrollment.adapters.sql.student_facts import STUDENT
from enrollment.adapters.sql.tables import users
from enrollment.domain.catalog import Course
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.rule_book import Said, Scope
from enrollment.wiring import System
from tests.support.build import a_course
from tests.support.office import Office, Wish

HANDS = 8
MONDAY_NOON = Meeting(kind="LE", days=(Day.MONDAY,), starts=time_of_day(12), ends=time_of_day(12, 50))
# Seconds between the facts and the claim, as on a busy day: never the same twice in a row.
PAUSES = (0.0, 0.02, 0.04, 0.06, 0.08)


def publish(system: System, sets: Mapping[Scope, Said]) -> int:
    """Put the sets into the rule book, and return the edition."""
    rule_sets = system.outside_transaction().rule_sets
    with system.transactions.manager:
        application = system.in_transaction()
        after = rule_sets.book().edition
        return application.rule_sets.publish(sets, after=after, by="ada", at=system.clock.now())


def offer(office: Office, *codes: str, **about: Any) -> list[Course]:
    """A course of each code: four units, on Mondays at noon."""
    courses = [a_course(code=code, units="4", meetings=(MONDAY_NOON,), **about) for code in codes]
    office.system.outside_transaction().catalog.load(courses)
    return courses


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all of them at the same moment, each in a thread of its own, and return what each returned."""
    start, answers = Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        start.wait()
        answers[place] = acts[place]()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def seats_of(wish: Wish, courses: Sequence[Course]) -> list[Course]:
    """Ask for all the courses at once, and return those the student then holds."""
    answers = at_once([lambda course=course: wish.asking(course.id) for course in courses])
    assert {answer.status_int for answer in answers} <= {201, 409}, [answer.text for answer in answers]
    held = {item.course.id for item in wish.held()}
    assert len(held) == sum(answer.status_int == 201 for answer in answers)
    return [course for course in courses if course.id in held]


def dawdle(monkeypatch: Any) -> None:
    """Let time pass between the facts and the decision, so that whoever may overtake does."""
    pauses, lock, facts = cycle(PAUSES), Lock(), register.SqlRegister.facts

    def slow(self: Any, *asked: Any) -> Any:
        found = facts(self, *asked)
        with lock:
            pause = next(pauses)
        time.sleep(pause)
        return found

    monkeypatch.setattr(register.SqlRegister, "facts", slow)


def take_out_the_lock(monkeypatch: Any, system: System) -> None:
    """Two requests of one student no longer wait for each other; on SQLite, the transaction is the lock."""
    monkeypatch.setattr(register, "HOLD", Prepared(select(*USER).where(users.c.id == STUDENT), USER))
    if system.engine.dialect.name == "sqlite":
        monkeypatch.setattr(system, "_in_transaction", system.outside_transaction())
