"""What is read by hand, since it is read often, is what was written."""

import json
from datetime import UTC

from hypothesis import given
from hypothesis import strategies as some

from enrollment.adapters.sql.academic_records import read_record
from enrollment.adapters.sql.meetings import meetings_in
from enrollment.domain.academic_record import NO_RECORD, AcademicRecord, Act, CompletedItem, Hold, ItemKind
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.plain import to_plain

ITEMS = some.builds(CompletedItem, kind=some.sampled_from(ItemKind))
HOLDS = some.builds(
    Hold,
    blocks=some.frozensets(some.sampled_from(Act)),
    expires_at=some.none() | some.datetimes(timezones=some.just(UTC)),
)
RECORDS = some.builds(AcademicRecord, completed=some.lists(ITEMS).map(tuple), holds=some.lists(HOLDS).map(tuple))
DATES, TIMES = some.none() | some.dates(), some.none() | some.times()
MEETINGS = some.builds(
    Meeting,
    days=some.lists(some.sampled_from(Day)).map(tuple),
    on=DATES,
    starts=TIMES,
    ends=TIMES,
    starts_on=DATES,
    ends_on=DATES,
)


def texts(record):
    documents = (json.dumps(to_plain(part)) for part in (record.completed, record.holds))
    return record.standing, record.programme, record.cohort, *documents


@given(RECORDS)
def test_a_record_is_read_as_it_was_written(record):
    assert read_record(*texts(record)) == record


@given(some.lists(MEETINGS).map(tuple))
def test_meetings_are_read_as_they_were_written(meetings):
    assert meetings_in(json.dumps(to_plain(meetings))) == meetings


def test_what_an_earlier_version_did_not_write_is_as_usual_and_what_a_later_one_wrote_is_passed_over():
    completed, holds = '[{"code": "MATH 1", "campus": "north"}]', '[{"owner": "a", "note": "b", "blocks": []}]'
    record = read_record("", "", "", completed, holds)
    assert record.completed == (CompletedItem(code="MATH 1"),)
    assert record.holds == (Hold(owner="a", note="b", blocks=frozenset()),)
    assert meetings_in('[{"kind": "LE", "days": ["M"], "colour": 7}]') == (Meeting(kind="LE", days=(Day.MONDAY,)),)


def test_without_a_row_there_is_an_empty_record():
    assert read_record(None, "", "", "", "") is NO_RECORD
