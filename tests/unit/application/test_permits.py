"""Staff grant permits, students bring their codes, and staff take them back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.adapters.memory.activity_log import MemoryActivityLog
from enrollment.adapters.memory.permits import MemoryPermits
from enrollment.application.grant_permits import MOST_CODES, GrantPermits, Wanted
from enrollment.application.redeem_permit import RedeemPermit
from enrollment.application.revoke_permit import RevokePermit
from enrollment.domain.catalog import CourseStatus
from enrollment.domain.errors import CourseUnknown, KeyReused
from enrollment.domain.events import PermitGranted
from enrollment.domain.identifiers import CourseId, PermitId
from enrollment.domain.permission_errors import NotPermittable, OverAlready, PermitUnknown, StudentUnknown
from enrollment.domain.permit_codes import hash_of
from enrollment.domain.permits import PERMITTABLE
from enrollment.domain.reasons import REASONS
from enrollment.domain.wording.permits import SETS_ASIDE
from enrollment.ports.permits import GrantState
from tests.support.build import NOON, a_key, a_staff_member, a_student, an_origin

ORIGIN = an_origin()
CONFLICT = frozenset({"time-conflict"})
HOUR = timedelta(hours=1)


@pytest.fixture
def told(records, clock):
    """What all three use cases are made of."""
    return {"permits": MemoryPermits(records), "activity_log": MemoryActivityLog(records), "clock": clock}


@pytest.fixture
def grace(known):
    """A member of staff."""
    return known(a_staff_member())


@pytest.fixture
def course(offered):
    """A course."""
    return offered()


@pytest.fixture
def grant(made, told, grace, course):
    """Grant what is wanted, under a new key or the one given."""
    use_case = made(GrantPermits)

    def granted(key=None, course_id=course.id, codes=CONFLICT, **wanted):
        return use_case(grace, course_id, Wanted(codes=codes, **wanted), key=key or a_key(), origin=ORIGIN)

    return granted


@pytest.fixture
def redeem(made, told, course):
    """Bring a code."""
    use_case = made(RedeemPermit)
    return lambda student, code, course_id=course.id: use_case(student.id, course_id, code, origin=ORIGIN)


@pytest.fixture
def revoke(told, grace, course):
    """Take a permit back."""
    use_case = RevokePermit(**told)
    return lambda permit_id: use_case(grace, course.id, permit_id, origin=ORIGIN)


def test_a_permit_for_a_student_is_theirs_at_once_and_logged_and_told(grant, known, grace, course, records):
    ada = known()
    (granted,) = grant(email=f" {ada.email.upper()} ", expires_at=NOON + HOUR)
    assert (granted.code, granted.grant.code_hash, granted.grant.student_id) == (None, None, ada.id)
    entry, (kept,) = records.log[-1], records.outbox.values()
    assert (entry.user_id, entry.action, entry.details["student_id"]) == (grace.id, "permit_grant", str(ada.id))
    assert kept.message.event == PermitGranted(
        at=NOON, student_id=ada.id, course_id=course.id, permit_id=granted.grant.permit.id, codes=("time-conflict",)
    )


def test_codes_are_told_once_and_only_their_hashes_are_kept(grant, records):
    granted = grant(count=3)
    codes = [one.code for one in granted]
    assert len(set(codes)) == 3
    assert [one.grant.code_hash for one in granted] == [hash_of(code) for code in codes]
    assert not any(code in repr(records) or code.replace("-", "") in repr(records) for code in codes)


def test_a_code_has_sixty_bits_and_no_letter_that_looks_like_another(grant):
    letters = "".join(one.code.replace("-", "") for one in grant(count=MOST_CODES))
    assert len(letters) == 12 * MOST_CODES
    assert len(set(letters)) == 32
    assert not set(letters) & set("OILU")


def test_no_more_codes_are_made_at_once_than_there_may_be(grant):
    assert len(grant(count=MOST_CODES + 1)) == MOST_CODES


def test_the_same_key_again_grants_nothing_more_and_tells_no_code(grant, records):
    key = a_key()
    first = grant(key, count=2)
    again = grant(key, count=2)
    assert [one.grant for one in again] == [one.grant for one in first]
    assert [one.code for one in again] == [None, None]
    assert len(records.permits) == len(records.log) == 2


@pytest.mark.parametrize("other", [{"count": 2}, {"single_use": True}, {"codes": frozenset({"repeat-limit"})}])
def test_a_key_used_for_something_else_grants_nothing(grant, records, other):
    key = a_key()
    grant(key, count=1)
    with pytest.raises(KeyReused):
        grant(key, **other)
    assert len(records.permits) == 1


@pytest.mark.parametrize("code", [*sorted(set(REASONS) - PERMITTABLE), "no-such-rule"])
def test_no_permit_sets_aside_a_limit_of_the_students_own_or_the_calendars(grant, records, code):
    with pytest.raises(NotPermittable):
        grant(codes=frozenset({"time-conflict", code}))
    assert not records.permits


def test_a_permit_names_a_rule_and_ends_in_the_future(grant, records):
    with pytest.raises(NotPermittable):
        grant(codes=frozenset())
    with pytest.raises(OverAlready):
        grant(expires_at=NOON)
    assert not records.permits


def test_only_students_are_granted_permits_and_only_for_courses(grant, known, grace, records):
    for email in (grace.email, "nobody@example.edu", known(a_student(active=False)).email):
        with pytest.raises(StudentUnknown):
            grant(email=email)
    with pytest.raises(CourseUnknown):
        grant(course_id=CourseId(uuid4()))
    assert not records.permits


def test_a_code_makes_the_permit_the_students_however_it_is_spelled(grant, redeem, known, records):
    (granted,) = grant()
    ada = known()
    spelled = granted.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert redeem(ada, spelled) == granted.grant.permit
    assert records.log[-1].details["permit_id"] == str(granted.grant.permit.id)
    assert spelled not in repr(records.log)
    assert [type(kept.message.event) for kept in records.outbox.values()] == [PermitGranted]


def test_bringing_it_again_is_the_same_permit_and_no_news(grant, redeem, known, records):
    (granted,), ada = grant(), known()
    assert redeem(ada, granted.code) == redeem(ada, granted.code)
    assert len(records.outbox) == 1


def test_a_code_of_no_use_is_the_same_nothing_whyever_and_is_logged(grant, redeem, revoke, known, clock, records):
    used, expired, revoked = grant()[0], grant(expires_at=NOON + HOUR)[0], grant()[0]
    redeem(known(), used.code)
    revoke(revoked.grant.permit.id)
    clock.advance(HOUR)
    ada = known()
    codes = [used.code, expired.code, revoked.code, "K7QX-3MPD-9TCV", "", "' OR 1=1"]
    assert [redeem(ada, code) for code in codes] == [None] * len(codes)
    assert [entry.details["permit_id"] for entry in records.log if entry.user_id == ada.id] == [None] * len(codes)


def test_a_code_for_a_course_one_may_not_know_of_tells_nothing(redeem, known, offered):
    with pytest.raises(CourseUnknown):
        redeem(known(), "K7QX-3MPD-9TCV", offered(status=CourseStatus.DRAFT).id)


def test_a_permit_is_taken_back_once_and_logged(grant, revoke, grace, records, clock):
    (granted,) = grant()
    assert revoke(granted.grant.permit.id).revoked_at == NOON
    clock.advance(HOUR)
    assert revoke(granted.grant.permit.id).revoked_at == NOON
    assert [entry.action for entry in records.log] == ["permit_grant", "permit_revocation"]
    assert records.log[-1].user_id == grace.id


def test_a_permit_for_another_course_is_not_found_here(grant, revoke, offered):
    other = grant(course_id=offered().id)[0]
    for permit_id in (other.grant.permit.id, PermitId(uuid4())):
        with pytest.raises(PermitUnknown):
            revoke(permit_id)


def test_what_has_become_of_a_permit_is_one_word(grant, redeem, revoke, known, records, register):
    opened, held, spent, revoked, expired = (grant(expires_at=NOON + HOUR)[0] for _ in range(5))
    for one in (held, spent):
        redeem(known(), one.code)
    register.spend(spent.grant.permit.id, NOON)
    revoke(revoked.grant.permit.id)
    now = [records.permits[one.grant.permit.id].state(NOON) for one in (opened, held, spent, revoked)]
    assert now == [GrantState.OPEN, GrantState.HELD, GrantState.SPENT, GrantState.REVOKED]
    assert expired.grant.state(NOON + HOUR) is GrantState.EXPIRED


def test_there_are_words_for_every_rule_a_permit_may_name():
    assert set(SETS_ASIDE) == PERMITTABLE
