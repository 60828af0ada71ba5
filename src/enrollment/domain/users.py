"""People and programs: who they are, and what their roles permit."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from enrollment.domain.identifiers import UserId


class Role(StrEnum):
    """What somebody is to the registrar."""

    STUDENT = "student"
    STAFF = "staff"
    INTEGRATOR = "integrator"


class Permission(StrEnum):
    """One thing a role may permit. What no role grants is denied."""

    ENROLL = "enroll"
    READ_OWN_ENROLLMENTS = "read-own-enrollments"
    READ_ANY_ENROLLMENT = "read-any-enrollment"
    READ_DRAFTS = "read-drafts"
    MANAGE_MESSAGES = "manage-messages"
    READ_METRICS = "read-metrics"
    PUBLISH_RULES = "publish-rules"
    MANAGE_PERMITS = "manage-permits"
    MANAGE_HOLDS = "manage-holds"
    WRITE_RECORDS = "write-records"
    MANAGE_COURSES = "manage-courses"
    MANAGE_WAITLISTS = "manage-waitlists"


GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.STUDENT: frozenset({Permission.ENROLL, Permission.READ_OWN_ENROLLMENTS}),
    Role.STAFF: frozenset(
        {
            Permission.READ_OWN_ENROLLMENTS,
            Permission.READ_ANY_ENROLLMENT,
            Permission.READ_DRAFTS,
            Permission.MANAGE_MESSAGES,
            Permission.READ_METRICS,
            Permission.PUBLISH_RULES,
            Permission.MANAGE_PERMITS,
            Permission.MANAGE_HOLDS,
            Permission.WRITE_RECORDS,
            Permission.MANAGE_COURSES,
            Permission.MANAGE_WAITLISTS,
        }
    ),
    Role.INTEGRATOR: frozenset(
        {Permission.READ_OWN_ENROLLMENTS, Permission.READ_ANY_ENROLLMENT, Permission.WRITE_RECORDS}
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody known to the system. An inactive user may do nothing."""

    id: UserId
    email: str
    name: str
    roles: frozenset[Role]
    active: bool = True

    def may(self, permission: Permission) -> bool:
        """Whether any of the user's roles grants the permission."""
        return self.active and any(permission in GRANTS[role] for role in self.roles)


# A student of no group, without a record: as whom whoever has not signed in is judged in a list of courses.
ANYBODY = User(id=UserId(UUID(int=0)), email="", name="", roles=frozenset({Role.STUDENT}))


def normalize_email(address: str) -> str:
    """Return the address as it is compared: trimmed, in lower case.

    >>> normalize_email(" Ada@Example.EDU ")
    'ada@example.edu'
    """
    return address.strip().lower()
