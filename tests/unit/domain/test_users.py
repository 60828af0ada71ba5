"""What nobody grants is denied."""

import pytest

from enrollment.domain.users import GRANTS, Permission, Role, normalize_email
from tests.support.build import a_student

EXPECTED = {
    Role.STUDENT: {"enroll", "read-own-enrollments"},
    Role.STAFF: {
        "read-own-enrollments",
        "read-any-enrollment",
        "read-drafts",
        "manage-messages",
        "read-metrics",
        "publish-rules",
        "manage-permits",
        "manage-holds",
        "write-records",
        "manage-courses",
        "manage-waitlists",
    },
    Role.INTEGRATOR: {"read-own-enrollments", "read-any-enrollment", "write-records"},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_permits_exactly_what_is_written_here(role, permission):
    user = a_student(roles=frozenset({role}))
    assert user.may(permission) is (permission.value in EXPECTED[role])


def test_every_role_is_decided_on():
    assert set(GRANTS) == set(Role) == set(EXPECTED)


@pytest.mark.parametrize("permission", Permission)
def test_somebody_without_a_role_may_do_nothing(permission):
    assert not a_student(roles=frozenset()).may(permission)


@pytest.mark.parametrize("permission", Permission)
def test_somebody_not_active_may_do_nothing_whatever_the_roles(permission):
    assert not a_student(roles=frozenset(Role), active=False).may(permission)


@pytest.mark.parametrize("permission", Permission)
def test_roles_add_up(permission):
    assert a_student(roles=frozenset(Role)).may(permission)


@pytest.mark.parametrize("address", ["ada@example.edu", "ADA@EXAMPLE.EDU", " ada@example.edu\t", "Ada@Example.edu\n"])
def test_an_address_is_compared_whatever_its_case_and_the_space_around_it(address):
    assert normalize_email(address) == "ada@example.edu"
