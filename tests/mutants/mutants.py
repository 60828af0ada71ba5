"""Every safety, broken. They are told by what no longer holds."""

from tests.mutants.line_mutants import LINE_MUTANTS
from tests.mutants.mutant import Mutant
from tests.mutants.rule_mutants import RULE_MUTANTS

CLAIMS = "adapters/sql/claims.py"
SEATS = "adapters/sql/seat_claims.py"
RECORD = "adapters/sql/migrations/versions/0001_record.py"
ADMIT = "tests/contract/test_register_admit.py"
POOLS = "tests/contract/test_seat_pools.py"
GUARDS = "tests/integration/test_sql_guards.py"
TRANSACTIONS = "tests/integration/test_sql_transactions.py"
LOST = "tests/integration/test_lost_connections.py"
BROKER = "tests/integration/test_broker.py"

MUTANTS = (
    *LINE_MUTANTS,
    *RULE_MUTANTS,
    Mutant(
        "the claim has no guard",
        SEATS,
        "WHERE id = {{course_id}} AND {IS_OFFERED} AND {SEAT_REMAINS} AND cross_listing IS NULL",
        "WHERE id = {{course_id}}",
        ADMIT,
    ),
    Mutant(
        "the claim takes one more",
        SEATS,
        "current_enrollment + seats_kept < max_participants",
        "current_enrollment + seats_kept <= max_participants",
        ADMIT,
    ),
    Mutant(
        "the claim takes a seat kept for others",
        SEATS,
        "current_enrollment + seats_kept < max_participants",
        "current_enrollment < max_participants",
        POOLS,
    ),
    Mutant(
        "a pool gives one more",
        SEATS,
        "AND taken < seats AND NOT released",
        "AND taken <= seats AND NOT released",
        POOLS,
    ),
    Mutant(
        "a released pool gives its seats",
        SEATS,
        "AND taken < seats AND NOT released",
        "AND taken < seats",
        POOLS,
    ),
    Mutant(
        "a seat given back is not kept again",
        SEATS,
        "(SELECT count(*) FROM {kept} WHERE NOT released AND taken <= seats)",
        "0",
        POOLS,
    ),
    Mutant(
        "shared seats are not counted",
        SEATS,
        "UPDATE cross_listings SET current_enrollment = current_enrollment + 1",
        "UPDATE cross_listings SET current_enrollment = current_enrollment",
        POOLS,
    ),
    Mutant(
        "who submits locks in an order of their own",
        "application/decisions.py",
        'return shared_by(course) or "", course.id',
        'return "", course.id',
        "tests/integration/test_no_ring.py",
    ),
    Mutant(
        "the deadline itself is in time",
        SEATS,
        "{at} < registration_deadline",
        "{at} <= registration_deadline",
        ADMIT,
    ),
    Mutant(
        "the rule allows one more",
        "domain/policies/offering.py",
        "taken >= seats",
        "taken > seats",
        "tests/unit/domain/test_policies.py",
    ),
    Mutant(
        "no CHECK on the counter",
        RECORD,
        '"current_enrollment <= max_participants + overbook_allowance"',
        '"1 = 1"',
        GUARDS,
    ),
    Mutant(
        "no unique live enrollment",
        "adapters/sql/migrations/versions/0008_waitlists.py",
        '"student_id", "course_id", where=live, unique=True)',
        '"student_id", "course_id", where=live)',
        GUARDS,
    ),
    Mutant(
        "the student is not locked",
        "adapters/sql/register.py",
        ".with_for_update(of=users, key_share=True)",
        "",
        TRANSACTIONS,
    ),
    Mutant(
        "SQLite begins as a reader",
        "adapters/sql/one_writer.py",
        '"BEGIN IMMEDIATE"',
        '"BEGIN"',
        "tests/integration/test_busy_sqlite.py",
    ),
    Mutant(
        "what was written is not committed",
        "adapters/sql/joined.py",
        "            self.connection.commit()",
        "            pass",
        "tests/functional/api/test_enrolling.py",
    ),
    Mutant(
        "the message is outside the transaction",
        "adapters/sql/register.py",
        "        return self._statements.first(claim, record_parameters(record) | seat) is not None",
        """        from enrollment.adapters.sql.engine import Autocommit
        from enrollment.adapters.sql.outbox import SqlOutbox

        alone = record_parameters(record) | seat | {"messages": []}
        claimed = self._statements.first(claim, alone) is not None
        for message in record.messages if claimed else ():
            SqlOutbox(Autocommit(self._statements._engine)).put(message)
        return claimed""",
        f"{TRANSACTIONS} -k postgresql",
    ),
    Mutant(
        "the key is not kept",
        CLAIMS,
        'IS NOT NULL)")',
        'IS NULL AND 1 = 2)")',
        "tests/functional/api/test_idempotency.py -k postgresql",
    ),
    Mutant(
        "a key answers any request",
        "application/answers.py",
        "if key is None or answer.fingerprint != key.fingerprint:",
        "if key is None:",
        "tests/functional/api/test_idempotency.py",
    ),
    Mutant(
        "a refusal is raised",
        "web/api/enrollments.py",
        "return answer(refusal_of([receipt], request), request.path)",
        "raise __import__('enrollment.web.problems', fromlist=['_']).Unacceptable(refusal_of([receipt], request))",
        "tests/functional/api/test_enrolling.py",
    ),
    Mutant(
        "a drop leaves the seat counted",
        SEATS,
        'effects=("UPDATE courses SET current_enrollment = current_enrollment - 1',
        'effects=("UPDATE courses SET current_enrollment = current_enrollment - 0',
        "tests/contract/test_register_release.py",
    ),
    Mutant(
        "what was lost in COMMIT counts as undone",
        "adapters/sql/faults.py",
        "context.connection is not None and context.statement is None",
        "False",
        LOST,
    ),
    Mutant(
        "what was lost for one is kept for the others",
        "adapters/sql/kept.py",
        "if context.is_disconnect:",
        "if False:",
        "tests/integration/test_kept.py",
    ),
    Mutant(
        "a connection that failed is lent again",
        "adapters/sql/kept.py",
        "            self._places.appendleft(None)\n            raise",
        "            self._places.append(connection)\n            raise",
        "tests/integration/test_kept.py",
    ),
    Mutant(
        "pages put out what they are given as it is",
        "web/pages/rendering.py",
        "environment.template_class = FlatTemplate",
        "environment.template_class, environment.autoescape = FlatTemplate, False",
        "tests/functional/test_hostile_texts.py",
    ),
    Mutant(
        "strangers see who looked before",
        "web/pages/frame.py",
        "self._for_strangers[place] = self._made(paths, here)",
        "self._for_strangers[place] = Frame(head='', top=self._macros.top(paths, here, visitor, csrf_token), foot='')",
        "tests/functional/pages/test_frame.py",
    ),
    Mutant(
        "what was lost in COMMIT is tried again without a key",
        "web/retries.py",
        ' and getattr(request, "key", None)',
        "",
        LOST,
    ),
    Mutant(
        "a silent server is waited for",
        "adapters/sql/impatience.py",
        "timeout or PATIENCE",
        "timeout",
        f"{LOST} --timeout=20",
    ),
    Mutant(
        "the lease of a message is ignored",
        "adapters/sql/outbox.py",
        "c.sent_at.is_(None), or_(c.claimed_until.is_(None), c.claimed_until <= at)",
        "c.sent_at.is_(None), or_(True)",
        "tests/contract/test_outbox.py",
    ),
    Mutant(
        "the lease of a mail is ignored",
        "adapters/sql/deliveries.py",
        "is_free = C.claimed_until.is_(None) | (C.claimed_until <= at)",
        "is_free = C.claimed_until.is_(None) | C.claimed_until.is_not(None)",
        "tests/contract/test_deliveries.py",
    ),
    Mutant(
        "what is not published is marked sent",
        "application/relay_outbox.py",
        "self.outbox.failed(message.id, str(error), retry_at)",
        "self.outbox.sent([message.id], retry_at)",
        "tests/unit/application/test_relay_outbox.py",
    ),
    Mutant(
        "a message is acknowledged before the work",
        "adapters/amqp/consumer.py",
        """        try:
            self._handler(message)""",
        """        delivery.ack()
        delivery.ack = lambda: None
        try:
            self._handler(message)""",
        "tests/integration/test_broker_faults.py",
    ),
    Mutant(
        "nobody confirms",
        "adapters/amqp/sender.py",
        '"confirm_publish": True',
        '"confirm_publish": False',
        f"{BROKER} tests/integration/test_broker_faults.py",
    ),
    Mutant(
        "a message nobody takes counts as published",
        "adapters/amqp/sender.py",
        "mandatory: bool = True",
        "mandatory: bool = False",
        BROKER,
    ),
    Mutant(
        "what is handled is not noted",
        "application/handle_message.py",
        "            self.inbox.add(self.consumer, message.id, self.clock.now())",
        "            pass",
        "tests/unit/application/test_handle_message.py",
    ),
    Mutant(
        "a mail that failed counts as accepted",
        "application/deliver_mail.py",
        "return error.outcome, str(error)",
        "return Outcome.ACCEPTED, str(error)",
        "tests/unit/application/test_deliver_mail.py",
    ),
)
