"""When the registration that is open to a student closes: with the course's window, or the pass, whichever is first."""

from datetime import timedelta

import pytest

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.catalog import RegistrationWindow
from enrollment.domain.groups import Group
from enrollment.domain.policies.windows import registration_closes
from enrollment.domain.rules import GroupWindow, Rules
from tests.support.build import NOON, a_course, an_attempt

INSTANT, DAY = timedelta(microseconds=1), timedelta(days=1)
SENIORS = Group(name="seniors", standings=frozenset({"SR"}))
SENIOR = AcademicRecord(standing="SR")


def closes(own=None, passes=None, **about):
    """When it closes, the course closing at ``own`` and a senior's pass at ``passes``, if there is one."""
    windows = (GroupWindow(group=SENIORS, opens=NOON, closes=passes),) if passes else ()
    rules = Rules(windows=windows, open_registration=about.pop("open_registration", None))
    course = a_course(registration=RegistrationWindow(closes=own))
    return registration_closes(an_attempt(**{"course": course, "rules": rules, "record": SENIOR} | about))


@pytest.mark.parametrize(
    ("own", "passes", "first"),
    [
        (None, None, None),
        (NOON + DAY, None, NOON + DAY),
        (None, NOON + DAY, NOON + DAY),
        (NOON + DAY, NOON + 2 * DAY, NOON + DAY),
        (NOON + 2 * DAY, NOON + DAY, NOON + DAY),
    ],
)
def test_the_first_of_what_closes_counts(own, passes, first):
    assert closes(own, passes) == first


def test_a_pass_that_is_over_or_somebody_elses_does_not_count():
    assert closes(NOON + DAY, NOON + INSTANT, at=NOON + INSTANT) == NOON + DAY
    assert closes(NOON + 2 * DAY, NOON + DAY, record=AcademicRecord()) == NOON + 2 * DAY
    assert closes(NOON + 2 * DAY, NOON + DAY, user=None) == NOON + 2 * DAY


def test_from_open_registration_on_the_course_alone_counts():
    assert closes(NOON + 2 * DAY, NOON + DAY, open_registration=NOON) == NOON + 2 * DAY
    assert closes(NOON + 2 * DAY, NOON + DAY, open_registration=NOON + INSTANT) == NOON + DAY


def test_without_a_course_there_is_nothing_to_close():
    assert closes(course=None) is None
