"""What the system does: one use case a file, named by its verb."""

from collections.abc import Mapping
from dataclasses import dataclass

from enrollment.application.ask_consent import AskConsent
from enrollment.application.change_course import ChangeCourse
from enrollment.application.change_holds import ChangeHolds
from enrollment.application.check_rules import CheckRules
from enrollment.application.count_event import CountEvent
from enrollment.application.decide_consent import DecideConsent
from enrollment.application.deliver_mail import DeliverMail
from enrollment.application.drop_enrollment import DropEnrollment
from enrollment.application.enroll_student import EnrollStudent
from enrollment.application.find_sections import FindSections
from enrollment.application.find_takeable import FindTakeable
from enrollment.application.forget_expired import ForgetExpired
from enrollment.application.grant_permits import GrantPermits
from enrollment.application.handle_message import HandleMessage
from enrollment.application.handle_outbox import HandleOutbox
from enrollment.application.issue_tokens import IssueTokens
from enrollment.application.overbook import Overbook
from enrollment.application.plan_courses import PlanCourses
from enrollment.application.preview_enrollment import PreviewEnrollment
from enrollment.application.publish_rules import PublishRules
from enrollment.application.put_record import PutRecord
from enrollment.application.read_enrollment import ReadEnrollment
from enrollment.application.read_metrics import ReadMetrics
from enrollment.application.read_plan import ReadPlan
from enrollment.application.read_submission import ReadSubmission
from enrollment.application.redeem_permit import RedeemPermit
from enrollment.application.relay_outbox import RelayOutbox
from enrollment.application.release_pools import ReleasePools
from enrollment.application.resend_message import ResendMessage
from enrollment.application.revoke_permit import RevokePermit
from enrollment.application.sign_in import SignIn
from enrollment.application.simulate_rules import SimulateRules
from enrollment.application.submit_courses import SubmitCourses
from enrollment.application.swap_enrollment import SwapEnrollment
from enrollment.application.undo_drop import UndoDrop
from enrollment.application.waitlists.accept import AcceptOffer
from enrollment.application.waitlists.chores import DoChore
from enrollment.application.waitlists.decline import DeclineOffer
from enrollment.application.waitlists.join import JoinWaitlist
from enrollment.application.waitlists.lapse import LapseOffer
from enrollment.application.waitlists.leave import LeaveWaitlist
from enrollment.application.waitlists.move import MoveEntry
from enrollment.application.waitlists.revise import ReviseEntry
from enrollment.application.waitlists.standing import ReadStanding
from enrollment.application.waitlists.sweep import SweepLines
from enrollment.application.watch_seat import WatchSeat
from enrollment.ports.academic_records import AcademicRecords
from enrollment.ports.accounts import Accounts
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.agenda import Agenda
from enrollment.ports.analytics import Analytics
from enrollment.ports.audit import Audit
from enrollment.ports.catalog import Catalog
from enrollment.ports.clock import Clock
from enrollment.ports.consent_requests import ConsentRequests
from enrollment.ports.deliveries import Deliveries
from enrollment.ports.enrollments import Enrollments
from enrollment.ports.idempotency import Idempotency
from enrollment.ports.identity import Identity
from enrollment.ports.inbox import Inbox
from enrollment.ports.measures import Measures
from enrollment.ports.outbox import Outbox
from enrollment.ports.passwords import Passwords
from enrollment.ports.permits import Permits
from enrollment.ports.plans import Plans
from enrollment.ports.rule_file import RuleFiles
from enrollment.ports.rule_sets import RuleSets
from enrollment.ports.sessions import Sessions
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """All of it: the use cases, and the records one reads without a rule deciding anything."""

    enroll_student: EnrollStudent
    submit_courses: SubmitCourses
    drop_enrollment: DropEnrollment
    undo_drop: UndoDrop
    swap_enrollment: SwapEnrollment
    join_waitlist: JoinWaitlist
    leave_waitlist: LeaveWaitlist
    revise_entry: ReviseEntry
    accept_offer: AcceptOffer
    decline_offer: DeclineOffer
    read_standing: ReadStanding
    watch_seat: WatchSeat
    move_entry: MoveEntry
    overbook: Overbook
    change_course: ChangeCourse
    do_chore: DoChore
    lapse_offer: LapseOffer
    sweep_lines: SweepLines
    plan_courses: PlanCourses
    read_plan: ReadPlan
    read_submission: ReadSubmission
    preview_enrollment: PreviewEnrollment
    find_sections: FindSections
    find_takeable: FindTakeable
    read_enrollment: ReadEnrollment
    sign_in: SignIn
    issue_tokens: IssueTokens
    resend_message: ResendMessage
    forget_expired: ForgetExpired
    release_pools: ReleasePools
    count_event: CountEvent
    read_metrics: ReadMetrics
    check_rules: CheckRules
    simulate_rules: SimulateRules
    publish_rules: PublishRules
    ask_consent: AskConsent
    decide_consent: DecideConsent
    grant_permits: GrantPermits
    redeem_permit: RedeemPermit
    revoke_permit: RevokePermit
    change_holds: ChangeHolds
    put_record: PutRecord
    academic_records: AcademicRecords
    accounts: Accounts
    activity_log: ActivityLog
    agenda: Agenda
    analytics: Analytics
    audit: Audit
    catalog: Catalog
    clock: Clock
    consent_requests: ConsentRequests
    deliveries: Deliveries
    enrollments: Enrollments
    idempotency: Idempotency
    identity: Identity
    inbox: Inbox
    measures: Measures
    outbox: Outbox
    passwords: Passwords
    permits: Permits
    plans: Plans
    rule_files: RuleFiles
    rule_sets: RuleSets
    sessions: Sessions
    waitlists: Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailroom:
    """What happens behind the student's back: messages sent on, handled by each consumer, and mail delivered."""

    relay_outbox: RelayOutbox | HandleOutbox
    consumers: Mapping[str, HandleMessage]
    deliver_mail: DeliverMail
