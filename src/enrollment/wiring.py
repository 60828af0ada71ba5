"""The composition root: the one place that knows which adapter stands behind which port."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

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
from enrollment.adapters.sql.agenda import SqlAgenda
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
from enrollment.adapters.sql.seat_watches import SqlSeatWatches
from enrollment.adapters.sql.sessions import SqlSessions
from enrollment.adapters.sql.waitlists import SqlWaitlists
from enrollment.adapters.system_clock import SystemClock
from enrollment.application import Application
from enrollment.application.composition import application_over
from enrollment.ports.clock import Clock
from enrollment.ports.identity import Identity
from enrollment.ports.passwords import Passwords
from enrollment.ports.persistence import Persistence
from enrollment.ports.rule_file import RuleFiles
from enrollment.settings import Settings

AUDIENCE = "enrollment"


def main(global_config: Mapping[str, str], **ini: str) -> Any:
    """Build the WSGI application that ``[app:main]`` names, for this process to serve. Raises BadSettings."""
    system = System(installation.read(ini, os.environ, Path(global_config.get("here", "."))))
    keep_handing_on(system.gathered, system.visits)
    return make_wsgi_app(system)


def make_wsgi_app(system: "System") -> Any:
    """Build the web over the system."""
    return web.make_app(site_over(system))


def site_over(system: "System") -> web.Site:
    """Return what the web is told of the system."""
    settings = system.settings
    return web.Site(
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
        self._autocommit = Autocommit(self.engine, keep=settings.database_pool_size)
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
        campus = self.settings.campus_timezone
        others = {
            Clock: self.clock,
            Identity: self.identity,
            Passwords: self.passwords,
            RuleFiles: YamlRuleFiles(campus),
            ZoneInfo: campus,
        }
        return application_over(on_sql(changes), on_sql(self._autocommit), others)


def on_sql(statements: Statements) -> Persistence:
    """Return what is on record behind all its ports: each adapter runs these statements."""
    return Persistence(
        academic_records=SqlAcademicRecords(statements),
        accounts=SqlAccounts(statements),
        activity_log=SqlActivityLog(statements),
        agenda=SqlAgenda(statements),
        analytics=SqlAnalytics(statements),
        audit=SqlAudit(statements),
        catalog=SqlCatalog(statements),
        consent_requests=SqlConsentRequests(statements),
        deliveries=SqlDeliveries(statements),
        enrollments=SqlEnrollments(statements),
        idempotency=SqlIdempotency(statements),
        inbox=SqlInbox(statements),
        measures=SqlMeasures(statements),
        outbox=SqlOutbox(statements),
        permits=SqlPermits(statements),
        plans=SqlPlans(statements),
        refresh_tokens=SqlRefreshTokens(statements),
        register=SqlRegister(statements),
        roster=SqlRoster(statements),
        rule_sets=SqlRuleSets(statements),
        seat_pools=SqlSeatPools(statements),
        seat_watches=SqlSeatWatches(statements),
        sessions=SqlSessions(statements),
        waitlists=SqlWaitlists(statements),
    )


def _identity(settings: Settings) -> Identity:
    if settings.jwt_secret:
        key: Any = key_of_secret(settings.jwt_secret)
    else:
        assert settings.jwt_private_key_file is not None
        load = load_key if settings.is_production else load_or_create_key
        key = load(settings.jwt_private_key_file)
    return JoseIdentity(key, issuer=settings.public_url, audience=AUDIENCE)
