"""The composition root: the one place that knows which adapter stands behind which port."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from transaction import ThreadTransactionManager, TransactionManager

from enrollment import settings as installation
from enrollment import web
from enrollment.adapters.argon2_passwords import Argon2Passwords
from enrollment.adapters.gathering import GatheringAnalytics, GatheringVisits, keep_handing_on
from enrollment.adapters.jose.identity import JoseIdentity
from enrollment.adapters.jose.keys import key_of_secret, load_key, load_or_create_key
from enrollment.adapters.rules_yaml import YamlRuleFiles
from enrollment.adapters.sql.academic_records import SqlAcademicRecords
from enrollment.adapters.sql.accounts import SqlAccounts
from enrollment.adapters.sql.activity_log import SqlActivityLog
from enrollment.adapters.sql.analytics import SqlAnalytics
from enrollment.adapters.sql.audit import SqlAudit
from enrollment.adapters.sql.catalog import SqlCatalog
from enrollment.adapters.sql.consent_requests import SqlConsentRequests
from enrollment.adapters.sql.deliveries import SqlDeliveries
from enrollment.adapters.sql.engine import Autocommit, Statements, make_engine
from enrollment.adapters.sql.enrollments import SqlEnrollments
from enrollment.adapters.sql.idempotency import SqlIdempotency
from enrollment.adapters.sql.inbox import SqlInbox
from enrollment.adapters.sql.joined import Joined
from enrollment.adapters.sql.measures import SqlMeasures
from enrollment.adapters.sql.outbox import SqlOutbox
from enrollment.adapters.sql.permits import SqlPermits
from enrollment.adapters.sql.plans import SqlPlans
from enrollment.adapters.sql.refresh_tokens import SqlRefreshTokens
from enrollment.adapters.sql.register import SqlRegister
from enrollment.adapters.sql.roster import SqlRoster
from enrollment.adapters.sql.rule_sets import SqlRuleSets
from enrollment.adapters.sql.seat_pools import SqlSeatPools
from enrollment.adapters.sql.sessions import SqlSessions
from enrollment.adapters.system_clock import SystemClock
from enrollment.application import Application
from enrollment.application.ask_consent import AskConsent
from enrollment.application.change_holds import ChangeHolds
from enrollment.application.check_rules import CheckRules
from enrollment.application.count_event import CountEvent
from enrollment.application.decide_consent import DecideConsent
from enrollment.application.drop_enrollment import DropEnrollment
from enrollment.application.enroll_student import EnrollStudent
from enrollment.application.find_sections import FindSections
from enrollment.application.find_takeable import FindTakeable
from enrollment.application.forget_expired import ForgetExpired
from enrollment.application.grant_permits import GrantPermits
from enrollment.application.issue_tokens import IssueTokens
from enrollment.application.plan_courses import PlanCourses
from enrollment.application.preview_enrollment import PreviewEnrollment
from enrollment.application.publish_rules import PublishRules
from enrollment.application.put_record import PutRecord
from enrollment.application.read_enrollment import ReadEnrollment
from enrollment.application.read_metrics import ReadMetrics
from enrollment.application.read_plan import ReadPlan
from enrollment.application.read_submission import ReadSubmission
from enrollment.application.redeem_permit import RedeemPermit
from enrollment.application.release_pools import ReleasePools
from enrollment.application.resend_message import ResendMessage
from enrollment.application.revoke_permit import RevokePermit
from enrollment.application.sign_in import Authenticate, SignIn
from enrollment.application.simulate_rules import SimulateRules
from enrollment.application.submit_courses import SubmitCourses
from enrollment.ports.clock import Clock
from enrollment.ports.identity import Identity
from enrollment.ports.passwords import Passwords
from enrollment.settings import Settings

AUDIENCE = "enrollment"


def main(global_config: Mapping[str, str], **ini: str) -> Any:
    """Build the WSGI application that ``[app:main]`` names, for this process to serve. Raises BadSettings."""
    system = System(installation.read(ini, os.environ, Path(global_config.get("here", "."))))
    keep_handing_on(system.gathered, system.visits)
    return make_wsgi_app(system)


def make_wsgi_app(system: "System") -> Any:
    """Build the web over the system."""
    settings = system.settings
    site = web.Site(
        transactions=system.transactions,
        in_transaction=system.in_transaction,
        outside_transaction=system.outside_transaction,
        analytics=system.gathered,
        touch=system.visits.touch,
        campus=settings.campus_timezone,
        public_url=settings.public_url,
        session_secret=settings.session_secret,
        rate_limit_storage_url=settings.rate_limit_storage_url,
        metrics_token=settings.metrics_token,
    )
    return web.make_app(site)


class ExplicitTransactions(ThreadTransactionManager):  # type: ignore[misc]  # it carries no types
    """One transaction manager a thread, that joins nothing before a transaction has begun."""

    def __init__(self) -> None:
        self.manager = TransactionManager(explicit=True)


class System:
    """An installation: its settings, its database, and the application over them, opened two ways."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        passwords: Passwords | None = None,
        identity: Identity | None = None,
    ) -> None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        self.settings = settings
        self.engine: Engine = make_engine(settings.database_url, pool_size=settings.database_pool_size)
        self.clock = clock or SystemClock()
        self.passwords = passwords or Argon2Passwords()
        self.identity = identity or _identity(settings)
        self.transactions = ExplicitTransactions()
        self._autocommit = Autocommit(self.engine)
        self.gathered = GatheringAnalytics(SqlAnalytics(self._autocommit))
        self.visits = GatheringVisits(SqlSessions(self._autocommit))
        self._in_transaction = self._application(Joined(self.engine, self.transactions))
        self._outside_transaction = self._application(self._autocommit)

    def in_transaction(self) -> Application:
        """Return the application in this thread's transaction, which the caller has begun and ends."""
        return self._in_transaction

    def outside_transaction(self) -> Application:
        """Return the application where each statement is a transaction of its own: for reading, and single writes."""
        return self._outside_transaction

    def _application(self, changes: Statements) -> Application:
        """What must change together goes through ``changes``; what stands alone does not wait for it."""
        alone = self._autocommit
        register, plans = SqlRegister(changes), SqlPlans(changes)
        rule_sets = SqlRuleSets(changes)
        outbox = SqlOutbox(changes)
        permits, consent_requests = SqlPermits(changes), SqlConsentRequests(changes)
        academic_records, activity_log = SqlAcademicRecords(changes), SqlActivityLog(changes)
        deliveries = SqlDeliveries(changes)
        inbox = SqlInbox(changes)
        analytics, measures, campus = SqlAnalytics(changes), SqlMeasures(changes), self.settings.campus_timezone
        accounts = SqlAccounts(alone)
        authenticate = Authenticate(accounts=accounts, passwords=self.passwords)
        enrollments = SqlEnrollments(alone)
        sessions = SqlSessions(alone)
        return Application(
            enroll_student=EnrollStudent(register=register, clock=self.clock),
            submit_courses=SubmitCourses(register=register, plans=plans, clock=self.clock),
            drop_enrollment=DropEnrollment(register=register, clock=self.clock),
            plan_courses=PlanCourses(register=register, plans=plans, clock=self.clock),
            read_plan=ReadPlan(register=register, plans=plans, clock=self.clock),
            read_submission=ReadSubmission(enrollments=enrollments, register=register, clock=self.clock),
            preview_enrollment=PreviewEnrollment(register=register, clock=self.clock),
            find_sections=FindSections(register=register),
            find_takeable=FindTakeable(catalog=SqlCatalog(changes), register=register, clock=self.clock),
            read_enrollment=ReadEnrollment(enrollments=enrollments),
            sign_in=SignIn(authenticate=authenticate, sessions=sessions, clock=self.clock),
            issue_tokens=IssueTokens(
                authenticate=authenticate,
                accounts=accounts,
                identity=self.identity,
                refresh_tokens=SqlRefreshTokens(changes),
                clock=self.clock,
            ),
            resend_message=ResendMessage(deliveries=deliveries, inbox=inbox, outbox=outbox, clock=self.clock),
            forget_expired=ForgetExpired(
                idempotency=SqlIdempotency(changes),
                sessions=SqlSessions(changes),
                refresh_tokens=SqlRefreshTokens(changes),
                outbox=outbox,
                inbox=inbox,
                clock=self.clock,
            ),
            count_event=CountEvent(inbox=inbox, analytics=analytics, clock=self.clock, campus=campus),
            read_metrics=ReadMetrics(measures=measures, clock=self.clock, campus=campus),
            check_rules=CheckRules(rule_sets=rule_sets, catalog=SqlCatalog(changes)),
            simulate_rules=SimulateRules(roster=SqlRoster(changes), register=register, clock=self.clock),
            release_pools=ReleasePools(register=register, seat_pools=SqlSeatPools(changes), clock=self.clock),
            publish_rules=PublishRules(
                rule_sets=rule_sets, seat_pools=SqlSeatPools(changes), activity_log=activity_log, clock=self.clock
            ),
            ask_consent=AskConsent(
                register=register,
                consent_requests=consent_requests,
                activity_log=activity_log,
                outbox=outbox,
                clock=self.clock,
            ),
            decide_consent=DecideConsent(
                consent_requests=consent_requests,
                permits=permits,
                accounts=SqlAccounts(changes),
                activity_log=activity_log,
                outbox=outbox,
                clock=self.clock,
            ),
            grant_permits=GrantPermits(
                permits=permits,
                catalog=SqlCatalog(changes),
                accounts=SqlAccounts(changes),
                activity_log=activity_log,
                outbox=outbox,
                clock=self.clock,
            ),
            redeem_permit=RedeemPermit(
                register=register, permits=permits, activity_log=activity_log, outbox=outbox, clock=self.clock
            ),
            revoke_permit=RevokePermit(permits=permits, activity_log=activity_log, clock=self.clock),
            change_holds=ChangeHolds(
                register=register, academic_records=academic_records, activity_log=activity_log, clock=self.clock
            ),
            put_record=PutRecord(
                accounts=SqlAccounts(changes),
                academic_records=academic_records,
                rule_sets=rule_sets,
                activity_log=activity_log,
                clock=self.clock,
            ),
            academic_records=academic_records,
            accounts=SqlAccounts(changes),
            activity_log=activity_log,
            analytics=analytics,
            audit=SqlAudit(changes),
            catalog=SqlCatalog(changes),
            clock=self.clock,
            consent_requests=consent_requests,
            deliveries=deliveries,
            enrollments=enrollments,
            idempotency=SqlIdempotency(changes),
            identity=self.identity,
            inbox=inbox,
            measures=measures,
            outbox=outbox,
            passwords=self.passwords,
            permits=permits,
            plans=plans,
            rule_files=YamlRuleFiles(campus),
            rule_sets=rule_sets,
            sessions=sessions,
        )


def _identity(settings: Settings) -> Identity:
    if settings.jwt_secret:
        key: Any = key_of_secret(settings.jwt_secret)
    else:
        assert settings.jwt_private_key_file is not None
        load = load_key if settings.is_production else load_or_create_key
        key = load(settings.jwt_private_key_file)
    return JoseIdentity(key, issuer=settings.public_url, audience=AUDIENCE)
