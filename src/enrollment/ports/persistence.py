"""What is on record, behind all the ports there are to it."""

from dataclasses import dataclass

from enrollment.ports.academic_records import AcademicRecords
from enrollment.ports.accounts import Accounts
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.agenda import Agenda
from enrollment.ports.analytics import Analytics
from enrollment.ports.audit import Audit
from enrollment.ports.catalog import Catalog
from enrollment.ports.consent_requests import ConsentRequests
from enrollment.ports.deliveries import Deliveries
from enrollment.ports.enrollments import Enrollments
from enrollment.ports.idempotency import Idempotency
from enrollment.ports.inbox import Inbox
from enrollment.ports.measures import Measures
from enrollment.ports.outbox import Outbox
from enrollment.ports.permits import Permits
from enrollment.ports.plans import Plans
from enrollment.ports.refresh_tokens import RefreshTokens
from enrollment.ports.register import Register
from enrollment.ports.roster import Roster
from enrollment.ports.rule_sets import RuleSets
from enrollment.ports.seat_pools import SeatPools
from enrollment.ports.seat_watches import SeatWatches
from enrollment.ports.sessions import Sessions
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Persistence:
    """The adapters of one technology over the same records; in one transaction, or each call in its own."""

    academic_records: AcademicRecords
    accounts: Accounts
    activity_log: ActivityLog
    agenda: Agenda
    analytics: Analytics
    audit: Audit
    catalog: Catalog
    consent_requests: ConsentRequests
    deliveries: Deliveries
    enrollments: Enrollments
    idempotency: Idempotency
    inbox: Inbox
    measures: Measures
    outbox: Outbox
    permits: Permits
    plans: Plans
    refresh_tokens: RefreshTokens
    register: Register
    roster: Roster
    rule_sets: RuleSets
    seat_pools: SeatPools
    seat_watches: SeatWatches
    sessions: Sessions
    waitlists: Waitlists
