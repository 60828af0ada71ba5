"""What the system does: one use case a file, named by its verb."""

from collections.abc import Mapping
from dataclasses import dataclass

from enrollment.application.count_event import CountEvent
from enrollment.application.deliver_mail import DeliverMail
from enrollment.application.drop_enrollment import DropEnrollment
from enrollment.application.enroll_student import EnrollStudent
from enrollment.application.forget_expired import ForgetExpired
from enrollment.application.handle_message import HandleMessage
from enrollment.application.issue_tokens import IssueTokens
from enrollment.application.preview_enrollment import PreviewEnrollment
from enrollment.application.read_enrollment import ReadEnrollment
from enrollment.application.read_metrics import ReadMetrics
from enrollment.application.relay_outbox import RelayOutbox
from enrollment.application.resend_message import ResendMessage
from enrollment.application.sign_in import SignIn
from enrollment.ports.accounts import Accounts
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.analytics import Analytics
from enrollment.ports.audit import Audit
from enrollment.ports.catalog import Catalog
from enrollment.ports.clock import Clock
from enrollment.ports.deliveries import Deliveries
from enrollment.ports.enrollments import Enrollments
from enrollment.ports.idempotency import Idempotency
from enrollment.ports.identity import Identity
from enrollment.ports.inbox import Inbox
from enrollment.ports.measures import Measures
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
    resend_message: ResendMessage
    forget_expired: ForgetExpired
    count_event: CountEvent
    read_metrics: ReadMetrics
    accounts: Accounts
    activity_log: ActivityLog
    analytics: Analytics
    audit: Audit
    catalog: Catalog
    clock: Clock
    deliveries: Deliveries
    enrollments: Enrollments
    idempotency: Idempotency
    identity: Identity
    inbox: Inbox
    measures: Measures
    outbox: Outbox
    passwords: Passwords
    sessions: Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailroom:
    """What happens behind the student's back: messages sent on, handled by each consumer, and mail delivered."""

    relay_outbox: RelayOutbox
    consumers: Mapping[str, HandleMessage]
    deliver_mail: DeliverMail
