"""Grant permits for a course: to a student, or as codes for whoever brings one."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from enrollment.application.waitlists.student import ServeStudent
from enrollment.domain.errors import CourseUnknown, KeyReused
from enrollment.domain.events import PermitGranted
from enrollment.domain.identifiers import CourseId, PermitId, UserId
from enrollment.domain.messages import Message
from enrollment.domain.permission_errors import NotPermittable, OverAlready, StudentUnknown
from enrollment.domain.permit_codes import ALPHABET, LENGTH, hash_of, spelled
from enrollment.domain.permits import PERMITTABLE, Permit
from enrollment.domain.records import IdempotencyKey, LogEntry, Origin
from enrollment.domain.users import Permission, User
from enrollment.ports.accounts import Accounts
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.catalog import Catalog
from enrollment.ports.clock import Clock
from enrollment.ports.outbox import Outbox
from enrollment.ports.permits import Grant, Permits

MOST_CODES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be granted: which rules it sets aside, until when, and whether one enrollment spends it.

    With an address it is one permit of that student's; without, as many codes as ``count``, MOST_CODES at most.
    """

    codes: frozenset[str]
    email: str = ""
    count: int = 1
    expires_at: datetime | None = None
    single_use: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A permit and, this once, its code: only the hash is kept. None where it needs none, or was told before."""

    grant: Grant
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPermits:
    """Grant permits. The same key again grants nothing more, and tells no code a second time.

    A permit sets aside rules of the course only, never a limit of the student's own. Works inside the caller's
    transaction.
    """

    permits: Permits
    catalog: Catalog
    accounts: Accounts
    activity_log: ActivityLog
    outbox: Outbox
    serve_student: ServeStudent
    clock: Clock

    def __call__(
        self, staff: User, course_id: CourseId, wanted: Wanted, *, key: IdempotencyKey, origin: Origin
    ) -> Sequence[Granted]:
        """Grant. Raises CourseUnknown, StudentUnknown, NotPermittable, OverAlready and KeyReused."""
        at = self.clock.now()
        if self.catalog.find(course_id) is None:
            raise CourseUnknown
        if not wanted.codes or not wanted.codes <= PERMITTABLE:
            raise NotPermittable
        if wanted.expires_at and wanted.expires_at <= at:
            raise OverAlready
        student_id = self._student(wanted.email) if wanted.email else None
        ids = [PermitId(uuid5(NAMESPACE_OID, f"{staff.id} {key.key} {number}")) for number in range(_number(wanted))]
        before = {grant.permit.id: grant for grant in self.permits.of_course(course_id) if grant.permit.id in set(ids)}
        if before:
            return _granted_before([before.get(permit_id) for permit_id in ids], wanted, student_id)
        made = [_made(permit_id, staff, course_id, wanted, student_id, at) for permit_id in ids]
        for granted in made:
            self._keep(staff, granted.grant, origin)
        if student_id:
            self.serve_student(student_id, origin=origin)
        return made

    def _student(self, email: str) -> UserId:
        account = self.accounts.find(email)
        if account is None or not account.user.may(Permission.ENROLL):
            raise StudentUnknown
        return account.user.id

    def _keep(self, staff: User, grant: Grant, origin: Origin) -> None:
        permit, at = grant.permit, grant.granted_at
        self.permits.grant(grant)
        details = {
            "permit_id": str(permit.id),
            "course_id": str(grant.course_id),
            "student_id": str(grant.student_id) if grant.student_id else None,
            "rules": sorted(permit.codes),
        }
        entry = LogEntry(user_id=staff.id, action="permit_grant", details=details, timestamp=at, origin=origin)
        self.activity_log.write(entry)
        if grant.student_id:
            self.outbox.put(Message.of(permit_granted(permit, grant.student_id, grant.course_id, at)))


def permit_granted(permit: Permit, student_id: UserId, course_id: CourseId, at: datetime) -> PermitGranted:
    """Return the event that the permit became the student's."""
    codes = tuple(sorted(permit.codes))
    return PermitGranted(at=at, student_id=student_id, course_id=course_id, permit_id=permit.id, codes=codes)


def _number(wanted: Wanted) -> int:
    return 1 if wanted.email else min(wanted.count, MOST_CODES)


def _made(
    permit_id: PermitId, staff: User, course_id: CourseId, wanted: Wanted, student_id: UserId | None, at: datetime
) -> Granted:
    code = None if student_id else spelled("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))
    permit = Permit(
        id=permit_id,
        codes=wanted.codes,
        granted_by=staff.name,
        expires_at=wanted.expires_at,
        single_use=wanted.single_use,
    )
    grant = Grant(
        permit=permit,
        course_id=course_id,
        granted_at=at,
        student_id=student_id,
        code_hash=hash_of(code) if code else None,
    )
    return Granted(grant=grant, code=code)


def _granted_before(grants: Sequence[Grant | None], wanted: Wanted, student_id: UserId | None) -> Sequence[Granted]:
    """Return the permits of the same request before. Raises KeyReused when it was another request."""
    asked = (wanted.codes, wanted.expires_at, wanted.single_use, student_id is None)
    for grant in grants:
        if grant is None:
            raise KeyReused
        kept = grant.permit
        if asked != (kept.codes, kept.expires_at, kept.single_use, grant.code_hash is not None):
            raise KeyReused
        if student_id and grant.student_id != student_id:
            raise KeyReused
    return [Granted(grant=grant, code=None) for grant in grants if grant]
