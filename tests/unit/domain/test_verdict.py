"""What can be asked of a verdict."""

import pytest

from enrollment.domain.reasons import AuthRequired, CourseFull, NotPermitted, Reason
from enrollment.domain.verdict import Verdict

FULL = CourseFull(30, 30)


@pytest.mark.parametrize(
    ("reasons", "allowed", "may_wait"),
    [
        ((), True, False),
        ((FULL,), False, True),
        ((NotPermitted(),), False, False),
        ((NotPermitted(), FULL), False, False),
        ((AuthRequired(), FULL), False, False),
    ],
)
def test_waiting_helps_only_when_a_seat_is_all_that_is_missing(reasons, allowed, may_wait):
    verdict = Verdict(reasons)
    assert (verdict.allowed, verdict.may_wait) == (allowed, may_wait)


def test_a_verdict_tells_whether_a_kind_of_reason_is_among_its_own():
    verdict = Verdict((AuthRequired(), FULL))
    assert verdict.has(CourseFull)
    assert verdict.has(Reason)
    assert not verdict.has(NotPermitted)
