"""The attached calendar: published on enrolling, withdrawn on dropping, in campus time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from enrollment.domain.catalog import Term
from enrollment.domain.identifiers import EnrollmentId
from enrollment.domain.meetings import Day, Meeting
from tests.support.build import a_course, an_enrollment
from tests.support.letters import (
    CAMPUS,
    FINAL,
    LAB,
    LECTURE,
    LETTERS,
    SPRING,
    a_notice,
    a_notice_of_the_drop,
    naughty_strings,
)


def calendar_of(notice):
    attachment = next(LETTERS.compose(notice).iter_attachments(), None)
    return attachment and Calendar.from_ical(attachment.get_payload(decode=True))


def events_of(notice):
    return calendar_of(notice).walk("VEVENT")


def of(*meetings, **about):
    return a_notice(course=a_course(meetings=meetings), **about)


def test_a_weekly_meeting_recurs_from_its_first_day_in_the_term_to_the_terms_last():
    [lecture] = events_of(of(LECTURE))
    assert lecture.decoded("dtstart") == datetime(2022, 3, 29, 12, 30, tzinfo=CAMPUS)
    assert lecture.decoded("dtend") == datetime(2022, 3, 29, 13, 50, tzinfo=CAMPUS)
    rule = lecture["rrule"]
    assert (rule["freq"], rule["byday"]) == (["WEEKLY"], ["TU", "TH"])
    assert rule["until"] == [datetime(2022, 6, 4, 6, 59, 59, tzinfo=UTC)]


def test_a_meeting_with_dates_of_its_own_recurs_between_these():
    half = replace(LECTURE, starts_on=date(2022, 4, 20), ends_on=date(2022, 5, 12))
    [lecture] = events_of(of(half, term=Term(code="SP22", name="SP22")))
    assert lecture.decoded("dtstart") == datetime(2022, 4, 21, 12, 30, tzinfo=CAMPUS)
    assert lecture["rrule"]["until"] == [datetime(2022, 5, 13, 6, 59, 59, tzinfo=UTC)]


def test_a_dated_meeting_takes_place_once():
    [final] = events_of(of(FINAL))
    assert final.decoded("dtstart") == datetime(2022, 6, 6, 11, 30, tzinfo=CAMPUS)
    assert "rrule" not in final


def test_an_event_tells_what_where_and_for_what():
    [lecture] = events_of(of(LECTURE))
    assert str(lecture["summary"]).endswith("Lecture")
    assert lecture["location"] == "JEANN AUD"
    assert lecture["description"] == "Introduction to Cognitive Science"


def test_campus_time_is_defined_in_the_calendar_itself():
    [zone] = calendar_of(of(LECTURE)).walk("VTIMEZONE")
    assert zone["tzid"] == "America/Los_Angeles"


@pytest.mark.parametrize("term", [Term(code="SP22", name="SP22"), Term(code="X", name="X", ends_on=date(2022, 6, 3))])
def test_weekly_meetings_of_a_term_without_dates_are_left_out(term):
    assert [event["summary"].split()[-2:] for event in events_of(of(LECTURE, FINAL, term=term))] == [["Final", "exam"]]


@pytest.mark.parametrize("meetings", [(), (LAB,)])
def test_without_a_time_there_is_no_calendar_and_no_word_of_one(meetings):
    notice = of(*meetings)
    assert calendar_of(notice) is None
    assert "attached" not in LETTERS.compose(notice).get_body(("plain",)).get_content()


def test_a_term_too_short_for_the_meeting_has_none_of_it():
    monday_only = Term(code="X", name="X", starts_on=date(2022, 3, 28), ends_on=date(2022, 3, 28))
    assert calendar_of(of(LECTURE, term=monday_only)) is None


def test_a_meeting_past_midnight_ends_on_the_next_day():
    night = Meeting(kind="LA", on=date(2022, 5, 1), starts=time(22), ends=time(1))
    [event] = events_of(of(night))
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=3)


def test_dropping_withdraws_the_events_that_enrolling_published():
    enrolled = a_notice()
    dropped = a_notice_of_the_drop(enrolled)
    published, withdrawn = calendar_of(enrolled), calendar_of(dropped)
    assert (published["method"], withdrawn["method"]) == ("PUBLISH", "CANCEL")
    before, after = events_of(enrolled), events_of(dropped)
    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert [(event["status"], event["sequence"]) for event in after] == [("CANCELLED", 1)] * 2


def test_the_attachment_names_the_method_in_its_type_too():
    attachment = next(LETTERS.compose(a_notice_of_the_drop(a_notice())).iter_attachments())
    assert attachment["Content-Type"].params["method"] == "CANCEL"
    assert attachment.get_filename() == "COGS-1-A01.ics"


def test_no_two_events_share_a_uid():
    other = an_enrollment(id=EnrollmentId(uuid4()))
    twice = of(LECTURE, LECTURE, FINAL)
    uids = [
        event["uid"]
        for notice in (twice, a_notice(course=twice.course, enrollment=other))
        for event in events_of(notice)
    ]
    assert len(set(uids)) == 6


def test_a_meeting_on_every_day_begins_with_the_term():
    daily = Meeting(kind="LE", days=tuple(Day), starts=time(8), ends=time(9))
    [event] = events_of(of(daily))
    assert event.decoded("dtstart").date() == SPRING.starts_on


def test_no_text_adds_an_event_or_a_property():
    usual = set(events_of(of(FINAL))[0])
    for text in naughty_strings():
        course = a_course(
            section=text, title=text, meetings=(Meeting(kind=text, on=FINAL.on, starts=time(8), room="R"),)
        )
        [event] = events_of(a_notice(course=course))
        assert set(event) == usual, text
