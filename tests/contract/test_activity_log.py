"""The port ActivityLog."""

from datetime import timedelta

from tests.support.build import NOON, a_log_entry, a_student, an_origin

STUDENT = a_student()


def test_an_entry_is_read_as_it_was_written(ports):
    details = {"outcome": "refused", "reasons": ["course-full"], "enrollment_id": None, "text": "Ünïcødé ' % _ \\"}
    origin = an_origin(address="2001:db8::7", door="page", request_id="f" * 64)
    entry = a_log_entry(user_id=STUDENT.id, details=details, timestamp=NOON + timedelta(microseconds=1), origin=origin)
    ports.activity_log.write(entry)

    assert list(ports.activity_log.of(STUDENT.id)) == [entry]


def test_the_latest_entry_comes_first_also_within_one_instant(ports):
    entries = [a_log_entry(user_id=STUDENT.id, timestamp=NOON + timedelta(days=day)) for day in (0, 0, 1)]
    for entry in entries:
        ports.activity_log.write(entry)

    assert list(ports.activity_log.of(STUDENT.id)) == entries[::-1]


def test_no_more_than_the_limit_is_read(ports):
    entries = [a_log_entry(user_id=STUDENT.id) for _ in range(3)]
    for entry in entries:
        ports.activity_log.write(entry)

    assert list(ports.activity_log.of(STUDENT.id, limit=2)) == [entries[2], entries[1]]


def test_nobody_elses_entries_are_read(ports):
    ports.activity_log.write(a_log_entry())
    ports.activity_log.write(a_log_entry(user_id=None))

    assert list(ports.activity_log.of(STUDENT.id)) == []
