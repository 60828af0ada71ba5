"""What the system does: one use case a file, named by its verb."""

from dataclasses import dataclass

from enrollment.application.count_event import CountEvent
from enrollment.application.drop_enrollment import DropEnrollment
from enrollment.application.enroll_student import EnrollStudent
from enrollment.application.issue_tokens import IssueTokens
from enrollment.application.preview_enrollment import PreviewEnrollment
from enrollment.application.read_enrollment import ReadEnrollment
from enrollment.application.relay_outbox import RelayOutbox
from enrollment.application.send_notice import SendNotice
from enrollment.application.sign_in import SignIn
from enrollment.ports.accounts import Accounts
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.audit import Audit
from enrollment.ports.catalog import Catalog
from enrollment.ports.clock import Clock
from enrollment.ports.enrollments import Enrollments
from enrollment.ports.idempotency import Idempotency
from enrollment.ports.identity import Identity
from enrollment.ports.outbox import Outbox
from enrollment.ports.passwords import Passwords
from enrollment.ports.sessions import Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """All of it: the use cases, and the records one reads without a rule deciding anything."""

    enroll_student: EnrollStudent
    drop_enrollment: DropEnrollment
    preview_enrollment: PreviewEnrollment
    read_enrollment: ReadEnrollment
    sign_in: SignIn
    issue_tokens: IssueTokens
    accounts: Accounts
    activity_log: ActivityLog
    audit: Audit
    catalog: Catalog
    clock: Clock
    enrollments: Enrollments
    idempotency: Idempotency
    identity: Identity
    outbox: Outbox
    passwords: Passwords
    sessions: Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailroom:
    """What happens behind the student's back: messages sent on, and what each consumer does with one."""

    relay_outbox: RelayOutbox
    send_notice: SendNotice
    count_event: CountEvent
